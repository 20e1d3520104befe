"""The rotations' arithmetic against a walk by minutes, over nights in which clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.staffing.rules.rotations import (
    Hours,
    LayerRule,
    OverrideRule,
    RotaRule,
    RotationRule,
    Unit,
    expand,
    on_call,
    shifts,
)
from tests.staffing.oracle import answers

LONDON, NEW_YORK, LORD_HOWE, KOLKATA = (
    ZoneInfo(name)
    for name in (
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
    )
)
# Clocks change by an hour, or by half an hour on Lord Howe Island, within these windows.
NIGHTS = [
    (LONDON, datetime(2026, 3, 28, 18, tzinfo=UTC)),
    (LONDON, datetime(2026, 10, 24, 18, tzinfo=UTC)),
    (NEW_YORK, datetime(2026, 3, 7, 23, tzinfo=UTC)),
    (NEW_YORK, datetime(2026, 10, 31, 23, tzinfo=UTC)),
    (LORD_HOWE, datetime(2026, 4, 4, 7, tzinfo=UTC)),
    (LORD_HOWE, datetime(2026, 10, 3, 7, tzinfo=UTC)),
    (KOLKATA, datetime(2026, 11, 27, 12, tzinfo=UTC)),
]
WINDOW = timedelta(hours=30)
clocks = st.times(max_value=time(23, 59)).map(
    lambda one: one.replace(minute=one.minute // 15 * 15, second=0, microsecond=0)
)
people = st.lists(
    st.lists(st.integers(1, 5), max_size=2, unique=True).map(tuple), max_size=4
)
hours = st.builds(Hours, st.integers(0, 6), clocks, clocks, st.integers(0, 2))


@st.composite
def rotations(draw, zone, a):
    unit = draw(st.sampled_from(Unit))
    back = draw(st.integers(-1, 70 if unit == Unit.MONTH else 20))
    starts = datetime.combine((a - timedelta(days=back)).date(), draw(clocks))
    edge = st.integers(0, 1800).map(lambda minutes: a + timedelta(minutes=minutes))
    days = st.frozensets(st.integers(0, 6), max_size=7)
    return RotationRule(
        places=tuple(draw(people)),
        unit=unit,
        length=draw(st.integers(1, 36 if unit == Unit.HOUR else 3)),
        starts=starts,
        zone=zone,
        hours=tuple(draw(st.lists(hours, max_size=3))),
        weekdays=draw(days) if unit == Unit.DAY else frozenset(),
        on_for=draw(st.none() | st.integers(1, 60).map(lambda n: timedelta(hours=n))),
        since=draw(st.none() | edge),
        until=draw(st.none() | edge),
    )


@st.composite
def rotas(draw):
    zone, a = draw(st.sampled_from(NIGHTS))
    layers = draw(
        st.lists(
            st.lists(rotations(zone, a), min_size=1, max_size=2).map(
                lambda found: LayerRule(tuple(found))
            ),
            max_size=3,
        )
    )
    changes = draw(st.lists(overrides(a), max_size=4))
    return RotaRule(tuple(layers), tuple(changes)), a


@st.composite
def overrides(draw, a):
    since, length = draw(st.integers(-60, 1700)), draw(st.integers(1, 900))
    who = st.none() | st.integers(1, 6)
    added, removed = draw(who), draw(who)
    if added is None and removed is None:
        added = 1
    starts = a + timedelta(minutes=since)
    return OverrideRule(
        starts,
        starts + timedelta(minutes=length),
        added,
        removed,
        is_alone=draw(st.booleans()),
    )


@settings(max_examples=50, deadline=None)
@given(rotas())
def test_the_answer_is_that_of_a_walk_by_minutes(asked):
    rota, a = asked
    b = a + WINDOW
    expected = answers(rota, a, b)

    found = expand(rota, a, b)

    walked = {
        at: sorted(one.person for one in found if one.starts <= at < one.ends)
        for at in expected
    }
    assert walked == expected
    some = sorted(expected)[:: len(expected) // 7]
    assert {at: on_call(rota, at) for at in some} == {at: expected[at] for at in some}


@settings(max_examples=50, deadline=None)
@given(rotas())
def test_shifts_are_the_same_answer_cut_at_handoffs(asked):
    rota, a = asked
    b = a + WINDOW

    whole, cut = expand(rota, a, b), shifts(rota, a, b)

    assert all(a <= one.starts < one.ends <= b for one in cut)
    for one in whole:
        parts = [
            part
            for part in cut
            if part.person == one.person and one.starts <= part.starts < one.ends
        ]
        assert parts[0].starts == one.starts
        assert parts[-1].ends == one.ends
        ends = [part.ends for part in parts[:-1]]
        assert ends == [part.starts for part in parts[1:]]
    assert sum(one.seconds for one in whole) == sum(one.seconds for one in cut)
