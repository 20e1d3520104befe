"""Targets as people write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calendars.rules import Hours
from apps.vendors.rules.targets import DAY, HOUR, day_seconds, seconds_of, target_text
from apps.vendors.rules.versions import is_settled

EIGHT = 8 * HOUR


def hours(weekly, **fields):
    return Hours(date(2020, 1, 1), "UTC", weekly, **fields)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("30 min", 1800),
        ("8 h", EIGHT),
        ("8h", EIGHT),
        ("2 d", 2 * EIGHT),
        ("2 days", 2 * EIGHT),
        ("1 h 30 min", 5400),
        ("1,5 h", 5400),
        ("1.5 hours", 5400),
        ("1 d 4 h", 12 * HOUR),
        ("90 m", 5400),
        ("45 s", 45),
        ("  4 H ", 4 * HOUR),
    ],
)
def test_a_target_is_read_in_working_time(words, seconds):
    assert seconds_of(words, EIGHT) == seconds


@pytest.mark.parametrize(
    "words",
    ["", "8", "h", "8 weeks", "eight hours", "0 h", "99999 d", "8 h tomorrow", "-8 hx"],
)
def test_what_is_no_span_of_time_is_refused(words):
    with pytest.raises(ValueError, match=r".*"):
        seconds_of(words, EIGHT)


@given(st.integers(1, 10_000_000))
def test_what_is_shown_can_be_typed_again(seconds):
    assert seconds_of(target_text(seconds), EIGHT) == seconds


def test_a_working_day_is_the_weeks_time_by_its_days():
    office = {day: ((time(9), time(12)), (time(13), time(18))) for day in range(5)}
    evening = {0: ((time(16), time(0)),), 1: (), 2: ((time(8), time(12)),)}

    assert day_seconds(hours(office)) == EIGHT
    assert day_seconds(hours(evening)) == 6 * HOUR
    assert day_seconds(hours({}, is_around_the_clock=True)) == DAY


@pytest.mark.parametrize(
    ("valid_from", "is_first", "closed_until", "settled"),
    [
        (date(2026, 1, 1), False, None, False),
        (date(2026, 10, 31), False, date(2026, 10, 31), True),
        (date(2026, 11, 1), False, date(2026, 10, 31), False),
        (date(2026, 11, 1), True, date(2026, 10, 31), True),
    ],
)
def test_a_version_is_settled_once_a_closed_month_may_hang_on_it(
    valid_from, is_first, closed_until, settled
):
    found = is_settled(valid_from, is_first=is_first, closed_until=closed_until)

    assert found is settled
