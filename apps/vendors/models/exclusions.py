"""Tickets left out of a level: proposed by one, decided by another."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import StoredFile, Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.vendors.models.levels import ServiceLevel
from apps.vendors.models.tickets import Ticket
from apps.vendors.models.vendors import seen_vendors
from apps.vendors.states import EXCLUSION_MOVES, ExclusionState


class ExclusionQuerySet(models.QuerySet["Exclusion"]):
    def visible_to(self, user: User) -> "ExclusionQuerySet":
        """Those of vendors one sees."""
        return self.filter(seen_vendors(user, "level__service__contract__vendor"))


@tracked()
class Exclusion(Versioned):
    """A ticket left out of a level for a reason, once accepted. Four eyes."""

    class Reason(models.TextChoices):
        CUSTOMER = "customer", "Waited for the customer"
        THIRD_PARTY = "third_party", "Another party's fault"
        MAINTENANCE = "maintenance", "Agreed maintenance"
        WRONG_DATA = "wrong_data", "The record is wrong"
        DUPLICATE = "duplicate", "A duplicate"
        FORCE_MAJEURE = "force_majeure", "Force majeure"
        OTHER = "other", "Other"

    ticket = models.ForeignKey(
        Ticket, on_delete=models.PROTECT, related_name="exclusions"
    )
    level = models.ForeignKey(
        ServiceLevel, on_delete=models.PROTECT, related_name="exclusions"
    )
    state = models.CharField(
        max_length=10, choices=ExclusionState.choices, default=ExclusionState.PROPOSED
    )
    reason = models.CharField(max_length=13, choices=Reason.choices)
    words = models.TextField("explanation")
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="exclusions_proposed"
    )
    proposed_at = models.DateTimeField()
    answer_by_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exclusions_decided",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    note = models.TextField("internal note", blank=True)

    internal_fields = frozenset({"note"})
    objects = ExclusionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "level"],
                condition=Q(state__in=["proposed", "accepted"]),
                name="one_live_exclusion",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="exclusion_decided_by_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by_at"],
                name="exclusion_waits",
                condition=Q(state="proposed"),
            ),
            models.Index(fields=["-proposed_at", "-id"], name="exclusion_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket} out of {self.level}"

    def get_absolute_url(self) -> str:
        return reverse("vendors:exclusion", args=[self.pk])

    def can_become(self, new: ExclusionState) -> bool:
        """Whether the table has this move."""
        return new in EXCLUSION_MOVES[ExclusionState(self.state)]

    def become(self, new: ExclusionState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(EXCLUSION_MOVES, ExclusionState(self.state), new)
        self.state = new


class ExclusionFileQuerySet(models.QuerySet["ExclusionFile"]):
    def visible_to(self, user: User) -> "ExclusionFileQuerySet":
        """Those of exclusions one sees."""
        return self.filter(
            seen_vendors(user, "exclusion__level__service__contract__vendor")
        )


class ExclusionFile(models.Model):
    """What was attached to an exclusion, by either side."""

    exclusion = models.ForeignKey(
        Exclusion, on_delete=models.CASCADE, related_name="files"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ExclusionFileQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.file.name
