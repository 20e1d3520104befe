"""Three computations agree on every incident of a real log, field by field.

The vectorised clock, the plain one, and a walk that looks at the clock on the wall
minute after minute (`oracle`).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest

from apps.calendars.queries import public_holidays
from apps.calendars.rules import Hours, Schedule
from apps.calendars.rules.vector import NEVER, WorkingTable
from apps.vendors.rules.clock import Case, read_clock
from apps.vendors.rules.judging import Pauses, judge
from apps.vendors.states import Outcome
from tests.vendors.oracle import Said, Walk
from tests.vendors.real_log import (
    EXTRACT,
    RESOLVED,
    WHOLE,
    Incident,
    incidents,
    of_the_whole,
)

FIRST, LAST = datetime(2016, 1, 1, tzinfo=UTC), datetime(2018, 1, 1, tzinfo=UTC)
END, MIDDLE = datetime(2017, 3, 1, tzinfo=UTC), datetime(2016, 5, 16, 10, tzinfo=UTC)
AWAITING = {f"Awaiting {what}" for what in ("User Info", "Problem", "Vendor")}
AWAITING.add("Awaiting Evidence")
ENGLAND = {
    *(date(2016, 1, 1), date(2016, 3, 25), date(2016, 3, 28), date(2016, 5, 2)),
    *(date(2016, 5, 30), date(2016, 8, 29), date(2016, 12, 26), date(2016, 12, 27)),
    *(date(2017, 1, 2), date(2017, 4, 14), date(2017, 4, 17), date(2017, 5, 1)),
    *(date(2017, 5, 29), date(2017, 8, 28), date(2017, 12, 25), date(2017, 12, 26)),
}
LUNCH = ((time(9), time(12, 30)), (time(13, 30), time(17, 30)))
NIGHT = ((time(0), time(6)), (time(22), time(0)))
LONG = ((time(7), time(19)),)
SEPTEMBER = date(2016, 9, 1)


def in_lunch(wall: datetime) -> bool:
    now = wall.time()
    morning, afternoon = (
        time(9) <= now < time(12, 30),
        time(13, 30) <= now < time(17, 30),
    )
    is_open = wall.weekday() < 5 and wall.date() not in ENGLAND
    return is_open and (morning or afternoon)


def in_night(wall: datetime) -> bool:
    return wall.hour >= 22 or wall.hour < 6


def longer(wall: datetime) -> bool:
    if wall.date() < SEPTEMBER:
        return in_lunch(wall)
    return wall.weekday() < 6 and 7 <= wall.hour < 19


def hours(zone, weekdays, intervals, since=date(2000, 1, 1), special=None):
    return Hours(since, zone, dict.fromkeys(range(weekdays), intervals), special or {})


@dataclass(frozen=True)
class Kept:
    """A calendar twice: as the rules have it, and as the clock on the wall shows it."""

    schedule: Schedule
    walk: Walk


def kept(schedule, is_worked) -> Kept:
    zone = schedule.versions[0].zone
    return Kept(schedule, Walk.of(FIRST, LAST, zone, is_worked))


def made_calendars() -> dict[str, Kept]:
    england = {day: () for day, _ in public_holidays("GB", "ENG")}
    office = hours("Europe/London", 5, LUNCH, special=england)
    always = Hours(date(2000, 1, 1), "Europe/Berlin", is_around_the_clock=True)
    later = hours("Europe/London", 6, LONG, SEPTEMBER)
    return {
        "lunch breaks and holidays": kept(Schedule((office,)), in_lunch),
        "around the clock": kept(Schedule((always,)), lambda wall: True),
        "nights, clocks that change at midnight": kept(
            Schedule((hours("America/Sao_Paulo", 7, NIGHT),)), in_night
        ),
        "longer from September": kept(Schedule((office, later)), longer),
    }


@pytest.fixture(scope="module")
def calendars() -> dict[str, Kept]:
    return made_calendars()


@dataclass(frozen=True)
class Asked:
    """A level: target, and the states in which its clock stands still."""

    target: int | None
    pauses: frozenset[str]
    is_response: bool = False

    def stop(self, one: Incident) -> datetime | None:
        found = [one.resolved, one.answered] if self.is_response else [one.resolved]
        return min(filter(None, found), default=None)


LEVELS = {
    "resolution in 8 h": Asked(8 * 3600, frozenset(AWAITING | RESOLVED)),
    "resolution in 40 h": Asked(40 * 3600, frozenset(AWAITING | RESOLVED)),
    "response in 30 min": Asked(1800, frozenset(), is_response=True),
    "without a target": Asked(None, frozenset(AWAITING)),
}


def seconds(one: datetime | None) -> int:
    return NEVER if one is None else int(one.timestamp())


def instant(one: int) -> datetime | None:
    return None if one == NEVER else datetime.fromtimestamp(int(one), UTC)


def by_walk(found, level, calendar, now) -> list[Said]:
    return [
        calendar.walk.says(
            *(one.opened, level.stop(one), one.in_states(level.pauses)),
            *(level.target, now),
        )
        for one in found
    ]


def by_clock(found, level, calendar, now) -> list[Said]:
    said = []
    for one in found:
        pauses = tuple(one.in_states(level.pauses))
        case = Case(one.opened, level.stop(one), pauses, level.target)
        read = read_clock(calendar.schedule, case, now)
        said.append(
            Said(
                *(read.outcome.name.lower(), read.elapsed_seconds),
                *(read.paused_seconds, read.due_at, read.counts_at, read.is_paused),
            )
        )
    return said


def by_vector(found, level, calendar, now) -> list[Said]:
    starts = np.array([seconds(one.opened) for one in found])
    spans = [
        (place, seconds(a), seconds(b))
        for place, one in enumerate(found)
        for a, b in one.in_states(level.pauses)
    ]
    read = judge(
        WorkingTable.of(calendar.schedule, seconds(FIRST), seconds(LAST)),
        starts,
        np.array([seconds(level.stop(one)) for one in found]),
        Pauses(*np.array(spans, np.int64).reshape(-1, 3).T),
        target=level.target,
        now=seconds(now),
    )
    return [
        Said(
            *(Outcome(int(read.outcome[n])).name.lower(), int(read.elapsed[n])),
            *(int(read.paused[n]), instant(read.due[n]), instant(read.counts[n])),
            bool(read.is_paused[n]),
        )
        for n in range(len(found))
    ]


def compare(found, level, calendar, now) -> set[str]:
    """Assert that all three say the same of every incident; the outcomes seen."""
    walked = by_walk(found, level, calendar, now)
    assert by_vector(found, level, calendar, now) == walked
    assert by_clock(found, level, calendar, now) == walked
    return {one.outcome for one in walked}


def standing(found: list[Incident], now: datetime) -> list[Incident]:
    return [one.at(now) for one in found if one.opened <= now]


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_all_three_agree_on_an_extract(calendars, level):
    found = list(incidents(EXTRACT))
    seen = set()
    for calendar in calendars.values():
        seen |= compare(found, LEVELS[level], calendar, END)
        middle = standing(found, MIDDLE)
        seen |= compare(middle, LEVELS[level], calendar, MIDDLE)

    assert len(found) >= 150
    assert seen >= ({"met", "breached"} if LEVELS[level].target else {"unmeasured"})
    assert ("running" in seen) != LEVELS[level].is_response


@pytest.mark.slow
@of_the_whole
def test_all_three_agree_on_the_whole_log(calendars):
    found = list(incidents(WHOLE))
    middle = standing(found, MIDDLE)
    seen = set()
    for level, calendar, now in (
        ("resolution in 8 h", "lunch breaks and holidays", END),
        ("resolution in 40 h", "longer from September", END),
        ("response in 30 min", "nights, clocks that change at midnight", END),
        ("resolution in 40 h", "around the clock", END),
        ("resolution in 40 h", "lunch breaks and holidays", MIDDLE),
        ("resolution in 8 h", "longer from September", MIDDLE),
    ):
        chosen = found if now == END else middle
        seen |= compare(chosen, LEVELS[level], calendars[calendar], now)

    assert len(found) == 12_459
    assert len(middle) > 1_000
    assert seen == {"met", "breached", "running"}


def test_a_defect_of_one_second_would_be_seen(calendars):
    calendar = calendars["lunch breaks and holidays"]
    found = list(incidents(EXTRACT))[:50]
    later = [
        Incident(
            *(one.number, one.opened, one.answered),
            *(one.resolved + timedelta(seconds=1), one.spans),
        )
        for one in found
    ]
    level = LEVELS["resolution in 8 h"]

    assert by_vector(later, level, calendar, END) != by_walk(
        found, level, calendar, END
    )
