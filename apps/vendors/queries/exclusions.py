"""What pages of exclusions show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import (
    BooleanField,
    Case,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from apps.accounts.models import User
from apps.vendors.access import (
    can_decide_exclusion,
    can_propose_exclusion,
    can_represent,
    can_see_money,
)
from apps.vendors.models import Exclusion, ExclusionFile, Period, Verdict
from apps.vendors.queries.effects import (
    Effect,
    effect_of_deciding,
    effects_of_deciding,
    judged_verdict,
)
from apps.vendors.queries.late import closed_at_of, is_after
from apps.vendors.states import ExclusionState, Outcome, PeriodState

MAX_KEY = 2**63


def answerable_by(user: User) -> Q:
    """Those that wait for an answer which this person may give."""
    if not user.is_internal:
        return Q(pk__in=[])
    where = user.rights.scopes("vendors.exclude")
    waits = Q(state=ExclusionState.PROPOSED) & ~Q(proposed_by=user)
    if where.everything:
        return waits
    vendors = sorted(where.vendors)
    return waits & Q(level__service__contract__vendor__slug__in=vendors)


def listed_exclusions(user: User) -> QuerySet[Exclusion]:
    """Every exclusion one sees, with the month and the verdict it is about.

    `month`, `outcome`, `is_yours` (whether it waits for this person's answer) and
    `closed_at`, when the figures of a frozen month were closed.
    """
    verdict = Verdict.objects.filter(
        ticket=OuterRef("ticket_id"), level=OuterRef("level_id")
    )
    rows = Exclusion.objects.visible_to(user).select_related(
        "ticket", "level__service__contract__vendor", "proposed_by", "decided_by"
    )
    return rows.annotate(
        month=Subquery(verdict.values("month")[:1]),
        closed_at=closed_at_of("level__service", "month"),
        outcome=Subquery(verdict.values("outcome")[:1]),
        is_yours=Case(
            When(answerable_by(user), then=Value(value=True)),
            default=Value(value=False),
            output_field=BooleanField(),
        ),
    )


def is_late(found: Exclusion) -> bool:
    """Whether a listed one counts in a frozen month only once that is restated."""
    live = {ExclusionState.PROPOSED, ExclusionState.ACCEPTED}
    closed_at = getattr(found, "closed_at", None)
    return found.state in live and is_after(found.decided_at, closed_at)


@dataclass(frozen=True)
class May:
    """What a person may do with an exclusion as it stands."""

    decide: bool
    withdraw: bool
    attach: bool
    read_note: bool
    see_money: bool


def _may(user: User, found: Exclusion) -> May:
    service = found.level.service
    vendor = service.contract.vendor
    is_waiting = found.state == ExclusionState.PROPOSED
    may_decide = can_decide_exclusion(user, found)
    is_own = found.proposed_by_id == user.pk and can_propose_exclusion(user, service)
    may_withdraw = (is_own and is_waiting) or may_decide
    is_side = may_decide or is_own or can_represent(user, vendor)
    return May(
        decide=may_decide and is_waiting,
        withdraw=may_withdraw and found.can_become(ExclusionState.WITHDRAWN),
        attach=is_side and is_waiting,
        read_note=user.is_internal,
        see_money=can_see_money(user, vendor),
    )


@dataclass(frozen=True)
class ExclusionPage:
    """One exclusion: its ticket's verdict, what it does, its files, what one may do."""

    found: Exclusion
    verdict: Verdict | None
    effect: Effect | None
    files: Sequence[ExclusionFile]
    period: Period | None
    may: May

    @property
    def is_shut(self) -> bool:
        """Whether its month waits for a signature, so that nothing about it changes."""
        return self.period is not None and self.period.state == PeriodState.CLOSED

    @property
    def is_frozen(self) -> bool:
        """Whether what is decided now counts only once the month is restated."""
        return self.period is not None and self.period.state == PeriodState.FROZEN

    @property
    def is_late(self) -> bool:
        """Whether it stands in none of the figures that were closed."""
        return self.effect is not None and self.effect.is_late

    @property
    def outcome(self) -> Outcome | None:
        """What the clock says."""
        return Outcome(self.verdict.outcome) if self.verdict else None


def exclusion_page(found: Exclusion, user: User, now: datetime) -> ExclusionPage:
    """What the page of an exclusion shows this person."""
    verdict = judged_verdict(found.ticket, found.level_id)
    rows = Period.objects.filter(service=found.level.service_id)
    month = verdict.month if verdict else None
    return ExclusionPage(
        found,
        verdict,
        effect_of_deciding(found, verdict, now) if verdict else None,
        list(found.files.select_related("file", "by")),
        rows.filter(month=month).first() if month else None,
        _may(user, found),
    )


@dataclass(frozen=True)
class Plan:
    """What deciding several at once would do: which of them, and which not, and why."""

    changed: Sequence[Exclusion]
    skipped: Sequence[tuple[Exclusion, str]]
    effects: Sequence[Effect]


def plan_of_deciding(
    rows: Iterable[Exclusion], user: User, *, is_accepted: bool, now: datetime
) -> Plan:
    """What would change if this person decided all of these. `listed_exclusions`."""
    given = list(rows)
    shut = _shut_months(given)
    why = [(one, _why_not(one, user, shut)) for one in given]
    changed = [one for one, reason in why if not reason]
    return Plan(
        changed,
        [(one, reason) for one, reason in why if reason],
        effects_of_deciding(changed, is_accepted=is_accepted, now=now)
        if changed
        else [],
    )


def _shut_months(rows: Iterable[Exclusion]) -> set[tuple[int, date]]:
    services = {one.level.service_id for one in rows}
    shut = Period.objects.filter(service__in=services, state=PeriodState.CLOSED)
    return set(shut.values_list("service_id", "month"))


def _why_not(found: Exclusion, user: User, shut: set[tuple[int, date]]) -> str:
    """Why this person can't decide it now; nothing if they can."""
    if found.state != ExclusionState.PROPOSED:
        return f"It is {found.get_state_display().lower()} already."
    if found.proposed_by_id == user.pk:
        return "You proposed it: somebody else decides."
    if not can_decide_exclusion(user, found):
        return "You don't decide for this vendor."
    month = getattr(found, "month", None)
    if month and (found.level.service_id, month) in shut:
        return f"{month:%B %Y} is closed and waits for its signature."
    return ""


def picked_exclusions(user: User, picked: Iterable[object]) -> QuerySet[Exclusion]:
    """Those of the keys, as typed, that exist for this person."""
    keys = [int(text) for one in picked if (text := str(one)).isdecimal()]
    small = [key for key in keys if key < MAX_KEY]
    return listed_exclusions(user).filter(pk__in=small).order_by("pk")
