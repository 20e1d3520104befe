"""Cover: who is needed when, where it is not met, and how much there is by the hour."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from apps.staffing.rules.intervals import (
    Interval,
    clipped,
    instant,
    joined,
    local_days,
    present,
)
from apps.staffing.rules.spans import Span

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Window:
    """Hours of a weekday (Monday is 0) in minutes of its day.

    One whose end is not after its start ends on the next day.
    """

    weekday: int
    starts: int
    ends: int


@dataclass(frozen=True)
class Need:
    """A coverage rule: so many people at once, in weekly windows of a zone, from a day on.

    `qualified` names who counts; None is everybody.
    """

    key: int
    people: int
    windows: tuple[Window, ...]
    zone: ZoneInfo
    from_on: date
    until_on: date | None = None
    qualified: frozenset[int] | None = None

    def counts(self, person: int) -> bool:
        """Whether this person is one of those needed."""
        return self.qualified is None or person in self.qualified


@dataclass(frozen=True, order=True)
class GapOf:
    """A stretch in which a rule is short of the same number of people.

    `heads` says that enough people are there, only not enough of the skill.
    """

    starts: datetime
    ends: datetime
    need: int
    short: int
    heads: bool = False


def occurrences(need: Need, starts: datetime, ends: datetime) -> list[Interval]:
    """When the rule counts in [starts, ends): its windows, joined.

    A window belongs to the day on which it begins, so that one over midnight of the last
    day goes on into the next.
    """
    found: list[Interval] = []
    for day in local_days(starts - timedelta(days=1), ends, need.zone):
        if day < need.from_on or (need.until_on and day > need.until_on):
            continue
        for one in need.windows:
            if one.weekday == day.weekday():
                later = 24 * 60 if one.ends <= one.starts else 0
                found.append(
                    (
                        instant(day, one.starts, need.zone),
                        instant(day, one.ends + later, need.zone),
                    )
                )
    return clipped(joined(found), starts, ends)


def gaps(
    needs: Iterable[Need],
    shifts: Sequence[Span],
    away: Sequence[Span],
    starts: datetime,
    ends: datetime,
) -> list[GapOf]:
    """Where in [starts, ends) the shifts, less who is away, do not meet a rule.

    Somebody on two shifts at once is one person. Neighbouring stretches that are equally
    short are one gap; where the number changes another begins.
    """
    here = {
        person: clipped(theirs, starts, ends)
        for person, theirs in present(shifts, away).items()
    }
    found: list[GapOf] = []
    for need in needs:
        for window in occurrences(need, starts, ends):
            found += _joined_gaps(_window_gaps(need, here, window))
    return sorted(found)


def _window_gaps(
    need: Need, here: dict[int, list[Interval]], window: Interval
) -> Iterator[GapOf]:
    """The stretches of one window in which too few are there."""
    changes: dict[datetime, list[int]] = {window[0]: [0, 0], window[1]: [0, 0]}
    for person, theirs in here.items():
        counts = int(need.counts(person))
        for a, b in clipped(theirs, *window):
            for at, by in ((a, 1), (b, -1)):
                change = changes.setdefault(at, [0, 0])
                change[0] += by
                change[1] += by * counts
    heads = able = 0
    edges = sorted(changes)
    for a, b in pairwise(edges):
        heads, able = heads + changes[a][0], able + changes[a][1]
        if able < need.people:
            yield GapOf(a, b, need.key, need.people - able, heads >= need.people)


def _joined_gaps(found: Iterable[GapOf]) -> list[GapOf]:
    whole: list[GapOf] = []
    for one in found:
        last = whole[-1] if whole else None
        if last and last.ends == one.starts and _alike(last, one):
            whole[-1] = GapOf(last.starts, one.ends, one.need, one.short, one.heads)
        else:
            whole.append(one)
    return whole


def _alike(one: GapOf, other: GapOf) -> bool:
    return (one.short, one.heads) == (other.short, other.heads)


@dataclass(frozen=True)
class Counts:
    """The fewest people there in each hour: all of them, and those of each kind.

    `heads` has an entry an hour, `able` a row a kind; what was asked is in their order.
    """

    heads: npt.NDArray[np.int32]
    able: npt.NDArray[np.int32]


def by_hour(
    here: Mapping[int, Sequence[Interval]],
    kinds: Sequence[frozenset[int]],
    starts: datetime,
    count: int,
) -> Counts:
    """The fewest people there, and able to do each thing, in each of `count` hours.

    `here` is the time in which each person is on shift and not away. An hour counts as covered by as many as are there all through it, so a handover
    without a gap is no dip.
    """
    ends = starts + HOUR * count
    people = {person: at for at, person in enumerate(here)}
    cuts = {starts + HOUR * at for at in range(count)}
    parts = {person: clipped(here[person], starts, ends) for person in here}
    for theirs in parts.values():
        cuts |= {edge for part in theirs for edge in part if edge < ends}
    edges = sorted(cuts)
    at = {edge: index for index, edge in enumerate([*edges, ends])}
    grid = np.zeros((len(people), len(edges)), dtype=np.int32)
    for person, theirs in parts.items():
        for a, b in theirs:
            grid[people[person], at[a] : at[b]] = 1
    able = np.zeros((len(kinds), len(people)), dtype=np.int32)
    for row, kind in enumerate(kinds):
        able[row, [people[person] for person in kind if person in people]] = 1
    firsts = [at[starts + HOUR * hour] for hour in range(count)]
    return Counts(
        np.minimum.reduceat(grid.sum(axis=0, dtype=np.int32), firsts),
        np.minimum.reduceat(able @ grid, firsts, axis=1),
    )


def needed_by_hour(need: Need, starts: datetime, count: int) -> list[int]:
    """How many people the rule asks for in each of `count` hours; 0 where it is silent."""
    found = [0] * count
    for a, b in occurrences(need, starts, starts + HOUR * count):
        first = int((a - starts) / HOUR)
        last = ceil((b - starts) / HOUR)
        for hour in range(first, min(last, count)):
            found[hour] = need.people
    return found
