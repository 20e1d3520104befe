"""The examples worked out by hand in docs/formulas.md."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from apps.calendars.rules import (
    Hours,
    Schedule,
    add_working_time,
    elapsed_seconds,
    working_seconds,
)
from apps.onboarding.rules.foresight import forecast, percentile
from apps.onboarding.rules.readiness import Item, readiness

LONDON = ZoneInfo("Europe/London")
OFFICE = Schedule(
    (
        Hours(
            date(2000, 1, 1),
            "Europe/London",
            {day: ((time(9), time(17, 30)),) for day in range(5)},
        ),
    )
)
LAST_DAY = date(2026, 11, 23)
REVIEWS, APPROVALS = [2, 4, 6, 8, 20], [1, 1, 2, 2, 3]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026; the 20th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


def test_a_weekend_costs_no_working_time():
    assert working_seconds(OFFICE, at(20, 16, 30), at(23, 10)) == 7200


@pytest.mark.parametrize(
    ("seconds", "due"), [(7200, at(23, 10)), (3600, at(20, 17, 30))]
)
def test_working_time_is_added_up_to_the_first_instant(seconds, due):
    assert add_working_time(OFFICE, at(20, 16, 30), seconds) == due.astimezone(UTC)


def test_pauses_that_overlap_count_once():
    pauses = [(at(23, 12), at(23, 14)), (at(23, 13), at(23, 15))]

    assert elapsed_seconds(OFFICE, at(23, 9), at(24, 9), pauses) == 5.5 * 3600


@pytest.mark.parametrize(
    ("today", "percent"), [(LAST_DAY, 55.0), (date(2026, 11, 24), 45.0)]
)
def test_a_waiver_counts_half_until_its_last_day(today, percent):
    items = [
        Item("OWN-01", "must", 5, "accepted"),
        Item("OWN-02", "must", 4, "not_applicable"),
        Item("SEC-01", "must", 4, "waived", waived_until=LAST_DAY),
        Item("SLO-01", "must", 3, "returned"),
        Item("RES-02", "must", 4, "accepted", evidence_until=date(2026, 11, 22)),
    ]

    assert readiness(items, today) == percent


def test_percentiles_lie_between_the_two_nearest():
    assert percentile(REVIEWS, 50) == 6
    assert percentile(REVIEWS, 85) == pytest.approx(12.8)


def test_the_likely_go_live_takes_off_what_was_spent():
    history = {"review": REVIEWS, "approval": APPROVALS}

    found = forecast(["review", "approval"], history, date(2026, 11, 1), spent_days=3)

    assert found
    assert (found.likely_on, found.careful_on) == (
        date(2026, 11, 6),
        date(2026, 11, 14),
    )
