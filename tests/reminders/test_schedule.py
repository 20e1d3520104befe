"""The schedule against an oracle that walks through time and has its own arithmetic."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps.reminders import rules
from apps.reminders.rules import Digest, Quiet, Step

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
NAMES = [
    *("Europe/London", "Europe/Warsaw", "Asia/Kolkata"),
    *("America/Sao_Paulo", "Africa/Cairo", "Asia/Dubai"),
]
LONDON, WARSAW, KOLKATA, SAO_PAULO, CAIRO, DUBAI = map(ZoneInfo, NAMES)
# Nights on which clocks change (the last two years in which São Paulo did), month
# ends, a 29 February and its neighbours, and a Saturday.
NIGHTS = [
    *(date(2026, 3, 29), date(2026, 10, 25), date(2018, 2, 18), date(2018, 11, 4)),
    *(date(2026, 4, 24), date(2026, 10, 30), date(2026, 10, 29), date(2028, 2, 29)),
    *(date(2028, 3, 1), date(2027, 2, 28), date(2026, 1, 31), date(2026, 12, 31)),
    date(2026, 11, 28),
]
zones = st.sampled_from([LONDON, WARSAW, KOLKATA, SAO_PAULO, CAIRO, DUBAI])
days = st.sampled_from(NIGHTS) | st.dates(date(2016, 1, 1), date(2032, 12, 31))
clocks = st.sampled_from([time(0), time(1, 30), time(2), time(2, 30)]) | st.builds(
    time, st.integers(0, 23), st.integers(0, 59)
)
instants = st.builds(
    lambda day, minute: (
        datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
    ),
    days,
    st.integers(-600, 1800),
)
quick = settings(max_examples=120, deadline=None)


def wall(instant: datetime, zone: ZoneInfo) -> tuple[int, int]:
    """The day's number and the minute of it that a clock on the wall shows."""
    local = instant.astimezone(zone)
    return local.toordinal(), local.hour * 60 + local.minute


def minute_when_the_wall_shows(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Watch the clock minute by minute; a skipped time counts on from the jump."""
    wanted = day.toordinal(), clock.hour * 60 + clock.minute
    instant = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=14)
    before = wall(instant, zone)
    while True:
        shown = wall(instant, zone)
        if shown == wanted:
            return instant
        if before < wanted < shown:
            return instant + (wanted[1] - before[1] - 1) % 1440 * MINUTE
        before, instant = shown, instant + MINUTE


def slow_day(due: date, step: Step, closed: set[date]) -> date:
    """Walk the days on the fingers of one hand."""
    number, left = due.toordinal(), abs(step.count)
    way = -1 if step.count < 0 else 1
    if step.unit == "d":
        return date.fromordinal(number + way * left)
    works = lambda n: n % 7 not in {6, 0} and date.fromordinal(n) not in closed  # noqa: E731
    if not left:
        while not works(number):
            number -= 1
    while left:
        number += way
        left -= 1 if works(number) else 0
    return date.fromordinal(number)


def is_left_alone(instant: datetime, quiet: Quiet) -> bool:
    number, minute = wall(instant, quiet.zone)
    if quiet.is_weekend_quiet and number % 7 in {6, 0}:
        return True
    if quiet.starts is None or quiet.ends is None:
        return False
    first = quiet.starts.hour * 60 + quiet.starts.minute
    length = (quiet.ends.hour * 60 + quiet.ends.minute - first) % 1440
    return (minute - first) % 1440 < length


@quick
@given(days, clocks, zones)
@example(date(2026, 3, 29), time(1, 30), LONDON)
@example(date(2026, 10, 25), time(1, 30), LONDON)
@example(date(2026, 4, 24), time(0, 30), CAIRO)
@example(date(2018, 11, 4), time(0), SAO_PAULO)
def test_a_morning_is_when_the_wall_clock_shows_it(day, clock, zone):
    assert rules.local_instant(day, clock, zone) == minute_when_the_wall_shows(
        day, clock, zone
    )


@quick
@given(
    days | instants,
    st.builds(Step, st.integers(-45, 45), st.sampled_from(["d", "wd"])),
    zones,
    clocks,
    st.sets(st.integers(-70, 70), max_size=20),
)
def test_a_step_fires_on_the_day_that_a_finger_finds(due, step, zone, morning, off):
    day = due.astimezone(zone).date() if isinstance(due, datetime) else due
    closed = {date.fromordinal(day.toordinal() + one) for one in off}

    found = rules.fire_instant(
        due,
        step,
        zone=zone,
        morning=morning,
        is_working=lambda one: one.isoweekday() < 6 and one not in closed,
    )

    wanted = slow_day(day, step, closed)
    assert found == minute_when_the_wall_shows(wanted, morning, zone)


@quick
@given(instants, st.integers(-96, 96), zones)
def test_hours_are_hours_whatever_the_clocks_do(due, hours, zone):
    found = rules.fire_instant(
        due.astimezone(zone), Step(hours, "h"), zone=zone, morning=time(9)
    )

    assert (found - due).total_seconds() == hours * 3600


@quick
@given(instants, zones, st.none() | clocks, clocks, st.sampled_from(["", "weekend"]))
@example(datetime(2026, 10, 25, 1, 15, tzinfo=UTC), LONDON, time(22), time(1, 30), "")
@example(datetime(2026, 3, 28, 23, 0, tzinfo=UTC), LONDON, time(22), time(1, 30), "")
@example(datetime(2026, 10, 25, 0, 45, tzinfo=UTC), LONDON, time(1, 30), time(5), "")
@example(
    datetime(2026, 10, 23, 22, 0, tzinfo=UTC), LONDON, time(22), time(1, 30), "weekend"
)
@example(
    datetime(2026, 11, 27, 22, 0, tzinfo=UTC), LONDON, time(1), time(0, 59), "weekend"
)
def test_quiet_ends_at_the_first_minute_that_is_not(
    instant, zone, starts, ends, weekend
):
    quiet = Quiet(zone, starts, ends if starts is not None else None, bool(weekend))

    found = rules.after_quiet(instant, quiet)

    while is_left_alone(instant, quiet):
        instant += MINUTE
    assert found == instant


@quick
@given(instants, st.sampled_from(["day", "week"]), zones, clocks, st.integers(0, 6))
def test_a_digest_goes_out_at_the_next_own_time(first, how, zone, at, weekday):
    found = rules.digest_instant(first, how, Digest(zone, at, weekday))

    number = first.astimezone(zone).toordinal() - 1
    while True:
        day = date.fromordinal(number)
        number += 1
        if how == "week" and (number - 2) % 7 != weekday:
            continue
        wanted = minute_when_the_wall_shows(day, at, zone)
        if wanted > first:
            break
    assert found == wanted


@quick
@given(instants, zones)
def test_an_hourly_digest_waits_an_hour_and_now_waits_for_nothing(first, zone):
    digest = Digest(zone, time(8))

    assert rules.digest_instant(first, "hour", digest) - first == timedelta(hours=1)
    assert rules.digest_instant(first, "now", digest) == first


@quick
@given(st.dictionaries(st.integers(0, 6), st.integers(0, 6)), st.integers(0, 6))
def test_a_deputy_is_at_most_three_away_and_never_oneself(deputies, person):
    chain = [person]
    while chain[-1] in deputies and len(chain) < 9:
        chain.append(deputies[chain[-1]])
    ends = (
        len(chain) <= 4 and chain[-1] not in deputies and len(set(chain)) == len(chain)
    )

    assert rules.stand_in(person, deputies) == (chain[-1] if ends else person)


@quick
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), instants, st.integers()),
        unique_by=lambda s: s[2],
    )
)
def test_of_a_ladder_the_latest_step_is_told(steps):
    told = rules.last_of_ladder(steps)

    for ladder, at, pk in steps:
        later = [s for s in steps if s[0] == ladder and s[1:] > (at, pk)]
        assert (pk in told) == (not later)


HAND = [
    (date(2028, 3, 31), "-31d", LONDON, "2028-02-29T09:00Z"),
    (date(2028, 2, 29), "-1d", WARSAW, "2028-02-28T08:00Z"),
    (date(2027, 3, 1), "-1d", WARSAW, "2027-02-28T08:00Z"),
    (date(2026, 3, 30), "-1d", LONDON, "2026-03-29T08:00Z"),
    (date(2026, 10, 26), "-1d", LONDON, "2026-10-25T09:00Z"),
    (date(2026, 12, 1), "-1wd", KOLKATA, "2026-11-30T03:30Z"),
    (date(2026, 12, 5), "0wd", DUBAI, "2026-12-04T05:00Z"),
    (date(2026, 12, 5), "+1wd", SAO_PAULO, "2026-12-07T12:00Z"),
    (date(2026, 4, 24), "0d", CAIRO, "2026-04-24T06:00Z"),
    (date(2026, 4, 23), "0d", CAIRO, "2026-04-23T07:00Z"),
    (datetime(2026, 3, 29, 3, tzinfo=UTC), "-4h", WARSAW, "2026-03-28T23:00Z"),
    (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), "0d", KOLKATA, "2026-12-01T03:30Z"),
]


@pytest.mark.parametrize(("due", "step", "zone", "wanted"), HAND)
def test_steps_worked_out_by_hand(due, step, zone, wanted):
    found = rules.fire_instant(due, rules.parse_step(step), zone=zone, morning=time(9))

    assert found == datetime.fromisoformat(wanted)


@pytest.mark.parametrize(
    ("day", "zone", "wanted"),
    [
        (date(2026, 3, 29), WARSAW, "2026-03-29T01:00Z"),
        (date(2026, 10, 25), WARSAW, "2026-10-25T00:00Z"),
        (date(2026, 3, 29), LONDON, "2026-03-29T01:00Z"),
        (date(2026, 10, 25), LONDON, "2026-10-25T02:00Z"),
    ],
)
def test_two_in_the_morning_on_nights_when_clocks_change(day, zone, wanted):
    assert rules.local_instant(day, time(2), zone) == datetime.fromisoformat(wanted)
