"""The vectorised clock says what the plain one says."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calendars.rules.vector import NEVER, WorkingTable
from apps.vendors.rules.clock import Case, Reading, read_clock
from apps.vendors.rules.judging import Pauses, judge
from tests.calendars.test_vector import SCHEDULES

FIRST, LAST = (
    int(datetime(2025, 12, 1, tzinfo=UTC).timestamp()),
    int(datetime(2029, 2, 1, tzinfo=UTC).timestamp()),
)
NOW = int(datetime(2026, 6, 1, 10, 30, 15, tzinfo=UTC).timestamp())
WORKED = {name: one for name, one in SCHEDULES.items() if name != "never"}
TABLES = {name: WorkingTable.of(one, FIRST, LAST) for name, one in WORKED.items()}

# Mostly on the hour and on the half, so that edges meet.
near = st.integers(-48, 48 * 14).map(lambda half: NOW - NOW % 1800 - half * 1800)
times = near | st.integers(FIRST, NOW + 40 * 86400)


@st.composite
def tickets(draw):
    start = draw(times)
    stop = draw(st.none() | times.filter(lambda one: one >= start))
    pauses = [
        (min(pair), None if is_open else max(pair))
        for pair, is_open in draw(
            st.lists(st.tuples(st.tuples(times, times), st.booleans()), max_size=4)
        )
    ]
    return start, stop, pauses


def instant(one):
    return None if one is None else datetime.fromtimestamp(one, UTC)


def seconds(one):
    return NEVER if one is None else int(one.timestamp())


def plainly(schedule, ticket, target) -> Reading:
    start, stop, pauses = ticket
    case = Case(
        instant(start),
        instant(stop),
        tuple((instant(a), instant(b)) for a, b in pauses),
        target,
    )
    return read_clock(schedule, case, instant(NOW))


@pytest.mark.parametrize("name", WORKED)
@given(
    found=st.lists(tickets(), min_size=1, max_size=8),
    target=st.none()
    | st.integers(0, 12).map(lambda half: half * 1800)
    | st.integers(0, 200_000),
)
def test_both_judge_the_same(name, found, target):
    rows = [
        (i, a, NEVER if b is None else b) for i, t in enumerate(found) for a, b in t[2]
    ]
    of, starts, ends = (np.array([row[i] for row in rows], np.int64) for i in range(3))
    read = judge(
        TABLES[name],
        np.array([t[0] for t in found], np.int64),
        np.array([NEVER if t[1] is None else t[1] for t in found], np.int64),
        Pauses(of, starts, ends),
        target=target,
        now=NOW,
    )

    for i, ticket in enumerate(found):
        plain = plainly(WORKED[name], ticket, target)
        assert (
            *(read.outcome[i], read.elapsed[i], read.paused[i]),
            *(read.due[i], read.counts[i], read.is_paused[i]),
        ) == (
            *(plain.outcome, plain.elapsed_seconds, plain.paused_seconds),
            *(seconds(plain.due_at), seconds(plain.counts_at), plain.is_paused),
        )
