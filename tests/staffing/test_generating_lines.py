"""The shifts of a rota as they are typed, and the slots that come of them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from apps.staffing.rules import cover
from apps.staffing.rules.generating.instance import Need
from apps.staffing.rules.generating.lines import (
    Line,
    Wanted,
    night_of,
    read_lines,
    slots_of,
)

LONDON = ZoneInfo("Europe/London")
WEEK = (date(2027, 3, 22), date(2027, 3, 28))
EVERY_DAY = frozenset(range(7))


def weigh(starts: datetime, ends: datetime) -> int:
    return int((ends - starts).total_seconds() // 60)


def wanted(people: int, days=range(7), hours=(0, 24), **skill) -> Wanted:
    windows = tuple(cover.Window(day, hours[0] * 60, hours[1] * 60) for day in days)
    return Wanted(cover.Need(1, people, windows, LONDON, date(2026, 1, 1)), **skill)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Day, Mon-Sun, 08:00-20:00", Line("Day", EVERY_DAY, 480, 1200)),
        ("Night, daily, 20:00-08:00", Line("Night", EVERY_DAY, 1200, 1920)),
        ("Late, Sat Sun, 14:00–22:00", Line("Late", frozenset({5, 6}), 840, 1320)),
        (
            "Weekend, Fri-Mon, 09:00-17:00",
            Line("Weekend", frozenset({4, 5, 6, 0}), 540, 1020),
        ),
        ("All day, mon, 00:00-24:00", Line("All day", frozenset({0}), 0, 1440)),
        (
            "On call, Mon, 09:00, 7 days",
            Line("On call", frozenset({0}), 540, 540 + 10080),
        ),
        (
            "On call, Mon, 09:00, 1 week",
            Line("On call", frozenset({0}), 540, 540 + 10080),
        ),
        ("Stint, Tue, 09:00, 30 hours", Line("Stint", frozenset({1}), 540, 540 + 1800)),
    ],
)
def test_a_line_is_read(text, line):
    assert read_lines(f"\n {text} \n") == [line]


@pytest.mark.parametrize(
    "text",
    [
        "Day",
        "Day, Mon",
        "Day, Mon, 08:00",
        "Day, Someday, 08:00-20:00",
        "Day, Mon-, 25:00-26:00",
        "Day, Mon, 08:00-20:00, 7 days",
        ", Mon, 08:00-20:00",
    ],
)
def test_a_line_that_cannot_be_read_is_shown_an_example(text):
    with pytest.raises(ValueError, match="Write a line as"):
        read_lines(text)


def test_shifts_keep_their_clock_when_it_changes():
    slots = slots_of(read_lines("Day, daily, 08:00-20:00"), [], WEEK, LONDON, weigh)

    assert [one.starts.hour for one in slots] == [8] * 6 + [7]
    assert [one.demand for one in slots] == [1] * 7


def test_a_slot_needs_what_the_largest_rule_that_touches_it_says():
    rules = [
        wanted(1),
        wanted(3, days=[0], hours=(9, 17)),
        wanted(1, days=[0], skill=7, level=3, skill_name="Oracle"),
        wanted(2, days=[0], skill=7, level=3, skill_name="Oracle"),
    ]

    slots = slots_of(
        read_lines("Day, Mon Tue, 08:00-20:00"), rules, WEEK, LONDON, weigh
    )

    assert [one.demand for one in slots] == [3, 1]
    assert slots[0].needs == (Need(7, 3, 2, "Oracle"),)
    assert slots[1].needs == ()


def test_a_slot_that_no_rule_touches_is_none():
    rules = [wanted(2, days=range(5))]

    slots = slots_of(read_lines("Day, daily, 08:00-20:00"), rules, WEEK, LONDON, weigh)

    assert len(slots) == 5


def test_a_night_is_the_evening_it_begins_and_a_week_on_call_is_none():
    evening = datetime(2027, 3, 22, 20, tzinfo=LONDON)
    morning = datetime(2027, 3, 23, 8, tzinfo=LONDON)
    week_later = datetime(2027, 3, 29, 8, tzinfo=LONDON)

    assert night_of(evening, morning, LONDON) == date(2027, 3, 22)
    assert night_of(morning, evening.replace(day=23), LONDON) is None
    assert night_of(evening, week_later, LONDON) is None
