"""The SLA clock of one ticket under one level: the plain form, which proves the fast one.

Seconds are working seconds of the level's calendar.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apps.calendars.rules import Schedule, add_working_time, working_seconds
from apps.vendors.rules.availability import Span, merged
from apps.vendors.states import Outcome

Pause = tuple[datetime, datetime | None]
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Case:
    """When a clock started and stopped, when it paused, and what it is held against.

    A pause without an end lasts; a clock without a stop runs.
    """

    start: datetime
    stop: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    target_seconds: int | None = None


@dataclass(frozen=True)
class Reading:
    """What a clock says.

    `due_at` is when the elapsed time reaches the target, None without a target, while
    the clock is paused before it, and where the calendar never gets there. `counts_at`
    is the instant by whose month the ticket counts, None while it runs.
    """

    outcome: Outcome
    elapsed_seconds: int
    paused_seconds: int
    due_at: datetime | None
    counts_at: datetime | None
    is_paused: bool


def read_clock(schedule: Schedule, case: Case, now: datetime) -> Reading:
    """Judge a ticket as it stands now.

    Elapsed = working seconds from start to stop less those of the pauses, which count
    once where they overlap and nothing outside working hours. Breached where elapsed is
    more than the target; equal is met. A ticket that was met counts when its clock
    stopped, a breach when the target was crossed, whenever the clock stops later.
    """
    until = case.stop or max(now, case.start)
    pauses = _inside(case, until)
    paused = sum(working_seconds(schedule, a, b) for a, b in pauses)
    elapsed = working_seconds(schedule, case.start, until) - paused
    target = case.target_seconds
    is_paused = case.stop is None and _stands_still(case, until)
    if target is None:
        outcome = Outcome.RUNNING if case.stop is None else Outcome.UNMEASURED
        return Reading(outcome, elapsed, paused, None, case.stop, is_paused)
    due = _reached(schedule, case.start, pauses, target)
    if elapsed > target:
        after = _reached(schedule, case.start, pauses, target + 1)
        crossed = after - SECOND if after else None
        return Reading(Outcome.BREACHED, elapsed, paused, due, crossed, is_paused)
    if case.stop is None:
        shown = None if is_paused and elapsed < target else due
        return Reading(Outcome.RUNNING, elapsed, paused, shown, None, is_paused)
    return Reading(Outcome.MET, elapsed, paused, due, case.stop, is_paused=False)


def _inside(case: Case, until: datetime) -> list[Span]:
    """The pauses within the clock's run, apart and in order; open ones last to its end."""
    given = ((a, min(b or until, until)) for a, b in case.pauses)
    inside = [(max(a, case.start), b) for a, b in given]
    return merged((a, b) for a, b in inside if a < b)


def _stands_still(case: Case, until: datetime) -> bool:
    """Whether a pause lasts at this instant."""
    return any(a <= until and (b is None or b > until) for a, b in case.pauses)


def _reached(
    schedule: Schedule, start: datetime, pauses: Iterable[Span], seconds: int
) -> datetime | None:
    """The first instant at which so much time has elapsed; None if the calendar ends."""
    cursor, left = start.astimezone(UTC), seconds
    for begin, end in pauses:
        passed = working_seconds(schedule, cursor, begin)
        if passed >= left:
            break
        left -= passed
        cursor = end
    try:
        return add_working_time(schedule, cursor, left)
    except ValueError:
        return None
