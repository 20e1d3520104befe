"""Months of a service: reviewed, closed, and frozen for good."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.vendors.models.register import ManagedService
from apps.vendors.models.vendors import seen_vendors
from apps.vendors.states import PERIOD_MOVES, PeriodState

# A signature is given once; nothing else about a closure ever changes, and none goes
# once it is signed.
ONLY_SIGNED = pgtrigger.Trigger(
    name="closure_is_only_signed",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' THEN
            IF OLD.signed_by_id IS NULL THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'A frozen scorecard never changes.';
        END IF;
        IF OLD.signed_by_id IS NOT NULL OR to_jsonb(OLD)
            - ARRAY['signed_by_id', 'signed_at'] <> to_jsonb(NEW)
            - ARRAY['signed_by_id', 'signed_at']
        THEN
            RAISE EXCEPTION 'A frozen scorecard never changes.';
        END IF;
        RETURN NEW;
    """,
)
# The tickets behind a signed closure stay as they were judged.
FROZEN_WITH_CLOSURE = pgtrigger.Trigger(
    name="frozen_with_closure",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'UPDATE' OR EXISTS (
            SELECT 1 FROM vendors_closure
            WHERE id = OLD.closure_id AND signed_by_id IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'A frozen scorecard never changes.';
        END IF;
        RETURN OLD;
    """,
)


class PeriodQuerySet(models.QuerySet["Period"]):
    def visible_to(self, user: User) -> "PeriodQuerySet":
        """Those of services one sees."""
        return self.filter(seen_vendors(user, "service__contract__vendor"))


@tracked()
class Period(Versioned):
    """A month of a service, from open to frozen. `month` is its first day."""

    service = models.ForeignKey(
        ManagedService, on_delete=models.PROTECT, related_name="periods"
    )
    month = models.DateField()
    state = models.CharField(
        max_length=12, choices=PeriodState.choices, default=PeriodState.OPEN
    )
    dispute_until_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["service", "month"], name="period_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="period_is_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.month:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse(
            "vendors:scorecard", args=[self.service.slug, f"{self.month:%Y-%m}"]
        )

    def can_become(self, new: PeriodState) -> bool:
        """Whether the table has this move."""
        return new in PERIOD_MOVES[PeriodState(self.state)]

    def become(self, new: PeriodState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(PERIOD_MOVES, PeriodState(self.state), new)
        self.state = new


class ClosureQuerySet(models.QuerySet["Closure"]):
    def visible_to(self, user: User) -> "ClosureQuerySet":
        """Those of services one sees."""
        return self.filter(seen_vendors(user, "period__service__contract__vendor"))


class Closure(models.Model):
    """The figures of a period as they were closed. Number 1 is the original; each
    later one is a restatement with its reason.

    `figures` is the scorecard, `terms` what judged it: level versions, bands, the
    calendars written out, charge and contract terms; `digest` (SHA-256) is over both
    and over the frozen tickets.
    """

    period = models.ForeignKey(
        Period, on_delete=models.PROTECT, related_name="closures"
    )
    number = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)
    figures = models.JSONField()
    terms = models.JSONField()
    digest = models.CharField(max_length=64)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="closure_once"),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("closed_by")),
                name="closure_signed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="restatement_has_its_reason",
            ),
        ]
        triggers = [ONLY_SIGNED]

    def __str__(self) -> str:
        return f"{self.period}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("vendors:closure", args=[self.pk])


class FrozenTicket(models.Model):
    """A ticket behind a closed figure: its facts and its verdict as they were.

    `pauses` are pairs of UTC seconds, as the clock took them.
    """

    closure = models.ForeignKey(
        Closure, on_delete=models.CASCADE, related_name="tickets"
    )
    level_slug = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    priority = models.PositiveSmallIntegerField(default=0)
    category = models.CharField(max_length=120, blank=True)
    group = models.CharField(max_length=120, blank=True)
    outcome = models.PositiveSmallIntegerField()
    is_excluded = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    target_seconds = models.PositiveIntegerField(null=True, blank=True)
    elapsed_seconds = models.IntegerField(default=0)
    paused_seconds = models.IntegerField(default=0)
    pauses = models.JSONField(default=list)

    class Meta:
        ordering = ["level_slug", "number"]
        indexes = [
            models.Index(
                fields=["closure", "level_slug", "number"], name="frozen_of_level"
            )
        ]
        triggers = [FROZEN_WITH_CLOSURE]

    def __str__(self) -> str:
        return f"{self.number} under {self.level_slug}"
