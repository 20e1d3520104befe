"""What the clock says: verdicts by ticket, and the figures of each month.

All of it is worked out from tickets, levels, calendars and exclusions, and may be
written again at any time; what was closed is kept in `periods`.
"""

from django.db import models

from apps.accounts.models import User
from apps.vendors.models.levels import LevelVersion, ServiceLevel
from apps.vendors.models.register import ManagedService
from apps.vendors.models.scores import KEEP_SCORES
from apps.vendors.models.tickets import Ticket
from apps.vendors.states import Outcome


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def visible_to(self, user: User) -> "VerdictQuerySet":
        """Those of levels one sees."""
        return self.filter(level__in=ServiceLevel.objects.visible_to(user))


class Verdict(models.Model):
    """A ticket under a level: met, breached or running, and the clock that said so.

    `month` is the first day of the period in which it counts (in the zone of its
    calendar), None while it runs. Working seconds throughout. `due_at` is None where
    the clock stands still or has no target. The keys are not checked by the database:
    these rows come by the million, and anew with each judging.
    """

    ticket = models.ForeignKey(
        Ticket,
        on_delete=models.CASCADE,
        related_name="verdicts",
        db_constraint=False,
        db_index=False,
    )
    level = models.ForeignKey(
        ServiceLevel,
        on_delete=models.CASCADE,
        related_name="verdicts",
        db_constraint=False,
        db_index=False,
    )
    version = models.ForeignKey(
        LevelVersion,
        on_delete=models.CASCADE,
        related_name="verdicts",
        db_constraint=False,
        db_index=False,
    )
    outcome = models.PositiveSmallIntegerField(choices=Outcome.choices)
    month = models.DateField(null=True, blank=True)
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    elapsed_seconds = models.IntegerField(default=0)
    paused_seconds = models.IntegerField(default=0)
    is_paused = models.BooleanField(default=False)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "level"], name="verdict_once")
        ]
        indexes = [
            models.Index(fields=["level", "month", "outcome"], name="verdict_counted"),
            models.Index(
                fields=["due_at"],
                name="verdict_running",
                condition=models.Q(outcome=Outcome.RUNNING),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket} under {self.level}"


class MonthFigureQuerySet(models.QuerySet["MonthFigure"]):
    def visible_to(self, user: User) -> "MonthFigureQuerySet":
        """Those of levels one sees."""
        return self.filter(level__in=ServiceLevel.objects.visible_to(user))


class MonthFigure(models.Model):
    """A level in a month: what was met and breached, and how much of it is excluded.

    `met` and `breached` count all; `accepted_*` are those of them under an accepted
    exclusion, `proposed_*` those under one that waits. Availability keeps seconds;
    `value` (%) is what was measured by hand and approved.
    """

    level = models.ForeignKey(
        ServiceLevel, on_delete=models.CASCADE, related_name="months"
    )
    month = models.DateField()
    version = models.ForeignKey(
        LevelVersion, on_delete=models.CASCADE, related_name="months"
    )
    met = models.PositiveIntegerField(default=0)
    breached = models.PositiveIntegerField(default=0)
    accepted_met = models.PositiveIntegerField(default=0)
    accepted_breached = models.PositiveIntegerField(default=0)
    proposed_met = models.PositiveIntegerField(default=0)
    proposed_breached = models.PositiveIntegerField(default=0)
    service_seconds = models.BigIntegerField(null=True, blank=True)
    down_seconds = models.BigIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)

    objects = MonthFigureQuerySet.as_manager()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "month"], name="figure_once_a_month"
            )
        ]
        indexes = [models.Index(fields=["month", "level"], name="figure_month")]
        triggers = [KEEP_SCORES]

    def __str__(self) -> str:
        return f"{self.level} in {self.month:%Y-%m}"


class Recount(models.Model):
    """A judging of all tickets of a service anew, in the background."""

    service = models.ForeignKey(
        ManagedService, on_delete=models.CASCADE, related_name="recounts"
    )
    why = models.CharField(max_length=200)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    tickets = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.service}: {self.why}"


class CalendarStamp(models.Model):
    """What the calendars of a service said when all its tickets were last judged.

    Calendars know nothing of vendors, so vendors compare: another digest asks for a
    recount.
    """

    service = models.OneToOneField(
        ManagedService, on_delete=models.CASCADE, related_name="calendar_stamp"
    )
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.service}: {self.digest[:8]}"
