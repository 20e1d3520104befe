"""What holds for the clock whatever the calendar, the pauses and the order."""

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.calendars.rules import Hours, Schedule, add_working_time, working_seconds
from apps.calendars.rules.vector import NEVER, WorkingTable
from apps.vendors.rules.clock import Case, read_clock
from apps.vendors.rules.judging import Pauses, judge
from apps.vendors.rules.scoring import Counts
from apps.vendors.states import Outcome
from tests.vendors.oracle import Said, Walk

QUARTER = timedelta(minutes=15)
ZONES = (
    *("Europe/London", "Europe/Berlin", "America/New_York", "America/Sao_Paulo"),
    *("Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"),
)
# Changes of clocks in both hemispheres, and a quiet month.
ANCHORS = tuple(
    datetime(*day, tzinfo=UTC)
    for day in (
        *((2026, 3, 28), (2026, 10, 24), (2026, 3, 7), (2026, 10, 31)),
        *((2026, 4, 4), (2026, 7, 15), (2026, 12, 23), (2017, 10, 14)),
    )
)
BEFORE, AFTER = timedelta(days=6), timedelta(days=8)
LONG = timedelta(days=60)


def clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


@st.composite
def days(draw):
    """Up to three intervals of a day, apart, with breaks between them."""
    edges = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=6)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return tuple((clock(a * 15), clock(b * 15)) for a, b in pairs)


@st.composite
def calendars(draw):
    """An anchor, and a calendar around it: one zone, one or two editions, own days."""
    anchor, zone = draw(st.sampled_from(ANCHORS)), draw(st.sampled_from(ZONES))
    near = st.integers(-6, 8).map(lambda n: (anchor + timedelta(days=n)).date())
    own = st.dictionaries(near, st.just(()) | days(), max_size=3)
    editions = []
    for since in (date(2000, 1, 1), draw(st.none() | near)):
        if since is None:
            continue
        weekly = draw(st.dictionaries(st.integers(0, 6), days(), min_size=1))
        editions.append(Hours(since, zone, weekly, draw(own), draw(st.booleans())))
    return anchor, Schedule(tuple(editions))


def is_worked(schedule: Schedule, wall: datetime) -> bool:
    """Whether the clock on the wall shows a working hour: read off the definition."""
    chosen = schedule.versions[0]
    for one in schedule.versions:
        if one.valid_from <= wall.date():
            chosen = one
    usual = chosen.weekly.get(wall.weekday(), ())
    if chosen.is_around_the_clock:
        usual = ((time(0), time(0)),)
    now = wall.time()
    today = chosen.special.get(wall.date(), usual)
    return any(a <= now and (now < b or b == time(0)) for a, b in today)


def walked(anchor, schedule, after=LONG) -> Walk:
    zone = schedule.versions[0].zone
    return Walk.of(
        *(anchor - BEFORE, anchor + after, zone),
        lambda wall: is_worked(schedule, wall),
        QUARTER,
    )


def at(anchor: datetime, quarter: int) -> datetime:
    return anchor + quarter * QUARTER


places = st.integers(-6 * 96, 8 * 96)


@st.composite
def tickets(draw):
    """Start, stop (or none), pauses of every kind: apart, touching, within, open."""
    start = draw(places)
    stop = draw(st.none() | st.integers(start, 8 * 96))
    near = st.integers(max(start - 40, -6 * 96), min(start + 200, 8 * 96))
    pauses = draw(
        st.lists(st.tuples(near, near, st.integers(0, 9)).map(sorted_pause), max_size=6)
    )
    return start, stop, pauses


def sorted_pause(drawn):
    a, b, dice = drawn
    return min(a, b), None if dice == 0 else max(a, b)


def instants(anchor, ticket):
    start, stop, pauses = ticket
    spans = [(at(anchor, a), None if b is None else at(anchor, b)) for a, b in pauses]
    end = None if stop is None else at(anchor, stop)
    return at(anchor, start), end, spans


def seconds(one: datetime | None) -> int:
    return NEVER if one is None else int(one.timestamp())


def vectorised(schedule, found, target, now):
    rows = [
        (place, seconds(a), seconds(b))
        for place, (_, _, pauses) in enumerate(found)
        for a, b in pauses
    ]
    first = min(start for start, _, _ in found)
    return judge(
        WorkingTable.of(schedule, seconds(first - BEFORE), seconds(first + LONG * 8)),
        np.array([seconds(start) for start, _, _ in found]),
        np.array([seconds(stop) for _, stop, _ in found]),
        Pauses(*np.array(rows, np.int64).reshape(-1, 3).T),
        target=target,
        now=seconds(now),
    )


def is_too_long(walk: Walk, start: datetime, target: int) -> bool:
    """Whether the walk is over before the target is, with room for any pause."""
    rest = sum(walk.worked[walk.place(start) :]) * 900
    return rest < target + 15 * 86400


@settings(max_examples=120, deadline=None)
@given(
    calendar=calendars(),
    found=st.lists(tickets(), min_size=1, max_size=6),
    target=st.integers(0, 60).map(lambda n: n * 900),
    now=places,
)
def test_plain_vectorised_and_walked_agree_on_random_calendars(
    calendar, found, target, now
):
    anchor, schedule = calendar
    walk = walked(anchor, schedule, LONG * 3)
    moment = at(anchor, now)
    given_tickets = [
        one
        for one in (instants(anchor, ticket) for ticket in found)
        if not is_too_long(walk, one[0], target)
    ]
    if not given_tickets:
        return
    read = vectorised(schedule, given_tickets, target, moment)
    for n, (start, stop, pauses) in enumerate(given_tickets):
        said = walk.says(start, stop, pauses, target, moment)
        plain = read_clock(schedule, Case(start, stop, tuple(pauses), target), moment)
        assert said == Said(
            *(plain.outcome.name.lower(), plain.elapsed_seconds, plain.paused_seconds),
            *(plain.due_at, plain.counts_at, plain.is_paused),
        )
        assert (
            *(read.outcome[n], read.elapsed[n], read.paused[n], read.due[n]),
            *(read.counts[n], read.is_paused[n]),
        ) == (
            *(plain.outcome, plain.elapsed_seconds, plain.paused_seconds),
            *(seconds(plain.due_at), seconds(plain.counts_at), plain.is_paused),
        )


@settings(max_examples=120, deadline=None)
@given(calendar=calendars(), pair=st.tuples(places, places), wanted=st.integers(1, 99))
def test_working_time_is_what_the_clock_on_the_wall_shows(calendar, pair, wanted):
    anchor, schedule = calendar
    walk = walked(anchor, schedule, AFTER + QUARTER)
    start, end = (at(anchor, one) for one in sorted(pair))
    worked = walk.seconds(start, end)

    assert working_seconds(schedule, start, end) == worked
    if worked >= wanted * 900:
        due = add_working_time(schedule, start, wanted * 900)
        assert walk.seconds(start, due) == wanted * 900
        assert walk.seconds(start, due - QUARTER) == (wanted - 1) * 900


@settings(deadline=None)
@given(calendar=calendars(), ticket=tickets(), data=st.data())
def test_pauses_say_the_same_split_doubled_or_in_another_order(calendar, ticket, data):
    anchor, schedule = calendar
    start, stop, pauses = instants(anchor, ticket)
    now = at(anchor, 8 * 96)
    whole = read_clock(schedule, Case(start, stop, tuple(pauses), 3600), now)
    parts = [
        piece
        for a, b in pauses
        for piece in ([(a, b)] if b is None else [(a, a + (b - a) / 2), (a, b)])
    ]
    shuffled = data.draw(st.permutations([*parts, *pauses]))

    assert read_clock(schedule, Case(start, stop, tuple(shuffled), 3600), now) == whole


@settings(deadline=None)
@given(calendar=calendars(), ticket=tickets())
def test_counted_and_paused_time_are_all_working_time(calendar, ticket):
    anchor, schedule = calendar
    start, stop, pauses = instants(anchor, ticket)
    now = at(anchor, 8 * 96)
    read = read_clock(schedule, Case(start, stop, tuple(pauses), 3600), now)
    whole = working_seconds(schedule, start, stop or max(now, start))

    assert read.elapsed_seconds >= 0
    assert read.paused_seconds >= 0
    assert read.elapsed_seconds + read.paused_seconds == whole


def counted(read, excluded) -> Counts:
    met, breached = (read.outcome == one for one in (Outcome.MET, Outcome.BREACHED))
    return Counts(
        *(int(met.sum()), int(breached.sum())),
        *(int((met & excluded).sum()), int((breached & excluded).sum())),
    )


@settings(deadline=None)
@given(
    calendar=calendars(),
    found=st.lists(st.tuples(tickets(), st.booleans()), min_size=1, max_size=12),
    data=st.data(),
)
def test_order_changes_no_attainment_and_excluded_and_counted_are_all(
    calendar, found, data
):
    anchor, schedule = calendar
    now = at(anchor, 8 * 96)

    def counts(rows):
        given_tickets = [instants(anchor, ticket) for ticket, _ in rows]
        read = vectorised(schedule, given_tickets, 3600, now)
        return counted(read, np.array([one for _, one in rows])), read

    plain, read = counts(found)
    shuffled, _ = counts(data.draw(st.permutations(found)))
    running = int((read.outcome == Outcome.RUNNING).sum())
    excluded = plain.accepted_met + plain.accepted_breached

    assert plain == shuffled
    assert plain.volume + excluded + running == len(found)
