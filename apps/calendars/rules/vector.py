"""Working time for millions of instants at once. Agrees with `hours` to the second.

A calendar is expanded once: to its working intervals in UTC seconds with the total
before each, and to a table of the working seconds before every minute. Most calendars
change on whole minutes; for those an instant is one look into the table. Others are
searched for.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.calendars.rules.hours import Schedule, working_intervals

Seconds = NDArray[np.int64]
NEVER = np.iinfo(np.int64).max
MINUTE = 60
QUARTER = 90 * 24 * 3600


@dataclass(frozen=True)
class WorkingTable:
    """A schedule between two instants, expanded. All instants are UTC epoch seconds."""

    first: int
    last: int
    starts: Seconds
    ends: Seconds
    before: Seconds
    minutes: NDArray[np.signedinteger] | None
    is_working: NDArray[np.int8] | None

    @classmethod
    def of(cls, schedule: Schedule, first: int, last: int) -> "WorkingTable":
        """A schedule over at least [first, last], widened to whole quarters of a year.

        The last few are kept: services share calendars.
        """
        return _expanded(schedule, first - first % QUARTER, last + -last % QUARTER)

    @classmethod
    def exactly(cls, schedule: Schedule, first: int, last: int) -> "WorkingTable":
        """Expand a schedule over [first, last], whole minutes both."""
        spans = working_intervals(
            schedule,
            datetime.fromtimestamp(first, UTC),
            datetime.fromtimestamp(last, UTC),
        )
        edges = np.array(
            [(int(a.timestamp()), int(b.timestamp())) for a, b in spans], np.int64
        ).reshape(-1, 2)
        starts, ends = edges[:, 0].copy(), edges[:, 1].copy()
        before = np.concatenate(([0], np.cumsum(ends - starts)))
        minutes, is_working = None, None
        if not (edges % MINUTE).any():
            minutes, is_working = _by_minute(first, last, starts, ends)
        return cls(first, last, starts, ends, before, minutes, is_working)

    def elapsed(self, instants: Seconds) -> Seconds:
        """Working seconds from the table's beginning to each instant."""
        if self.minutes is None or self.is_working is None:
            return self._searched(instants)
        since = np.clip(instants, self.first, self.last) - self.first
        minute, second = np.divmod(since, MINUTE)
        worked: Seconds = self.minutes[minute] + self.is_working[minute] * second
        return worked

    def _searched(self, instants: Seconds) -> Seconds:
        if not len(self.starts):
            return np.zeros_like(instants)
        found = np.searchsorted(self.starts, instants, side="right") - 1
        at = np.maximum(found, 0)
        inside = np.minimum(instants, self.ends[at]) - self.starts[at]
        passed: Seconds = np.where(found < 0, 0, self.before[at] + inside)
        return passed

    def between(self, starts: Seconds, stops: Seconds) -> Seconds:
        """Working seconds in [start, stop) of each pair, never negative."""
        passed: Seconds = np.maximum(self.elapsed(stops) - self.elapsed(starts), 0)
        return passed

    def reached(self, totals: Seconds) -> Seconds:
        """The first instant at which the total since the table's beginning is reached.

        NEVER where the table ends before. For totals above 0.
        """
        if not len(self.starts):
            return np.full_like(totals, NEVER)
        at = np.searchsorted(self.before, totals, side="left") - 1
        kept = np.clip(at, 0, len(self.starts) - 1)
        found: Seconds = self.starts[kept] + totals - self.before[kept]
        return np.where(totals > self.before[-1], NEVER, found)

    def due(self, starts: Seconds, seconds: Seconds | int) -> Seconds:
        """The first instant at which so many working seconds have passed since each start.

        With 0 seconds the start itself; NEVER where the table ends before.
        """
        found = self.reached(self.elapsed(starts) + seconds)
        return np.where(np.asarray(seconds) <= 0, starts, found)


@lru_cache(maxsize=4)
def _expanded(schedule: Schedule, first: int, last: int) -> WorkingTable:
    return WorkingTable.exactly(schedule, first, last)


def _by_minute(
    first: int, last: int, starts: Seconds, ends: Seconds
) -> tuple[NDArray[np.signedinteger], NDArray[np.int8]]:
    """Working seconds before each minute, and whether the minute itself is worked."""
    count = (last - first) // MINUTE + 1
    steps = np.zeros(count + 1, np.int8)
    np.add.at(steps, (starts - first) // MINUTE, 1)
    np.add.at(steps, (ends - first) // MINUTE, -1)
    is_working = np.cumsum(steps, dtype=np.int8)[:count]
    kind = np.int32 if last - first < np.iinfo(np.int32).max else np.int64
    minutes: NDArray[Any] = np.zeros(count, kind)
    np.cumsum(is_working[:-1], dtype=kind, out=minutes[1:])
    minutes *= MINUTE
    return minutes, is_working
