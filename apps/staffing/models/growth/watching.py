"""Who may read as HR, who read what, what was erased, and the door that rings."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.states import check_move
from apps.history.models import tracked
from apps.staffing.models.growth.base import Confidential
from apps.staffing.models.growth.states import ERASURE_MOVES, ErasureState
from apps.staffing.models.people import Person


@tracked()
class HrGrant(models.Model):
    """That a person reads as HR until a day: asked for by one, approved by another.

    Everybody inside may know who has one, so it is no secret.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="hr_grants"
    )
    starts_on = models.DateField("from")
    ends_on = models.DateField("until")
    reason = models.CharField(max_length=200)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="hr_grant_ends_last"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("asked_by")),
                name="hr_grant_by_two",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="hr_grant_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} reads as HR"


class ReadRecord(Confidential):
    """That the author read something of the person. Nobody changes it."""

    what = models.CharField(max_length=40)
    rows = models.PositiveIntegerField("entries")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "-id"], name="read_person")]

    def __str__(self) -> str:
        return f"{self.what}: {self.rows}"


class Erasure(Confidential):
    """That everything confidential about a person is to go: asked by one, done by another."""

    reason = models.CharField(max_length=300)
    state = models.CharField(
        max_length=10, choices=ErasureState.choices, default=ErasureState.ASKED
    )
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    read_as = "erasures"

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("author")) & ~Q(decided_by=F("person"))),
                name="erasure_by_two",
            )
        ]

    def __str__(self) -> str:
        return f"Erasure {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:erasure", args=[self.pk])

    def become(self, new: ErasureState) -> None:
        """Change the state in memory, if the table has the move."""
        check_move(ERASURE_MOVES, ErasureState(self.state), new)
        self.state = new


class GrowthDeskQuerySet(models.QuerySet["GrowthDesk"]):
    def visible_to(self, user: User) -> "GrowthDeskQuerySet":
        """Only one's own."""
        return self.filter(person__user=user)


class GrowthDesk(models.Model):
    """A person's place where confidential matters wait: all that messages name."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="desk")

    objects = GrowthDeskQuerySet.as_manager()

    def __str__(self) -> str:
        return "Growth"

    def get_absolute_url(self) -> str:
        return reverse("staffing:growth")


class GrowthRun(models.Model):
    """That the portal removed or handed out confidential rows: how many, never which."""

    class Kind(models.TextChoices):
        RETENTION = "retention", "Retention"
        ERASURE = "erasure", "Erasure"
        EXPORT = "export", "Export"

    kind = models.CharField(max_length=9, choices=Kind.choices)
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
