"""Stretches of time: joined, cut out of each other, and read off a wall clock."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.staffing.rules.rotations import clock
from apps.staffing.rules.spans import Span

Interval = tuple[datetime, datetime]
HOUR = 3600


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which the clock there shows this minute or a later one.

    A time shown twice is the first of the two; one that the clock skips is the moment
    at which it jumps. Minute 1440 is the next day's midnight.
    """
    shown = datetime.combine(day, time()) + timedelta(minutes=minute)
    return clock.instant(shown, zone)


def local_days(starts: datetime, ends: datetime, zone: ZoneInfo) -> Iterator[date]:
    """The days on the wall that [starts, ends) touches."""
    day = starts.astimezone(zone).date()
    while instant(day, 0, zone) < ends:
        yield day
        day += timedelta(days=1)


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time in stretches that neither overlap nor touch, in order."""
    found: list[Interval] = []
    for starts, ends in sorted(intervals):
        if found and starts <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        elif starts < ends:
            found.append((starts, ends))
    return found


def clipped(
    intervals: Iterable[Interval], starts: datetime, ends: datetime
) -> list[Interval]:
    """What of them lies in [starts, ends)."""
    cut = ((max(a, starts), min(b, ends)) for a, b in intervals)
    return [(a, b) for a, b in cut if a < b]


def without(intervals: Iterable[Interval], taken: Sequence[Interval]) -> list[Interval]:
    """The time of the first that is in none of the second, joined."""
    found: list[Interval] = []
    gone = joined(taken)
    for starts, ends in joined(intervals):
        at = starts
        for a, b in gone:
            if b <= at or a >= ends:
                continue
            if a > at:
                found.append((at, a))
            at = max(at, b)
        if at < ends:
            found.append((at, ends))
    return found


def by_person(spans: Iterable[Span]) -> dict[int, list[Interval]]:
    """Each person's time, joined."""
    found: dict[int, list[Interval]] = defaultdict(list)
    for one in spans:
        found[one.person].append((one.starts, one.ends))
    return {person: joined(theirs) for person, theirs in sorted(found.items())}


def present(shifts: Iterable[Span], away: Iterable[Span]) -> dict[int, list[Interval]]:
    """Each person's time on shift while they are not away, joined."""
    absent: Mapping[int, list[Interval]] = by_person(away)
    return {
        person: without(theirs, absent.get(person, []))
        for person, theirs in by_person(shifts).items()
    }


def hours(intervals: Iterable[Interval]) -> float:
    """How long they are together, in hours that really pass."""
    return sum((b - a).total_seconds() for a, b in intervals) / HOUR


def minute_of(text: str) -> int:
    """A time such as 08:30 as minutes of its day; 24:00 is 1440."""
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute)
