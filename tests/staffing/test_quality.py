"""The quality score: Grafana OnCall's documented examples, and what a gap is."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.staffing.rules.quality import WINDOW, gaps, quality
from apps.staffing.rules.spans import Span

# grafana/oncall, engine/apps/schedules/tests/test_quality_score.py and its calendar
# quality.ics, as (person, from, until) of September 2022 in UTC.
CALENDAR = [
    (1, "05 00:00", "06 00:00"),
    (2, "08 16:00", "08 22:00"),
    (1, "09 01:30", "09 02:00"),
    (2, "09 04:00", "09 06:00"),
    (1, "09 04:30", "09 05:30"),
    (2, "09 07:45", "09 08:45"),
    (1, "12 00:00", "16 00:00"),
    (1, "19 03:00", "19 05:45"),
    (1, "19 07:00", "19 08:30"),
    (1, "19 11:00", "19 12:00"),
    (1, "19 15:00", "19 18:00"),
    (1, "19 19:30", "19 21:00"),
]


def at(text: str) -> datetime:
    return datetime.strptime(f"2022-09-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


EVENTS = [Span(person, at(since), at(until)) for person, since, until in CALENDAR]


@pytest.mark.parametrize(
    ("since", "days", "total"),
    [("05 00:00", 7, 28), ("12 00:00", 4, 100), ("19 00:00", 1, 70)],
)
def test_the_score_of_the_documented_calendar(since, days, total):
    a = at(since)

    assert quality(EVENTS, a, a + timedelta(days=days)).total == total


def test_nothing_planned_scores_nothing():
    found = quality([], at("01 00:00"), at("11 00:00"))

    assert (found.total, found.band, found.overloaded) == (0, "bad", {})


def weeks(of_weekday, of_weekend):
    """A year from 24 March 2022: who is on by day and by night, and at weekends."""
    first = datetime(2022, 3, 24, tzinfo=UTC)
    spans = []
    for number in range(WINDOW.days):
        day = first + timedelta(days=number)
        if day.weekday() < 5:
            for half, people in enumerate(of_weekday):
                since = day + timedelta(hours=12 * half)
                until = since + timedelta(hours=12)
                spans += [Span(person, since, until) for person in people]
        else:
            until = day + timedelta(days=1)
            spans += [Span(person, day, until) for person in of_weekend]
    return quality(spans, first, first + WINDOW)


@pytest.mark.parametrize(
    ("of_weekend", "total", "coverage", "overloaded"),
    [
        ([], 86, 71, {}),
        (range(1, 9), 100, 100, {}),
        (range(1, 5), 88, 100, dict.fromkeys(range(1, 5), 29)),
    ],
)
def test_the_score_of_documented_years(of_weekend, total, coverage, overloaded):
    found = weeks([range(1, 5), range(5, 9)], of_weekend)

    assert found.total == total
    assert found.coverage == coverage
    assert found.overloaded == overloaded


def test_gaps_are_what_nobody_covers():
    a, b = at("09 04:00"), at("09 09:00")

    assert gaps(EVENTS, a, b) == [
        Span(0, at("09 06:00"), at("09 07:45")),
        Span(0, at("09 08:45"), b),
    ]
