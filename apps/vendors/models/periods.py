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
from apps.vendors.states import PERIOD_MOVES, Outcome, PeriodState

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
# The tickets behind a signed closure stay as they were judged, and none joins them.
FROZEN_WITH_CLOSURE = pgtrigger.Trigger(
    name="frozen_with_closure",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("touched", "vendors_frozenticket")],
    func="""
        IF TG_OP = 'DELETE' THEN touched := OLD; ELSE touched := NEW; END IF;
        IF TG_OP = 'UPDATE' OR EXISTS (
            SELECT 1 FROM vendors_closure
            WHERE id = touched.closure_id AND signed_by_id IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'A frozen scorecard never changes.';
        END IF;
        RETURN touched;
    """,
)
# A month is frozen by a signature alone, and stays so.
FROZEN_FOR_GOOD = pgtrigger.Trigger(
    name="frozen_for_good",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' THEN
            IF OLD.state <> 'frozen' THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'A frozen scorecard never changes.';
        END IF;
        IF OLD.state = 'frozen' AND (
            NEW.state <> 'frozen' OR NEW.month <> OLD.month
            OR NEW.service_id <> OLD.service_id
        ) THEN
            RAISE EXCEPTION 'A frozen scorecard never changes.';
        END IF;
        IF NEW.state = 'frozen' AND OLD.state <> 'frozen' AND NOT EXISTS (
            SELECT 1 FROM vendors_closure
            WHERE period_id = NEW.id AND signed_by_id IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'A month is frozen by a second signature.';
        END IF;
        RETURN NEW;
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
        indexes = [models.Index(fields=["month", "state"], name="period_month")]
        triggers = [FROZEN_FOR_GOOD]

    def __str__(self) -> str:
        return f"{self.service}, {self.month:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("vendors:period", args=[self.pk])

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
    calendars written out, outages, charge and contract terms; `digest` (SHA-256) is over
    both and over the frozen tickets, see `rules.frozen`.
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
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="closure_signed_at_an_instant",
            ),
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(signed_by=None),
                name="one_closure_waits",
            ),
        ]
        triggers = [ONLY_SIGNED]

    def __str__(self) -> str:
        return f"{self.period}, {self.title.lower()}"

    def get_absolute_url(self) -> str:
        return reverse("vendors:closure", args=[self.pk])

    @property
    def title(self) -> str:
        """Which of the month's closures it is."""
        return "Closure" if self.number == 1 else f"Restatement {self.number - 1}"

    @property
    def is_signed(self) -> bool:
        """Whether a second person stands behind it: then it is frozen."""
        return self.signed_by_id is not None


class FrozenTicketQuerySet(models.QuerySet["FrozenTicket"]):
    def visible_to(self, user: User) -> "FrozenTicketQuerySet":
        """Those of services one sees."""
        return self.filter(closure__in=Closure.objects.visible_to(user))

    def of(self, closure: Closure) -> "FrozenTicketQuerySet":
        """Those behind a closure."""
        return self.filter(closure=closure)


class FrozenTicket(models.Model):
    """A ticket behind a closed figure: its facts and its verdict as they were.

    `pauses` are pairs of UTC seconds, as the clock took them, the last one open while it
    lasts. `version_from_on` names the version of the level that judged it. `fact` is what
    a counted level counts: satisfaction, times reopened, or 1 and 0 for yes and no.
    """

    closure = models.ForeignKey(
        Closure, on_delete=models.CASCADE, related_name="tickets"
    )
    level_slug = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    priority = models.PositiveSmallIntegerField(default=0)
    category = models.CharField(max_length=120, blank=True)
    group = models.CharField(max_length=120, blank=True)
    type = models.CharField(max_length=40, blank=True)
    version_from_on = models.DateField()
    outcome = models.PositiveSmallIntegerField(choices=Outcome.choices)
    is_excluded = models.BooleanField(default=False)
    excluded_for = models.CharField(max_length=13, blank=True)
    opened_at = models.DateTimeField()
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    target_seconds = models.PositiveIntegerField(null=True, blank=True)
    elapsed_seconds = models.IntegerField(default=0)
    paused_seconds = models.IntegerField(default=0)
    pauses = models.JSONField(default=list)
    fact = models.SmallIntegerField(null=True, blank=True)

    objects = FrozenTicketQuerySet.as_manager()

    class Meta:
        ordering = ["level_slug", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["closure", "level_slug", "number"], name="frozen_once"
            )
        ]
        triggers = [FROZEN_WITH_CLOSURE]

    def __str__(self) -> str:
        return f"{self.number} under {self.level_slug}"
