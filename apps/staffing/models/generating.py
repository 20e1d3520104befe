"""Rotas generated: what people wish, what was asked for, and what is proposed."""

from datetime import date, datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.staffing.models.people import Person
from apps.staffing.models.rotas import Publication, Rota
from apps.staffing.rules.generating.instance import Limits, Need, Slot
from apps.staffing.states import GENERATION_MOVES, GenerationState


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, user: User) -> "WishQuerySet":
        """Those of people one sees."""
        return self.filter(person__in=Person.objects.visible_to(user))

    def touching(self, first_on: date, last_on: date) -> "WishQuerySet":
        """Those of which a day lies in between."""
        return self.filter(first_on__lte=last_on, last_on__gte=first_on)


@tracked()
class Wish(Versioned):
    """Days on which somebody would rather be off, or at work; no right, but weighed."""

    class Weight(models.IntegerChoices):
        NICE = 1, "Would be nice"
        MATTERS = 2, "Matters"
        MUCH = 4, "Matters much"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wishes")
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")
    wants_work = models.BooleanField("wants to work then", default=False)
    weight = models.PositiveSmallIntegerField(
        "how much", choices=Weight.choices, default=Weight.MATTERS
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = WishQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "pk"]
        verbose_name_plural = "wishes"
        indexes = [
            models.Index(fields=["person", "first_on", "last_on"], name="wish_person"),
            models.Index(fields=["first_on", "last_on"], name="wish_days"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="wish_starts_first",
            )
        ]

    def __str__(self) -> str:
        return (
            f"{self.person}: {'at work' if self.wants_work else 'off'} {self.first_on}"
        )


class GenerationQuerySet(models.QuerySet["Generation"]):
    def visible_to(self, user: User) -> "GenerationQuerySet":
        """Those of rotas one sees, to people inside; nobody outside sees any."""
        return self if user.is_internal else self.none()

    def for_lists(self) -> "GenerationQuerySet":
        """With what a line or a page of one says; the slots, which are long, left out."""
        return self.select_related("rota__team", "asked_by").defer("slots")

    def with_proposal(self) -> "GenerationQuerySet":
        """Those that came to a proposal, with it and their slots."""
        return (
            self.defer(None).select_related("proposal").filter(proposal__isnull=False)
        )


@tracked(exclude=["slots", "clash"])
class Generation(Versioned):
    """A rota asked for: which days and shifts, within which limits; how the search went.

    `slots` are the shifts to fill as they were when the search began; `clash` says, if
    there is no rota, which rules clash and what relaxing each would bring. The row is
    not locked while a worker is at it, so that it can be asked to stop.
    """

    rota = models.ForeignKey(Rota, on_delete=models.CASCADE, related_name="generations")
    first_on = models.DateField("from")
    last_on = models.DateField("last day")
    lines = models.TextField("shifts", max_length=2000)
    rest = models.PositiveSmallIntegerField("hours of rest between shifts", null=True)
    weekly_rest = models.PositiveSmallIntegerField("hours free each week", null=True)
    weekly_work = models.PositiveSmallIntegerField("hours a week at most", null=True)
    nights = models.PositiveSmallIntegerField("nights in a row at most", null=True)
    wish_points = models.PositiveSmallIntegerField("a wish weighs", default=2)
    change_points = models.PositiveSmallIntegerField("a change weighs", default=1)
    seconds = models.PositiveSmallIntegerField(
        "seconds to search at most",
        default=60,
        validators=[MinValueValidator(5), MaxValueValidator(1800)],
    )
    state = models.CharField(
        max_length=9, choices=GenerationState.choices, default=GenerationState.WAITING
    )
    slots = models.JSONField(default=list)
    clash = models.JSONField(default=dict)
    failure = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = GenerationQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["rota", "-asked_at"], name="generation_rota"),
            models.Index(fields=["-asked_at"], name="generation_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="generation_starts_first",
            )
        ]

    def __str__(self) -> str:
        return f"Rota proposal {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:generation", args=[self.pk])

    @property
    def job(self) -> str:
        """The name under which its progress is kept."""
        return f"generation:{self.pk}"

    @property
    def limits(self) -> Limits:
        """The limits as the search reads them, in minutes."""
        return Limits(
            rest=_minutes(self.rest),
            weekly_rest=_minutes(self.weekly_rest),
            weekly_work=_minutes(self.weekly_work),
            nights=self.nights,
        )

    def can_become(self, new: GenerationState) -> bool:
        """Whether the table has this move."""
        return new in GENERATION_MOVES[GenerationState(self.state)]

    def become(self, new: GenerationState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(GENERATION_MOVES, GenerationState(self.state), new)
        self.state = new


def _minutes(hours: int | None) -> int | None:
    return None if hours is None else hours * 60


@tracked(exclude=["fills"])
class Proposal(Versioned):
    """Who fills which slot: as found, then as edited, until it is published.

    `fills` are pairs of a slot's place and a person. Costs are in minutes away from the
    fair shares; `bound` is what no rota of this question can go below.
    """

    generation = models.OneToOneField(
        Generation, on_delete=models.CASCADE, related_name="proposal"
    )
    fills = models.JSONField(default=list)
    cost = models.PositiveIntegerField()
    bound = models.PositiveIntegerField()
    ending = models.CharField(max_length=20)
    spent_seconds = models.FloatField()
    edited_at = models.DateTimeField(null=True)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"Proposal of {self.generation}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:proposal", args=[self.generation_id])

    @property
    def is_proven(self) -> bool:
        """Whether nothing can be better than what was found."""
        return self.bound >= self.cost


def slot_as_json(one: Slot) -> dict[str, Any]:
    """A slot as it is kept."""
    return {
        "name": one.name,
        "starts": one.starts.isoformat(),
        "ends": one.ends.isoformat(),
        "demand": one.demand,
        "weight": one.weight,
        "needs": [
            [need.skill, need.level, need.count, need.name] for need in one.needs
        ],
        "night": one.night.isoformat() if one.night else None,
    }


def slot_from_json(kept: dict[str, Any]) -> Slot:
    """A slot as it was kept."""
    return Slot(
        kept["name"],
        datetime.fromisoformat(kept["starts"]),
        datetime.fromisoformat(kept["ends"]),
        kept["demand"],
        kept["weight"],
        tuple(Need(*one) for one in kept["needs"]),
        date.fromisoformat(kept["night"]) if kept["night"] else None,
    )
