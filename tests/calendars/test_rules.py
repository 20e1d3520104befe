"""Working time against hand-worked cases and a slow oracle."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.calendars.rules import (
    Hours,
    Schedule,
    add_working_time,
    elapsed_seconds,
    working_seconds,
)
from tests.clocks import own_seconds

HOUR = 3600
ZONES = [
    *("Europe/London", "Europe/Warsaw", "Asia/Kolkata"),
    *("America/Sao_Paulo", "Africa/Cairo", "Asia/Dubai"),
]


def office(start, end, zone="UTC", days=range(5), special=None):
    weekly = {day: ((time(start), time(end)),) for day in days}
    return Schedule((Hours(date(2000, 1, 1), zone, weekly, special or {}),))


def around_the_clock(zone):
    return Schedule((Hours(date(2000, 1, 1), zone, is_around_the_clock=True),))


def at(day, clock, zone="UTC"):
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(zone))


# 23 November 2026 is a Monday; the cases are those of formats.md, section 3.2.
def test_opened_on_friday_night_the_clock_runs_from_monday():
    assert (
        working_seconds(office(8, 17), at(20, "21:00"), at(23, "09:30")) == 1.5 * HOUR
    )


def test_from_afternoon_to_next_morning():
    assert working_seconds(office(9, 17), at(23, "14:00"), at(24, "09:00")) == 3 * HOUR


def test_four_hours_from_late_afternoon_are_due_next_morning():
    assert add_working_time(office(8, 18), at(23, "16:00"), 4 * HOUR) == at(24, "10:00")


def test_twenty_four_hours_on_an_eight_hour_calendar_take_three_days():
    assert add_working_time(office(9, 17), at(23, "09:00"), 24 * HOUR) == at(
        25, "17:00"
    )


def test_sixteen_hours_over_an_uneven_week():
    weekly = {
        0: ((time(9), time(17)),),
        1: ((time(9), time(16)),),
        3: ((time(8), time(17)),),
    }
    schedule = Schedule((Hours(date(2000, 1, 1), "UTC", weekly),))

    assert add_working_time(schedule, at(23, "11:00"), 16 * HOUR) == at(26, "11:00")


def test_a_pause_over_the_weekend_costs_its_working_hours_only():
    schedule = office(9, 17)
    pause = (at(20, "16:00"), at(23, "10:00"))

    whole = working_seconds(schedule, at(20, "09:00"), at(23, "17:00"))
    elapsed = elapsed_seconds(schedule, at(20, "09:00"), at(23, "17:00"), [pause])

    assert whole - elapsed == 2 * HOUR


def test_overlapping_pauses_count_once():
    schedule = office(9, 17)
    pauses = [(at(23, "10:00"), at(23, "12:00")), (at(23, "11:00"), at(23, "13:00"))]

    assert (
        elapsed_seconds(schedule, at(23, "09:00"), at(23, "17:00"), pauses) == 5 * HOUR
    )


def test_a_day_in_march_has_23_hours_in_london():
    start = datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/London"))

    due = add_working_time(around_the_clock("Europe/London"), start, 24 * HOUR)

    assert due.astimezone(start.tzinfo).strftime("%a %H:%M") == "Sun 13:00"


def test_lunch_is_a_gap():
    weekly = {0: ((time(9), time(12)), (time(13), time(17)))}
    schedule = Schedule((Hours(date(2000, 1, 1), "UTC", weekly),))

    assert working_seconds(schedule, at(23, "09:00"), at(23, "17:00")) == 7 * HOUR
    assert add_working_time(schedule, at(23, "11:00"), 2 * HOUR) == at(23, "14:00")


def test_a_holiday_has_none_and_a_half_day_half():
    special = {date(2026, 11, 23): (), date(2026, 11, 24): ((time(9), time(13)),)}
    schedule = office(9, 17, special=special)

    assert working_seconds(schedule, at(23, "00:00"), at(25, "00:00")) == 4 * HOUR


def test_a_change_from_march_does_not_rewrite_february():
    weekly = {day: ((time(9), time(17)),) for day in range(5)}
    longer = {day: ((time(8), time(20)),) for day in range(5)}
    schedule = Schedule(
        (Hours(date(2020, 1, 1), "UTC", weekly), Hours(date(2026, 3, 1), "UTC", longer))
    )
    february = (datetime(2026, 2, 2, tzinfo=UTC), datetime(2026, 2, 3, tzinfo=UTC))
    march = (datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC))

    assert working_seconds(schedule, *february) == 8 * HOUR
    assert working_seconds(schedule, *march) == 12 * HOUR


def test_time_before_the_start_is_nothing():
    assert working_seconds(office(9, 17), at(24, "12:00"), at(23, "12:00")) == 0


def test_a_calendar_without_hours_is_refused():
    empty = Schedule((Hours(date(2000, 1, 1), "UTC"),))

    with pytest.raises(ValueError, match="too little"):
        add_working_time(empty, at(23, "09:00"), 1)


EARLIEST, LATEST = map(datetime.fromisoformat, ("2016-01-01", "2027-12-01"))
instants = st.datetimes(EARLIEST, LATEST).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)
clock_times = st.integers(0, 23 * 4 + 3).map(lambda n: time(n // 4, n % 4 * 15))


@st.composite
def schedules(draw):
    weekly = {}
    for day in range(7):
        edges = sorted(draw(st.sets(clock_times, max_size=4)))
        pairs = list(zip(edges[::2], edges[1::2], strict=False))
        if pairs:
            weekly[day] = tuple(pairs)
    zone = draw(st.sampled_from(ZONES))
    is_always = draw(st.integers(0, 9)) == 0
    return Schedule((Hours(date(2000, 1, 1), zone, weekly, {}, is_always),))


def oracle(schedule, start, end):
    """Minute by minute: is the wall clock inside a working interval?"""
    hours = schedule.versions[0]
    zone, minutes, moment = ZoneInfo(hours.zone), 0, start
    while moment < end:
        local = moment.astimezone(zone)
        intervals = hours.weekly.get(local.weekday(), ())
        if hours.is_around_the_clock or any(
            a <= local.time() < b for a, b in intervals
        ):
            minutes += 1
        moment += timedelta(minutes=1)
    return minutes * 60


@settings(deadline=None, max_examples=60)
@given(schedules(), instants, st.integers(0, 4 * 24 * 60))
def test_agrees_with_the_slow_oracle(schedule, start, minutes):
    end = start + timedelta(minutes=minutes)

    assert working_seconds(schedule, start, end) == oracle(schedule, start, end)


# The Sundays and nights on which clocks change, in every zone that changes them.
CHANGES = [
    *("2026-03-29", "2026-10-25", "2025-03-30", "2025-10-26"),
    *("2018-11-04", "2018-02-18", "2017-10-15", "2026-04-24", "2026-10-30"),
]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", CHANGES)
def test_agrees_over_changes_of_clocks(zone, day):
    weekly = {one: ((time(0), time(5)), (time(22), time(0))) for one in range(7)}
    schedule = Schedule((Hours(date(2000, 1, 1), zone, weekly),))
    wall = {one: ((time(0), time(5)), (time(22), time.max)) for one in range(7)}
    as_wall = Schedule((Hours(date(2000, 1, 1), zone, wall),))
    start = datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(days=1)
    end = start + timedelta(days=3)

    assert working_seconds(schedule, start, end) == oracle(as_wall, start, end)


@settings(deadline=None, max_examples=40)
@given(
    schedules(), st.sampled_from(CHANGES), st.integers(0, 2000), st.integers(0, 2880)
)
def test_agrees_wherever_an_interval_meets_a_change(schedule, day, before, minutes):
    start = datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(minutes=before)
    end = start + timedelta(minutes=minutes)

    assert working_seconds(schedule, start, end) == oracle(schedule, start, end)


# London: 01:00–02:00 is skipped on 29 March 2026 and shown twice on 25 October.
@pytest.mark.parametrize(
    ("day", "begins", "ends", "minutes"),
    [
        ("2026-03-29", "01:30", "05:00", 180),
        ("2026-03-29", "00:00", "01:30", 60),
        ("2026-03-29", "01:15", "01:45", 0),
        ("2026-10-25", "01:30", "05:00", 240),
        ("2026-10-25", "00:00", "01:30", 120),
        ("2026-10-25", "01:15", "01:45", 60),
    ],
)
def test_hours_that_begin_or_end_inside_a_change(day, begins, ends, minutes):
    interval = (time.fromisoformat(begins), time.fromisoformat(ends))
    weekly = {6: (interval,)}
    schedule = Schedule((Hours(date(2000, 1, 1), "Europe/London", weekly),))
    start = datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(days=1)

    found = working_seconds(schedule, start, start + timedelta(days=3))

    assert found == minutes * 60


def test_a_pause_in_the_hour_shown_twice_is_measured_by_instants():
    zone = ZoneInfo("Europe/London")
    first = datetime(2026, 10, 25, 1, 50, tzinfo=zone)
    second = datetime(2026, 10, 25, 1, 10, tzinfo=zone, fold=1)
    schedule = around_the_clock("Europe/London")
    stop = datetime(2026, 10, 25, 4, tzinfo=zone)

    elapsed = elapsed_seconds(schedule, first, stop, [(first, second)])

    assert elapsed == working_seconds(schedule, first, stop) - 20 * 60


def test_a_day_closed_on_purpose_stops_even_the_clock_around_the_clock():
    closed = {date(2026, 11, 24): ()}
    hours = Hours(date(2000, 1, 1), "UTC", {}, closed, is_around_the_clock=True)

    found = working_seconds(Schedule((hours,)), at(23, "12:00"), at(25, "12:00"))

    assert found == 24 * HOUR


def test_the_next_edition_may_stand_in_another_zone():
    nine_to_five = {day: ((time(9), time(17)),) for day in range(5)}
    schedule = Schedule(
        (
            Hours(date(2000, 1, 1), "Europe/London", nine_to_five),
            Hours(date(2026, 11, 24), "Asia/Kolkata", nine_to_five),
        )
    )

    due = add_working_time(schedule, at(23, "09:00"), 9 * HOUR)

    assert due == at(24, "10:00", "Asia/Kolkata")


def test_ten_thousand_durations_take_no_time():
    schedule = office(9, 17, "Europe/London")
    working_seconds(schedule, at(1, "00:00"), at(2, "00:00"))

    def ask_often():
        for minute in range(10_000):
            start = at(1, "00:00") + timedelta(minutes=minute)
            working_seconds(schedule, start, start + timedelta(days=9))

    assert own_seconds(ask_often, enough=1) < 1


@settings(deadline=None, max_examples=100)
@given(schedules(), instants, st.integers(0, 200 * HOUR))
def test_what_was_added_has_passed(schedule, start, seconds):
    hours = schedule.versions[0]
    if not (hours.weekly or hours.is_around_the_clock):
        return

    due = add_working_time(schedule, start, seconds)

    assert working_seconds(schedule, start, due) == seconds


@settings(deadline=None, max_examples=50)
@given(schedules(), instants, st.integers(0, 9999), st.integers(0, 9999))
def test_parts_add_up(schedule, start, first, second):
    middle = start + timedelta(minutes=first)
    end = middle + timedelta(minutes=second)

    whole = working_seconds(schedule, start, end)

    assert whole == working_seconds(schedule, start, middle) + working_seconds(
        schedule, middle, end
    )
