"""What is due: the settings of a rule, and one row for each step that is told to one person."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import User
from apps.calendars.models import BusinessCalendar
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.reminders.states import OCCURRENCE_MOVES, OWN_ONLY, OccurrenceState


class RuleSettingQuerySet(models.QuerySet["RuleSetting"]):
    def visible_to(self, user: User) -> "RuleSettingQuerySet":
        """Who looks after the reminders of all."""
        return self if user.rights.may("reminders.view_rules") else self.none()

    def known(self, slugs: Iterable[str]) -> "RuleSettingQuerySet":
        """Of rules that the code still has."""
        return self.filter(slug__in=list(slugs))


@tracked()
class RuleSetting(Versioned):
    """How a rule is told: its steps, to whom, and when it goes up to the manager."""

    slug = models.CharField(max_length=60, unique=True)
    is_on = models.BooleanField("switched on", default=True)
    steps = models.CharField(
        max_length=200,
        help_text="Such as -30d -7d 0d +3d; wd counts working days, h hours.",
    )
    people = models.JSONField("tells", default=list)
    escalates = models.CharField(
        "goes up to the manager",
        max_length=100,
        blank=True,
        help_text="Steps that are told to the manager, such as +3d. Empty: never.",
    )
    is_critical = models.BooleanField(
        "critical", default=False, help_text="Passes quiet hours and digests."
    )
    calendar = models.ForeignKey(
        BusinessCalendar,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose working days count. Empty: Monday to Friday.",
    )
    counts_from = models.DateTimeField(
        help_text="Steps that lay before it are not made up for."
    )

    trouble = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="Why it cannot be planned, while it cannot.",
    )

    objects = RuleSettingQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("reminders:rule", args=[self.slug])


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def visible_to(self, user: User) -> "OccurrenceQuerySet":
        """One's own; to who looks after the reminders all but what is others' own only."""
        if user.rights.may("reminders.view_rules"):
            return self.filter(Q(recipient=user) | ~Q(subject_type__in=OWN_ONLY))
        return self.filter(recipient=user)

    def planned(self) -> "OccurrenceQuerySet":
        """Still to be told."""
        return self.filter(state=OccurrenceState.PLANNED)

    def due(self, now: datetime) -> "OccurrenceQuerySet":
        """Planned for a time that has come."""
        return self.planned().filter(fire_at__lte=now)


class Occurrence(models.Model):
    """(Rule, object, due date, step, recipient): told at most once, never skipped."""

    rule = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    due_on = models.DateField()
    due_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=8)
    is_escalation = models.BooleanField(default=False)
    recipient = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="occurrences"
    )
    why = models.CharField(max_length=100)
    fire_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=OccurrenceState.choices, default=OccurrenceState.PLANNED
    )
    closed_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("rule", "subject_type", "subject_id", "due_on", "due_at"),
                    *("step", "is_escalation", "recipient"),
                ],
                name="told_at_most_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(state="planned", closed_at=None)
                | (~Q(state="planned") & Q(closed_at__isnull=False)),
                name="occurrence_is_closed_by_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["fire_at", "recipient"],
                name="occurrence_due",
                condition=Q(state="planned"),
            ),
            models.Index(fields=["recipient", "-fire_at"], name="occurrence_of"),
            models.Index(fields=["-closed_at"], name="occurrence_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.step} of {self.subject_type} {self.subject_id}"

    @property
    def due(self) -> date | datetime:
        """The due instant where there is one, else the due day."""
        return self.due_at or self.due_on

    def become(self, new: OccurrenceState, now: datetime) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(OCCURRENCE_MOVES, OccurrenceState(self.state), new)
        self.state = new
        self.closed_at = None if new == OccurrenceState.PLANNED else now
