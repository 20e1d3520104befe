"""The SLA clock once more, by walking minute after minute. Knows nothing of the rules.

A minute is worked where the clock on the wall shows a working hour. Everything here is
on whole steps; a breach crosses its target as its first step too many begins.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
AHEAD = timedelta(days=150)
HOP = 60


@dataclass(frozen=True)
class Said:
    """What a clock says; seconds, and None for what has not come."""

    outcome: str
    elapsed: int
    paused: int
    due: datetime | None
    counts: datetime | None
    is_paused: bool


@dataclass(frozen=True)
class Walk:
    """Whether each step (a minute, say) from an instant on is worked: 1 or 0."""

    first: datetime
    step: timedelta
    worked: bytes

    @classmethod
    def of(
        cls,
        first: datetime,
        last: datetime,
        zone: str,
        is_worked: Callable[[datetime], bool],
        step: timedelta = MINUTE,
    ) -> "Walk":
        """Look at the clock on the wall at every step."""
        wall, count = ZoneInfo(zone), (last - first) // step
        marks = (
            is_worked((first + number * step).astimezone(wall))
            for number in range(count)
        )
        return cls(first, step, bytes(marks))

    def place(self, instant: datetime) -> int:
        """Which step begins then."""
        number, rest = divmod(instant - self.first, self.step)
        assert not rest
        return number

    def instant(self, place: int) -> datetime:
        """When a step begins."""
        return (self.first + place * self.step).astimezone(UTC)

    def seconds(self, start: datetime, end: datetime) -> int:
        """Working seconds from one instant to another."""
        a, b = self.place(start), self.place(end)
        return sum(self.worked[a:b]) * int(self.step.total_seconds())

    def says(self, start, stop, pauses, target, now) -> Said:
        """What the clock says; `target` in seconds."""
        until = stop if stop is not None else max(now, start)
        a, b = self.place(start), self.place(until)
        runs = bytearray(self.worked[a : b + AHEAD // self.step])
        lasts = False
        for begin, end in pauses:
            lasts |= begin <= until and (end is None or end > until)
            low = max(self.place(begin), a)
            high = b if end is None else min(self.place(end), b)
            if low < high:
                runs[low - a : high - a] = bytes(high - low)
        unit = int(self.step.total_seconds())
        elapsed = sum(runs[: b - a])
        paused = sum(self.worked[a:b]) - elapsed
        is_paused = stop is None and lasts
        wanted = None if target is None else target // unit
        outcome, due, counts = self._judged(runs, a, elapsed, wanted, stop)
        if outcome == "running" and is_paused and elapsed < (wanted or 0):
            due = None
        return Said(outcome, elapsed * unit, paused * unit, due, counts, is_paused)

    def _judged(self, runs, a, elapsed, wanted, stop):
        if wanted is None:
            return ("running" if stop is None else "unmeasured"), None, stop
        due = self.instant(a + nth(runs, wanted) + 1 if wanted else a)
        if elapsed > wanted:
            return "breached", due, self.instant(a + nth(runs, wanted + 1))
        return ("running" if stop is None else "met"), due, stop


def nth(runs: bytearray, wanted: int) -> int:
    """Where the so-manieth worked step is: hop by hop, then step by step."""
    place = seen = 0
    while seen + (hop := sum(runs[place : place + HOP])) < wanted:
        assert place < len(runs), "The walk ends before."
        seen += hop
        place += HOP
    while True:
        seen += runs[place]
        if seen == wanted:
            return place
        place += 1
