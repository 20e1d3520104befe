"""Depth of skills, gaps against targets, and who could teach whom."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

ALONE = 3
DAYS = 7
HOUR = 3600
MIDNIGHT = "24:00"
Week = Sequence[Sequence[Sequence[str]]]
Stretch = tuple[datetime, datetime]


def depth(levels: Iterable[int | None]) -> int:
    """How many people can do it alone: confirmed level 3 or 4."""
    return sum((level or 0) >= ALONE for level in levels)


def is_single_point(people: int) -> bool:
    """Whether a skill hangs on one person: its depth is 1."""
    return people == 1


def missing(target: int, level: int | None) -> int:
    """By how many levels somebody is below a target; 0 when they meet it."""
    return max(target - (level or 0), 0)


def waits(own_on: date | None, confirmed_on: date | None) -> bool:
    """Whether somebody assessed themself since a manager last looked."""
    return own_on is not None and (confirmed_on is None or own_on > confirmed_on)


@dataclass(frozen=True)
class Hours:
    """The hours of a week that somebody works, by the clock of where they are.

    `week` holds seven lists, Monday first, of pairs such as ["09:00", "17:30"]; a pair
    whose end is not after its start ends on the next day.
    """

    week: Week
    zone: str


def worked(hours: Hours, monday: date) -> list[Stretch]:
    """The stretches worked in the week from a Monday on, in UTC, in order.

    A stretch over a change of clocks has the hours that really pass.
    """
    zone = ZoneInfo(hours.zone)
    found = [
        _stretch(zone, monday + timedelta(days=weekday), pair)
        for weekday, pairs in enumerate(hours.week[:DAYS])
        for pair in pairs
    ]
    return sorted(found)


def _stretch(zone: ZoneInfo, day: date, pair: Sequence[str]) -> Stretch:
    starts, ends = pair
    last = day if starts < ends else day + timedelta(days=1)
    if ends == MIDNIGHT:
        last, ends = day + timedelta(days=1), "00:00"
    return _instant(zone, day, starts), _instant(zone, last, ends)


def _instant(zone: ZoneInfo, day: date, clock: str) -> datetime:
    local = datetime.combine(day, time.fromisoformat(clock), zone)
    return local.astimezone(UTC)


def shared_hours(one: Hours, other: Hours, monday: date) -> Decimal:
    """Hours of the week in which both work, to a quarter of an hour, rounded down."""
    return _shared(worked(one, monday), worked(other, monday))


def _shared(one: Sequence[Stretch], other: Sequence[Stretch]) -> Decimal:
    seconds = 0.0
    for starts, ends in one:
        for begins, stops in other:
            both = (min(ends, stops) - max(starts, begins)).total_seconds()
            seconds += max(both, 0)
    return Decimal(int(seconds * 4 // HOUR)) / 4


class Learner(NamedTuple):
    """Who needs a skill: the level they have, and the one their role needs."""

    person: int
    level: int
    target: int


class Pair(NamedTuple):
    """One who could coach another in a skill, and how many hours a week they share."""

    coach: int
    coach_level: int
    learner: int
    level: int
    target: int
    hours: Decimal


def coaching_pairs(
    coaches: Mapping[int, int], learners: Iterable[Learner], overlaps: "Overlaps"
) -> list[Pair]:
    """For each who is below a target, the coach at 3 or 4 who shares the most hours.

    `coaches` maps people to their level of the skill. A coach is above the learner's
    level; among those who share as many hours the higher level, then the first in order
    of id. The learner who misses the most levels comes first. Whoever shares no hour
    with any coach, or whose hours are not known, has no pair.
    """
    able = _first_of_each(coaches, overlaps)
    best: dict[tuple[Hashable, int], tuple[Decimal, int, int] | None] = {}
    found = []
    for one in learners:
        way = overlaps.way_of.get(one.person)
        if way is None or not missing(one.target, one.level):
            continue
        alike = (way, one.level)
        if alike not in best:
            best[alike] = _best(able, way, one.level, overlaps)
        if coach := best[alike]:
            hours, level, pk = coach
            found.append(Pair(-pk, level, *one, hours))
    return sorted(found, key=lambda p: (p.level - p.target, -p.hours, p.learner))


def _best(
    able: Mapping[tuple[Hashable, int], int],
    way: Hashable,
    level: int,
    overlaps: "Overlaps",
) -> tuple[Decimal, int, int] | None:
    """Hours, level and minus the id of the best coach of those who work this way."""
    found = max(
        (
            (overlaps.between(theirs, way), their_level, -coach)
            for (theirs, their_level), coach in able.items()
            if their_level > level
        ),
        default=None,
    )
    return found if found and found[0] else None


class Overlaps:
    """Shared hours of people, worked out once for each two ways of working.

    `way_of` maps people to their way, `ways` each way to its hours.
    """

    def __init__(
        self,
        way_of: Mapping[int, Hashable],
        ways: Mapping[Any, Hours],
        monday: date,
    ) -> None:
        self.way_of = way_of
        self.weeks = {key: worked(one, monday) for key, one in ways.items()}
        self.known: dict[tuple[Hashable, Hashable], Decimal] = {}

    def between(self, one: Hashable, other: Hashable) -> Decimal:
        """Of two ways of working."""
        pair = (one, other)
        if pair not in self.known:
            self.known[pair] = _shared(self.weeks[one], self.weeks[other])
        return self.known[pair]


def _first_of_each(
    coaches: Mapping[int, int], overlaps: Overlaps
) -> dict[tuple[Hashable, int], int]:
    """Of coaches who work alike and are as able, the first in order of id."""
    found: dict[tuple[Hashable, int], int] = {}
    for coach, level in sorted(coaches.items(), reverse=True):
        if level >= ALONE and coach in overlaps.way_of:
            found[overlaps.way_of[coach], level] = coach
    return found
