"""Working time: how much of it lies between two instants, and when some has passed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

Interval = tuple[time, time]
Instants = tuple[int, int]
Span = tuple[int, int, int]
MIDNIGHT = time(0)
WHOLE_DAY = ((MIDNIGHT, MIDNIGHT),)
DAY = 24 * 3600
LONGEST_SEARCH_YEARS = 60


@dataclass(frozen=True)
class Hours:
    """The working hours that are in force from a day on.

    `weekly` maps a weekday (Monday is 0) to its intervals; an interval that ends at
    00:00 ends at midnight. `special` maps a date to its own intervals, none of them on
    a holiday, shorter ones on a half day. Around the clock every other day is whole.
    `names` says what such days are called; no reckoning hangs on it.
    """

    valid_from: date
    zone: str
    weekly: Mapping[int, tuple[Interval, ...]] = field(default_factory=dict)
    special: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict)
    is_around_the_clock: bool = False
    names: Mapping[date, str] = field(default_factory=dict, compare=False)

    def __hash__(self) -> int:
        return hash((self.valid_from, self.zone, self.is_around_the_clock))


@dataclass(frozen=True)
class Schedule:
    """A business calendar through time: hours that follow one another, oldest first."""

    versions: tuple[Hours, ...]

    def in_force(self, day: date) -> Hours:
        """The hours of this day; before the first version, the first one's."""
        starts = [one.valid_from for one in self.versions]
        return self.versions[max(bisect_right(starts, day) - 1, 0)]

    @cached_property
    def names(self) -> dict[date, str]:
        """What its days off are called; where versions differ, by the newest."""
        return {day: name for one in self.versions for day, name in one.names.items()}


@dataclass(frozen=True)
class Expanded:
    """A year's working intervals as UTC seconds, with the total before each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]

    def elapsed(self, instant: int) -> int:
        """Working seconds from the year's beginning to the instant."""
        found = bisect_right(self.starts, instant) - 1
        if found < 0:
            return 0
        return self.before[found] + min(instant, self.ends[found]) - self.starts[found]

    @property
    def total(self) -> int:
        """Working seconds of the whole year."""
        return self.elapsed(self.ends[-1]) if self.ends else 0


def working_seconds(schedule: Schedule, start: datetime, end: datetime) -> int:
    """Working seconds in [start, end), never negative.

    The measure of the working intervals of the calendar, in the calendar's zone: over a
    change of clocks they are real elapsed seconds: an hour shown twice counts twice.
    """
    first, last = _seconds(start), _seconds(end)
    if last <= first:
        return 0
    years = range(start.astimezone(UTC).year, end.astimezone(UTC).year + 1)
    return sum(
        year.elapsed(last) - year.elapsed(first)
        for year in (_expand(schedule, number) for number in years)
    )


def add_working_time(schedule: Schedule, start: datetime, seconds: int) -> datetime:
    """The first instant at which so many working seconds have passed since the start.

    In UTC. ValueError if the calendar has too little working time ever.
    """
    if seconds <= 0:
        return start.astimezone(UTC)
    first = _seconds(start)
    left = seconds
    year_number = start.astimezone(UTC).year
    for number in range(year_number, year_number + LONGEST_SEARCH_YEARS):
        year = _expand(schedule, number)
        done = year.elapsed(first)
        if year.total - done >= left:
            wanted = done + left
            found = bisect_left(year.before, wanted) - 1
            instant = year.starts[found] + wanted - year.before[found]
            return datetime.fromtimestamp(instant, UTC)
        left -= year.total - done
    raise ValueError("This calendar has too little working time.")


def working_intervals(
    schedule: Schedule, start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """The spans of working time within [start, end), in UTC, in order."""
    first, last = _seconds(start), _seconds(end)
    found: list[Instants] = []
    if last <= first:
        return []
    for number in range(start.astimezone(UTC).year, end.astimezone(UTC).year + 1):
        year = _expand(schedule, number)
        begin = bisect_right(year.ends, first)
        for a, b in zip(year.starts[begin:], year.ends[begin:], strict=True):
            if a >= last:
                break
            found.append((max(a, first), min(b, last)))
    return [
        (datetime.fromtimestamp(a, UTC), datetime.fromtimestamp(b, UTC))
        for a, b in _merged(found)
    ]


def elapsed_seconds(
    schedule: Schedule,
    start: datetime,
    stop: datetime,
    pauses: Iterable[tuple[datetime, datetime]] = (),
) -> int:
    """Working seconds from start to stop less those of the pauses.

    Overlapping pauses count once; a pause outside working hours costs nothing.
    """
    begins, ends = start.astimezone(UTC), stop.astimezone(UTC)
    inside = [
        (max(a.astimezone(UTC), begins), min(b.astimezone(UTC), ends))
        for a, b in pauses
    ]
    paused, reached = 0, begins
    for a, b in sorted(inside):
        begin = max(a, reached)
        if b > begin:
            paused += working_seconds(schedule, begin, b)
            reached = b
    return working_seconds(schedule, start, stop) - paused


def are_apart(intervals: Iterable[Interval]) -> bool:
    """Whether each interval ends after it starts and none reaches into another."""
    spans = sorted(map(_of_clock, intervals))
    return all(start < end for start, end in spans) and all(
        earlier[1] <= later[0] for earlier, later in pairwise(spans)
    )


def is_working_day(schedule: Schedule, day: date) -> bool:
    """Whether the calendar has any working time on this day of its zone."""
    hours = schedule.in_force(day)
    if hours.is_around_the_clock:
        return hours.special.get(day, WHOLE_DAY) != ()
    return bool(hours.special.get(day, hours.weekly.get(day.weekday(), ())))


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())


@lru_cache(maxsize=512)
def _expand(schedule: Schedule, year: int) -> Expanded:
    """The working intervals of a UTC year, clipped to it, sorted, merged."""
    lowest = _seconds(datetime(year, 1, 1, tzinfo=UTC))
    highest = _seconds(datetime(year + 1, 1, 1, tzinfo=UTC))
    day, last = date(year, 1, 1) - timedelta(days=2), date(year + 1, 1, 2)
    found: list[Instants] = []
    while day <= last:
        hours = schedule.in_force(day)
        found += _of_day(hours, day, _spans(hours.zone, year))
        day += timedelta(days=1)
    clipped = [(max(a, lowest), min(b, highest)) for a, b in found]
    merged = _merged(pair for pair in clipped if pair[0] < pair[1])
    lengths = [b - a for a, b in merged]
    return Expanded(
        starts=tuple(a for a, _ in merged),
        ends=tuple(b for _, b in merged),
        before=tuple(accumulate(lengths, initial=0))[:-1],
    )


def _of_day(hours: Hours, day: date, spans: Iterable[Span]) -> list[Instants]:
    """The UTC seconds at which a clock on the wall shows working time of this day.

    What a change of clocks skips is not there; what it repeats is there twice.
    """
    usual = WHOLE_DAY if hours.is_around_the_clock else hours.weekly.get(day.weekday())
    midnight = _seconds(datetime.combine(day, MIDNIGHT, tzinfo=UTC))
    return [
        (max(midnight + a - offset, low), min(midnight + b - offset, high))
        for a, b in map(_of_clock, hours.special.get(day, usual or ()))
        for low, high, offset in spans
    ]


def _of_clock(interval: Interval) -> Instants:
    """The interval in seconds of the day; an end at 00:00 is the day's end."""
    start, end = (one.hour * 3600 + one.minute * 60 + one.second for one in interval)
    return start, end or DAY


@lru_cache(maxsize=512)
def _spans(zone_name: str, year: int) -> tuple[Span, ...]:
    """The spans between changes of clocks, and what the local clock is ahead of UTC."""
    zone = ZoneInfo(zone_name)

    def offset(instant: int) -> int:
        return round(_ahead(datetime.fromtimestamp(instant, zone)).total_seconds())

    low = _seconds(datetime(year, 1, 1, tzinfo=UTC)) - 3 * DAY
    edges = [low]
    for instant in range(low, low + 373 * DAY, DAY):
        before = offset(instant)
        if before != offset(instant + DAY):
            seconds = range(instant, instant + DAY)
            edges.append(
                instant + bisect_left(seconds, 1, key=lambda t: offset(t) != before)
            )
    ends = [*edges[1:], low + 373 * DAY]
    return tuple((a, b, offset(a)) for a, b in zip(edges, ends, strict=True))


def _ahead(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _merged(pairs: Iterable[Instants]) -> list[Instants]:
    merged: list[Instants] = []
    for a, b in sorted(pairs):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged
