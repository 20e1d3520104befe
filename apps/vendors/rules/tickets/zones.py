"""How local times of a zone lead to UTC, for many at once."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from apps.calendars.rules.vector import Seconds

DAY = 86_400
YEAR = 366 * DAY
Transitions = tuple[Seconds, Seconds, list[tuple[int, int]]]


@lru_cache
def transitions_of_years(zone: str, first: int, last: int) -> Transitions:
    """Those from one year to another, of 366 days each since 1970; kept in memory."""
    return transitions(zone, first * YEAR, last * YEAR)


def transitions(zone: str, first: int, last: int) -> Transitions:
    """How local seconds lead to UTC: edges, the offset before and after each, and the
    local spans that the clock shows twice. Of an hour shown twice the first is meant;
    an hour that the clock leaps over is read as if it had not leapt.
    """
    tz = ZoneInfo(zone)
    begin, end = first - 2 * DAY, last + 2 * DAY
    edges: list[int] = []
    offsets = [_offset_at(tz, begin)]
    folds: list[tuple[int, int]] = []
    for low in range(begin, end, DAY):
        after = _offset_at(tz, low + DAY)
        if after != offsets[-1]:
            at, before = _leap(tz, low, low + DAY), offsets[-1]
            edges.append(at + max(before, after))
            offsets.append(after)
            if after < before:
                folds.append((at + after, at + before))
    return np.array(edges, np.int64), np.array(offsets, np.int64), folds


def _offset_at(zone: ZoneInfo, instant: int) -> int:
    shift = datetime.fromtimestamp(instant, zone).utcoffset()
    return int(shift.total_seconds()) if shift else 0


def _leap(zone: ZoneInfo, low: int, high: int) -> int:
    """The first second of the new offset, between two instants."""
    before = _offset_at(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset_at(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high
