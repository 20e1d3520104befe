"""The vectorised working time says what the plain one says."""

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calendars.rules import (
    Hours,
    Schedule,
    add_working_time,
    working_intervals,
    working_seconds,
)
from apps.calendars.rules.vector import NEVER, WorkingTable

FIRST, LAST = datetime(2025, 12, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
LUNCH = ((time(9), time(12, 30)), (time(13), time(17)))
ODD = ((time(9, 0, 30), time(17, 15, 15)),)


def hours(zone="Europe/London", day=LUNCH, since=date(2020, 1, 1), **fields) -> Hours:
    return Hours(since, zone, dict.fromkeys(range(5), day), **fields)


SCHEDULES = {
    "office with lunch": Schedule((hours(),)),
    "holiday and half day": Schedule(
        (
            hours(
                special={
                    date(2026, 12, 25): (),
                    date(2026, 12, 24): ((time(9), time(12)),),
                }
            ),
        )
    ),
    "around the clock over DST": Schedule(
        (Hours(date(2020, 1, 1), "Europe/Berlin", is_around_the_clock=True),)
    ),
    "nights": Schedule((hours(day=((time(0), time(3)), (time(22), time(0)))),)),
    "changed in March": Schedule(
        (hours(), hours("Asia/Kolkata", ((time(8), time(20)),), date(2026, 3, 1)))
    ),
    "edges between minutes": Schedule((hours(day=ODD),)),
    "never": Schedule((Hours(date(2020, 1, 1), "Europe/London"),)),
}


def seconds(instant: datetime) -> int:
    return int(instant.timestamp())


TABLES = {
    name: WorkingTable.exactly(schedule, seconds(FIRST), seconds(LAST))
    for name, schedule in SCHEDULES.items()
}
instants = st.integers(seconds(FIRST), seconds(LAST)).map(
    lambda one: datetime.fromtimestamp(one, UTC)
)


@pytest.mark.parametrize("name", SCHEDULES)
@given(pairs=st.lists(st.tuples(instants, instants), min_size=1, max_size=20))
def test_both_measure_the_same(name, pairs):
    starts, stops = (
        np.array([seconds(one) for one in side]) for side in zip(*pairs, strict=True)
    )
    found = TABLES[name].between(starts, stops)

    assert found.tolist() == [working_seconds(SCHEDULES[name], a, b) for a, b in pairs]


@pytest.mark.parametrize("name", [one for one in SCHEDULES if one != "never"])
@given(start=instants, wanted=st.integers(0, 40 * 3600))
def test_both_find_the_same_due_time(name, start, wanted):
    found = int(TABLES[name].due(np.array([seconds(start)]), wanted)[0])
    due = seconds(add_working_time(SCHEDULES[name], start, wanted))

    assert found == (due if due <= seconds(LAST) or not wanted else NEVER)


@given(start=instants, wanted=st.integers(1, 40 * 3600))
def test_a_calendar_without_hours_is_never_due(start, wanted):
    assert TABLES["never"].due(np.array([seconds(start)]), wanted)[0] == NEVER


@pytest.mark.parametrize("name", SCHEDULES)
@given(start=instants, length=st.integers(0, 40 * 86400))
def test_the_intervals_measure_what_they_span(name, start, length):
    end = start + timedelta(seconds=length)
    found = working_intervals(SCHEDULES[name], start, end)

    assert all(start <= a < b <= end for a, b in found)
    total = sum((b - a).total_seconds() for a, b in found)
    assert total == working_seconds(SCHEDULES[name], start, end)
