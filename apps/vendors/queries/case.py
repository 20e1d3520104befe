"""One ticket under one level, as the plain clock reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from apps.calendars.queries import schedule_named
from apps.calendars.rules import Schedule
from apps.vendors.models import LevelVersion, ServiceLevel, StateSpan, Ticket
from apps.vendors.queries.levels import done_states
from apps.vendors.rules.clock import Case, Reading, read_clock

Measure = ServiceLevel.Measure
Start, Stop = LevelVersion.Start, LevelVersion.Stop


@dataclass(frozen=True)
class Opened:
    """A verdict opened up: what was asked, what happened, what the clock says.

    `states` names the pauses of the case, one for one.
    """

    version: LevelVersion
    schedule: Schedule
    case: Case
    reading: Reading
    states: tuple[str, ...] = ()


def opened_clock(ticket: Ticket, level: ServiceLevel, now: datetime) -> Opened | None:
    """The clock of a ticket under a timed level; None where the level has no say."""
    found = _version(ticket, level)
    if found is None:
        return None
    version, schedule = found
    return read_case(level, version, schedule, ticket, now)


def read_case(
    level: ServiceLevel,
    version: LevelVersion,
    schedule: Schedule,
    ticket: Ticket,
    now: datetime,
) -> Opened | None:
    """The clock of a ticket under this version; None if the version has no say in it."""
    spans = list(ticket.spans.all())
    case = case_of(level, version, ticket, spans)
    if case is None:
        return None
    states = tuple(one.state for one in _pausing(level, version, spans))
    return Opened(version, schedule, case, read_clock(schedule, case, now), states)


def _version(
    ticket: Ticket, level: ServiceLevel
) -> tuple[LevelVersion, Schedule] | None:
    """What was in force on the day it was opened, in the zone of each version's calendar."""
    chosen = None
    for version in level.versions.select_related("calendar").order_by("valid_from_on"):
        calendar = version.calendar or level.service.calendar
        schedule = schedule_named(calendar.slug)
        zone = ZoneInfo(schedule.in_force(version.valid_from_on).zone)
        is_reached = ticket.opened_at.astimezone(zone).date() >= version.valid_from_on
        if chosen is None or is_reached:
            chosen = version, schedule
    return chosen


def case_of(
    level: ServiceLevel, version: LevelVersion, ticket: Ticket, spans: list[StateSpan]
) -> Case | None:
    """When its clock starts, stops and pauses; None if the version has no say in it."""
    if version.priorities and ticket.priority not in version.priorities:
        return None
    if version.types and ticket.type not in version.types:
        return None
    start: datetime | None = ticket.opened_at
    if version.starts_when == Start.STATE:
        start = _entered(spans, version.start_states)
    if start is None or version.target_seconds is None:
        return None
    stop = _stop(level, version, ticket, spans)
    return Case(
        start=start,
        stop=max(stop, start) if stop else None,
        pauses=_pauses(level, version, spans),
        target_seconds=version.target_seconds,
    )


def _stop(
    level: ServiceLevel, version: LevelVersion, ticket: Ticket, spans: list[StateSpan]
) -> datetime | None:
    if version.stops_when == Stop.STATE:
        return _entered(spans, version.stop_states)
    if version.stops_when == Stop.CLOSED and level.measure != Measure.RESPONSE:
        return ticket.closed_at
    candidates = [ticket.resolved_at, ticket.closed_at]
    if level.measure == Measure.RESPONSE or version.stops_when == Stop.RESPONDED:
        candidates.append(ticket.first_response_at)
    return min(filter(None, candidates), default=None)


def _pauses(
    level: ServiceLevel, version: LevelVersion, spans: list[StateSpan]
) -> tuple[tuple[datetime, datetime | None], ...]:
    paused = _pausing(level, version, spans)
    return tuple((one.started_at, one.ended_at) for one in paused)


def _pausing(
    level: ServiceLevel, version: LevelVersion, spans: list[StateSpan]
) -> list[StateSpan]:
    """The spans in which its clock stands still."""
    names = {*version.pause_states, *done_states(level, version)}
    return [one for one in spans if one.state in names]


def _entered(spans: Iterable[StateSpan], states: list[str]) -> datetime | None:
    return min((one.started_at for one in spans if one.state in states), default=None)
