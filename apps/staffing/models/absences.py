"""Absences: their kinds, who is away when, and what became of the asking."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.staffing.models.people import Person, line_below
from apps.staffing.states import ABSENCE_MOVES, AbsenceState

STANDING = (AbsenceState.ASKED, AbsenceState.APPROVED)
DAYS = (MinValueValidator(0), MaxValueValidator(366))


@tracked()
class AbsenceType(Versioned):
    """A kind of absence, and what it asks."""

    name = models.CharField(max_length=60, unique=True)
    needs_approval = models.BooleanField(default=True)
    has_balance = models.BooleanField("taken from a yearly balance", default=False)
    is_private = models.BooleanField("others see only that one is away", default=True)
    days_a_year = models.DecimalField(
        "days of a full year",
        max_digits=4,
        decimal_places=1,
        default=0,
        validators=DAYS,
        help_text="For full time; FTE and joining or leaving within the year reduce it.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Allowance(Versioned):
    """What differs for a person's leave of a year: days carried over, or other days."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="allowances"
    )
    kind = models.ForeignKey(AbsenceType, on_delete=models.CASCADE)
    year = models.PositiveSmallIntegerField()
    days = models.DecimalField(
        "days instead",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=DAYS,
    )
    carried = models.DecimalField(
        "carried over", max_digits=4, decimal_places=1, default=0, validators=DAYS
    )

    class Meta:
        ordering = ["-year", "kind__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "year"], name="allowance_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.year}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, user: User) -> "AbsenceQuerySet":
        """Those of people one sees; of what kind is for the line to know.

        What was refused or cancelled is seen by the line and by who asked or decided.
        """
        seen = self.filter(person__in=Person.objects.visible_to(user))
        return seen.filter(
            Q(state__in=STANDING)
            | Q(person__in=line_below(user))
            | Q(asked_by=user)
            | Q(decided_by=user)
        )

    def story_visible_to(self, user: User) -> "AbsenceQuerySet":
        """Those whose kind and note one may read: one's own, and those of one's line."""
        return self.filter(person__in=line_below(user))

    def standing(self) -> "AbsenceQuerySet":
        """Those that are asked for or approved."""
        return self.filter(state__in=STANDING)

    def approved(self) -> "AbsenceQuerySet":
        """Those in which somebody is away."""
        return self.filter(state=AbsenceState.APPROVED)

    def touching(self, first: date, last: date) -> "AbsenceQuerySet":
        """Those with a day from first to last."""
        return self.filter(first_on__lte=last, last_on__gte=first)


@tracked()
class Absence(Versioned):
    """Somebody away, by whole or half days where they are."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="absences"
    )
    kind = models.ForeignKey(AbsenceType, on_delete=models.PROTECT)
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")
    from_noon = models.BooleanField("from noon of the first day", default=False)
    until_noon = models.BooleanField("until noon of the last day", default=False)
    state = models.CharField(
        max_length=10, choices=AbsenceState.choices, default=AbsenceState.ASKED
    )
    note = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "pk"]
        indexes = [
            models.Index(
                fields=["person", "first_on", "last_on"], name="absence_person"
            ),
            models.Index(fields=["state", "first_on"], name="absence_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="absence_starts_first",
            ),
            models.CheckConstraint(
                condition=~Q(first_on=models.F("last_on"))
                | Q(from_noon=False)
                | Q(until_noon=False),
                name="absence_is_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} away from {self.first_on}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:absence", args=[self.pk])

    def can_become(self, new: AbsenceState) -> bool:
        """Whether the table has the move."""
        return new in ABSENCE_MOVES[AbsenceState(self.state)]

    def become(self, new: AbsenceState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(ABSENCE_MOVES, AbsenceState(self.state), new)
        self.state = new
