"""The SLA clock for millions of tickets at once. Agrees with `clock` to the second.

All instants are UTC epoch seconds; NEVER stands for one that has not come.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.calendars.rules.vector import NEVER, Seconds, WorkingTable
from apps.vendors.states import Outcome

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Pauses:
    """Pauses of tickets: `of` is the ticket's place in the columns; an open one ends NEVER."""

    of: Seconds
    starts: Seconds
    ends: Seconds

    @classmethod
    def none(cls) -> "Pauses":
        """No pause at all."""
        empty = np.empty(0, np.int64)
        return cls(empty, empty, empty)

    def where(self, mask: Flags) -> "Pauses":
        """Those marked."""
        return Pauses(self.of[mask], self.starts[mask], self.ends[mask])


@dataclass(frozen=True)
class Readings:
    """What the clocks say, ticket by ticket, as `clock.Reading` has it for one."""

    outcome: NDArray[np.int16]
    elapsed: Seconds
    paused: Seconds
    due: Seconds
    counts: Seconds
    is_paused: Flags


def judge(
    table: WorkingTable,
    starts: Seconds,
    stops: Seconds,
    pauses: Pauses,
    *,
    target: int | None,
    now: int,
) -> Readings:
    """Judge tickets of one level version. NEVER as stop means that the clock runs.

    The table has to begin before the first start; due times beyond its end are NEVER.
    """
    is_running = stops == NEVER
    until = np.where(is_running, np.maximum(starts, now), stops)
    stands = _stands_still(pauses, until, is_running)
    merged = _merged(_inside(pauses, starts, until))
    worked = table.between(merged.starts, merged.ends)
    paused = np.bincount(merged.of, worked, len(starts)).astype(np.int64)
    elapsed = table.between(starts, until) - paused
    if target is None:
        open_or_not = np.where(is_running, Outcome.RUNNING, Outcome.UNMEASURED)
        never = np.full_like(starts, NEVER)
        return Readings(
            open_or_not.astype(np.int16), elapsed, paused, never, stops, stands
        )
    is_breached = elapsed > target
    due = _reached(table, starts, merged, worked, target)
    due = np.where(is_running & ~is_breached & stands & (elapsed < target), NEVER, due)
    crossed = _reached(table, starts, merged, worked, target + 1)
    crossed = np.where(crossed == NEVER, NEVER, crossed - 1)
    outcome = np.select(
        [is_breached, is_running], [Outcome.BREACHED, Outcome.RUNNING], Outcome.MET
    ).astype(np.int16)
    counts = np.where(is_breached, crossed, stops)
    return Readings(outcome, elapsed, paused, due, counts, stands)


def _stands_still(pauses: Pauses, until: Seconds, is_running: Flags) -> Flags:
    """Which running clocks stand still at this instant."""
    stands = np.zeros(len(until), np.bool_)
    lasts = (pauses.starts <= until[pauses.of]) & (pauses.ends > until[pauses.of])
    stands[pauses.of[lasts]] = True
    return stands & is_running


def _inside(pauses: Pauses, starts: Seconds, until: Seconds) -> Pauses:
    """The pauses clipped to the clock's run."""
    clipped = Pauses(
        pauses.of,
        np.maximum(pauses.starts, starts[pauses.of]),
        np.minimum(pauses.ends, until[pauses.of]),
    )
    return clipped.where(clipped.starts < clipped.ends)


def _merged(pauses: Pauses) -> Pauses:
    """The same pauses, apart and in order within each ticket."""
    if not len(pauses.of):
        return pauses
    order = np.lexsort((pauses.starts, pauses.of))
    of, starts, ends = pauses.of[order], pauses.starts[order], pauses.ends[order]
    low = int(starts.min())
    step = int(ends.max()) - low + 1
    reach = np.maximum.accumulate(ends - low + of * step) - of * step + low
    is_new = np.ones(len(of), np.bool_)
    is_new[1:] = (of[1:] != of[:-1]) | (starts[1:] > reach[:-1])
    firsts = np.flatnonzero(is_new)
    lasts = np.append(firsts[1:], len(of)) - 1
    return Pauses(of[firsts], starts[firsts], reach[lasts])


def _reached(
    table: WorkingTable, starts: Seconds, pauses: Pauses, worked: Seconds, wanted: int
) -> Seconds:
    """When each clock has run for so long: pauses that begin before shift it."""
    begins = table.elapsed(starts)
    total = begins + wanted
    if len(pauses.of):
        before = np.cumsum(worked) - worked
        is_new = np.ones(len(pauses.of), np.bool_)
        is_new[1:] = pauses.of[1:] != pauses.of[:-1]
        own = before - np.maximum.accumulate(np.where(is_new, before, 0))
        passed = table.elapsed(pauses.starts) - begins[pauses.of] - own
        counted = np.where(passed < wanted, worked, 0)
        total = total + np.bincount(pauses.of, counted, len(starts)).astype(np.int64)
    found = table.reached(total)
    return starts if wanted <= 0 else found
