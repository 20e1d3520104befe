"""What the page of a ticket shows: its facts, its states, and each level's clock."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.calendars.models import BusinessCalendar
from apps.vendors.access import can_propose_exclusion
from apps.vendors.models import (
    Closure,
    Exclusion,
    LevelVersion,
    ServiceLevel,
    StateSpan,
    Ticket,
    Verdict,
)
from apps.vendors.queries.case import Opened, read_case
from apps.vendors.queries.levels import Judged, judged_levels
from apps.vendors.rules.explaining import Explanation, explain
from apps.vendors.rules.months import month_at
from apps.vendors.states import CANCELLED_STATE, ExclusionState, Outcome

LIVE = {ExclusionState.PROPOSED, ExclusionState.ACCEPTED}


@dataclass(frozen=True)
class Clock:
    """A level's say in a ticket. Without `opened` it only counts good or not."""

    level: ServiceLevel
    version: LevelVersion
    calendar: BusinessCalendar
    zone: str
    outcome: Outcome
    month: date | None
    opened: Opened | None = None
    explanation: Explanation | None = None
    exclusion: Exclusion | None = None
    frozen: Closure | None = None
    may_propose: bool = False


@dataclass(frozen=True)
class TicketPage:
    """A ticket for a reader."""

    ticket: Ticket
    spans: Sequence[StateSpan]
    clocks: Sequence[Clock]
    now: datetime

    @property
    def is_cancelled(self) -> bool:
        """Whether no level judges it."""
        return self.ticket.state == CANCELLED_STATE


def visible_tickets(user: User) -> QuerySet[Ticket]:
    """Tickets with what their page needs."""
    rows = Ticket.objects.visible_to(user).select_related(
        "service__contract__vendor", "service__calendar"
    )
    return rows.prefetch_related("spans")


def ticket_page(ticket: Ticket, user: User, now: datetime) -> TicketPage:
    """The page of a ticket whose service, contract, vendor and spans are at hand."""
    spans = list(ticket.spans.all())
    if ticket.state == CANCELLED_STATE:
        return TicketPage(ticket, spans, [], now)
    levels = judged_levels(ticket.service)
    kept = {one.level_id: one for one in Verdict.objects.filter(ticket=ticket)}
    found = [
        clock
        for one in levels
        if (clock := _clock(one, ticket, kept.get(one.level.pk), now))
    ]
    return TicketPage(ticket, spans, _with_claims(ticket, user, found), now)


def _clock(
    one: Judged,
    ticket: Ticket,
    verdict: Verdict | None,
    now: datetime,
) -> Clock | None:
    place = bisect_right(one.begins, int(ticket.opened_at.timestamp())) - 1
    version, schedule = one.versions[max(place, 0)], one.schedules[max(place, 0)]
    calendar = _calendar(ticket, version)
    zone = schedule.in_force(ticket.opened_at.date()).zone
    outcome = Outcome(verdict.outcome) if verdict else Outcome.UNMEASURED
    month = verdict.month if verdict else None
    plain = Clock(one.level, version, calendar, zone, outcome, month)
    if not one.level.is_timed:
        return plain if verdict else None
    opened = read_case(one.level, version, schedule, ticket, now)
    return _timed(plain, opened, now) if opened else None


def _timed(plain: Clock, opened: Opened, now: datetime) -> Clock:
    """With what the clock says now."""
    reading, schedule = opened.reading, opened.schedule
    return replace(
        plain,
        outcome=reading.outcome,
        month=reading.counts_at and month_at(reading.counts_at, plain.zone),
        opened=opened,
        explanation=explain(schedule, opened.case, now, opened.states, schedule.names),
    )


def _calendar(ticket: Ticket, version: LevelVersion) -> BusinessCalendar:
    return version.calendar or ticket.service.calendar


def _with_claims(ticket: Ticket, user: User, clocks: Sequence[Clock]) -> list[Clock]:
    """The clocks with their exclusions, and the closures that froze their months."""
    rows = Exclusion.objects.visible_to(user).filter(ticket=ticket)
    claims: dict[int, Exclusion] = {}
    for one in rows.order_by("proposed_at"):
        claims[one.level_id] = one
    months = {one.month for one in clocks if one.month}
    closures = Closure.objects.visible_to(user).filter(
        period__service=ticket.service_id,
        period__month__in=months,
        signed_at__isnull=False,
    )
    frozen = {
        one.period.month: one
        for one in closures.select_related("period").order_by("number")
    }
    may = can_propose_exclusion(user, ticket.service)
    return [
        replace(
            one,
            exclusion=claims.get(one.level.pk),
            frozen=frozen.get(one.month) if one.month else None,
            may_propose=may
            and not _is_live(claims.get(one.level.pk))
            and (user.is_internal or one.month not in frozen),
        )
        for one in clocks
    ]


def _is_live(exclusion: Exclusion | None) -> bool:
    return exclusion is not None and exclusion.state in LIVE
