"""Gaps, hours of cover and burden against an oracle that looks at every minute."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.staffing.rules.burden import WEIGHTS, weighted_hours
from apps.staffing.rules.cover import Need, Window, by_hour, gaps, needed_by_hour
from apps.staffing.rules.intervals import present
from apps.staffing.rules.spans import Span

ZONES = ("UTC", "Europe/London", "America/St_Johns", "Australia/Lord_Howe")
MINUTE = timedelta(minutes=1)
NEAR = (  # hours before a change of the clock in some of the zones, and a plain day
    datetime(2026, 3, 28, 20, tzinfo=UTC),
    datetime(2026, 10, 24, 20, tzinfo=UTC),
    datetime(2026, 4, 4, 10, tzinfo=UTC),
    datetime(2026, 6, 10, 12, tzinfo=UTC),
)
LENGTH = 16 * 60


def minutes_of_wall(start: datetime, zone: ZoneInfo) -> Iterator[tuple[date, int]]:
    """The oracle's clock: for every minute the latest day and minute it has shown.

    It goes forward only: while the clock shows an hour again, it stays where it was.
    """
    latest = (date.min, 0)
    first = start - timedelta(days=3)
    for at in range(3 * 24 * 60 + LENGTH):
        shown = (first + MINUTE * at).astimezone(zone)
        latest = max(latest, (shown.date(), shown.hour * 60 + shown.minute))
        if at >= 3 * 24 * 60:
            yield latest


def is_asked(windows: tuple[Window, ...], day: date, minute: int) -> bool:
    """The oracle's reading of a rule: does a window of today or yesterday hold it."""
    yesterday = (day.weekday() - 1) % 7
    for one in windows:
        is_long = one.ends <= one.starts
        if one.weekday == day.weekday() and (
            one.starts <= minute and (is_long or minute < one.ends)
        ):
            return True
        if is_long and one.weekday == yesterday and minute < one.ends:
            return True
    return False


SPANS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(-300, LENGTH), st.integers(1, 600)),
    max_size=6,
)
WINDOWS = st.lists(
    st.builds(
        Window,
        st.integers(0, 6),
        st.sampled_from([0, 30, 60, 90, 119, 120, 150, 480, 1320, 1439]),
        st.sampled_from([30, 60, 90, 121, 180, 360, 1200, 1380, 1440]),
    ),
    min_size=1,
    max_size=8,
).map(tuple)


def spans(start: datetime, drawn: list[tuple[int, int, int]]) -> list[Span]:
    return [
        Span(who, start + MINUTE * at, start + MINUTE * (at + length))
        for who, at, length in drawn
    ]


def there(shifts: list[Span], away: list[Span], at: datetime) -> set[int]:
    on = {one.person for one in shifts if one.starts <= at < one.ends}
    off = {one.person for one in away if one.starts <= at < one.ends}
    return on - off


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(NEAR),
    st.sampled_from(ZONES),
    st.integers(1, 3),
    st.sampled_from([None, frozenset({0, 2})]),
    st.tuples(WINDOWS, SPANS, SPANS),
)
def test_gaps_are_those_that_every_minute_shows(start, zone, people, able, drawn):
    windows, on, off = drawn
    where = ZoneInfo(zone)
    need = Need(1, people, windows, where, date(2026, 1, 1), qualified=able)
    shifts, away = spans(start, on), spans(start, off)

    found = gaps([need], shifts, away, start, start + MINUTE * LENGTH)

    for number, (day, minute) in enumerate(minutes_of_wall(start, where)):
        at = start + MINUTE * number
        here = there(shifts, away, at)
        counted = here if able is None else here & able
        missing = people - len(counted) if is_asked(windows, day, minute) else 0
        said = [one for one in found if one.starts <= at < one.ends]
        assert len(said) == (missing > 0)
        assert [one.short for one in said] == [missing][: len(said)]
        assert [one.heads for one in said] == [len(here) >= people][: len(said)]
    for one, after in pairwise(found):
        assert one.ends <= after.starts
        assert one.ends < after.starts or (one.short, one.heads) != (
            after.short,
            after.heads,
        )


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(NEAR), SPANS, SPANS)
def test_an_hour_counts_those_who_are_there_all_through_it(start, on, off):
    shifts, away = spans(start, on), spans(start, off)
    kinds = [frozenset({0, 2}), frozenset({9}), frozenset()]

    found = by_hour(present(shifts, away), kinds, start, LENGTH // 60)

    for hour in range(LENGTH // 60):
        each = [
            there(shifts, away, start + timedelta(hours=hour) + MINUTE * at)
            for at in range(60)
        ]
        assert found.heads[hour] == min(map(len, each))
        for row, kind in enumerate(kinds):
            assert found.able[row, hour] == min(len(here & kind) for here in each)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(NEAR), st.sampled_from(ZONES), WINDOWS)
def test_an_hour_needs_what_any_minute_of_it_needs(start, zone, windows):
    where = ZoneInfo(zone)
    need = Need(1, 2, windows, where, date(2026, 1, 1))

    found = needed_by_hour(need, start, LENGTH // 60)

    asked = [is_asked(windows, *at) for at in minutes_of_wall(start, where)]
    for hour, number in enumerate(found):
        assert number == 2 * any(asked[hour * 60 : hour * 60 + 60])


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(NEAR),
    st.sampled_from(ZONES),
    st.integers(0, 300),
    st.integers(1, 600),
)
def test_hours_weigh_what_every_minute_weighs(start, zone, at, length):
    where = ZoneInfo(zone)
    span = Span(1, start + MINUTE * at, start + MINUTE * (at + length))
    holidays = frozenset({date(2026, 3, 28), date(2026, 6, 11)})

    found = weighted_hours(span, where, holidays)

    total = 0.0
    for number in range(length):
        wall = (span.starts + MINUTE * number).astimezone(where)
        weight = 1.0
        if wall.hour >= 22 or wall.hour < 6 or wall.weekday() > 4:
            weight = 1.5
        if wall.date() in holidays:
            weight = float(WEIGHTS.holiday)
        total += weight
    assert abs(float(found) - total / 60) <= 0.005 + 1e-9
