"""Updates of tickets made into histories: spans in states, first response, reopenings.

Tickets and states are known by numbers; instants are UTC epoch seconds.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.calendars.rules.vector import NEVER, Seconds
from apps.vendors.rules.judging import Flags

MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


@dataclass(frozen=True)
class Updates:
    """Each says that a ticket was in a state at an instant.

    `sequence` tells the order of those at the same instant; without one it is 0, and
    they stay in the order in which they came.
    """

    ticket: Seconds
    at: Seconds
    sequence: Seconds
    state: Seconds

    def where(self, chosen: Flags | Seconds) -> "Updates":
        """Those marked, or those at these places."""
        return Updates(
            *(self.ticket[chosen], self.at[chosen]),
            *(self.sequence[chosen], self.state[chosen]),
        )

    @classmethod
    def joined(cls, first: "Updates", second: "Updates") -> "Updates":
        """Both."""
        pairs = zip(first.columns, second.columns, strict=True)
        return cls(*(np.concatenate(pair) for pair in pairs))

    @property
    def columns(self) -> tuple[Seconds, Seconds, Seconds, Seconds]:
        """All four."""
        return self.ticket, self.at, self.sequence, self.state

    def __len__(self) -> int:
        return len(self.ticket)


@dataclass(frozen=True)
class Meanings:
    """What the states mean: nobody has answered, it is done, it is done for good."""

    new: Collection[int]
    done: Collection[int]
    closed: Collection[int]


@dataclass(frozen=True)
class Histories:
    """Ordered updates as spans, and what follows from them for each ticket.

    `tickets` are those that have any; the rest is by their places there. NEVER stands
    for what has not come. `mark` is the same while nothing in a history changes.
    """

    spans: Updates
    ends: Seconds
    tickets: Seconds
    first: Seconds
    last: Seconds
    state: Seconds
    responded: Seconds
    resolved: Seconds
    closed: Seconds
    reopened: Seconds
    starts_late: Flags
    mark: Seconds


def ordered(updates: Updates) -> Updates:
    """By ticket and time; the same said twice counts once."""
    order = np.lexsort((updates.sequence, updates.at, updates.ticket))
    found = updates.where(order)
    if not len(found):
        return found
    same = np.ones(len(found), np.bool_)
    same[0] = False
    for column in found.columns:
        same[1:] &= column[1:] == column[:-1]
    return found.where(~same)


def merged(known: Updates, new: Updates) -> Updates:
    """Within the time that a file covers of a ticket, the file is right; outside it,
    what was known stays. So a history may come in parts, in any order, and a corrected
    file corrects.
    """
    if not len(known) or not len(new):
        return Updates.joined(known, new)
    file = ordered(new)
    firsts = _firsts(file.ticket)
    lasts = np.append(firsts[1:], len(file)) - 1
    tickets = file.ticket[firsts]
    place = np.minimum(np.searchsorted(tickets, known.ticket), len(tickets) - 1)
    begin, end = firsts[place], lasts[place]
    is_before = _is_before(known, file.where(begin))
    is_after = _is_before(file.where(end), known)
    is_other = tickets[place] != known.ticket
    return Updates.joined(known.where(is_other | is_before | is_after), new)


def _is_before(one: Updates, other: Updates) -> Flags:
    found: Flags = (one.at < other.at) | (
        (one.at == other.at) & (one.sequence < other.sequence)
    )
    return found


def _firsts(ticket: Seconds) -> Seconds:
    """Where each ticket's updates begin."""
    is_first = np.ones(len(ticket), np.bool_)
    is_first[1:] = ticket[1:] != ticket[:-1]
    return np.flatnonzero(is_first)


def told(updates: Updates, means: Meanings, names: NDArray[np.uint64]) -> Histories:
    """The histories of tickets. `names` are marks of the states, by their numbers."""
    spans = ordered(updates)
    firsts = _firsts(spans.ticket)
    lasts = np.append(firsts[1:], len(spans))[: len(firsts)] - 1
    ends = np.append(spans.at[1:], NEVER)[: len(spans)]
    ends[lasts] = NEVER
    is_done = np.isin(spans.state, list(means.done))
    is_closed = np.isin(spans.state, list(means.closed))
    is_answered = ~np.isin(spans.state, list(means.new))
    answered = np.where(is_answered, spans.at, NEVER)
    return Histories(
        spans=spans,
        ends=ends,
        tickets=spans.ticket[firsts],
        first=spans.at[firsts],
        last=spans.at[lasts],
        state=spans.state[lasts],
        responded=_least(answered, firsts),
        resolved=_since(spans, is_done, firsts, lasts),
        closed=_since(spans, is_closed, firsts, lasts),
        reopened=_times(is_done, firsts),
        starts_late=is_answered[firsts],
        mark=_marks(spans, names, firsts),
    )


def _least(values: Seconds, firsts: Seconds) -> Seconds:
    if not len(firsts):
        return values[:0]
    return np.asarray(np.minimum.reduceat(values, firsts))


def _since(spans: Updates, is_so: Flags, firsts: Seconds, lasts: Seconds) -> Seconds:
    """Since when each ticket is so, without a break, at its end; NEVER if it is not."""
    place = np.arange(len(spans))
    breaks = np.maximum.accumulate(np.where(is_so, -1, place)) if len(place) else place
    begin = np.maximum(breaks[lasts] + 1, firsts)
    held = spans.at[np.minimum(begin, len(spans) - 1)] if len(spans) else spans.at
    return np.where(is_so[lasts], held, NEVER)


def _times(is_done: Flags, firsts: Seconds) -> Seconds:
    """How often each ticket went from done to not done."""
    again = np.zeros(len(is_done), np.int64)
    again[1:] = is_done[:-1] & ~is_done[1:]
    again[firsts] = 0
    return again[:0] if not len(firsts) else np.add.reduceat(again, firsts)


def _marks(spans: Updates, names: NDArray[np.uint64], firsts: Seconds) -> Seconds:
    """A number for each history, by what it says and not by how it came."""
    if not len(firsts):
        return firsts
    with np.errstate(over="ignore"):
        mixed = spans.at.astype(np.uint64) * np.uint64(MIX[0])
        mixed ^= spans.sequence.astype(np.uint64) * np.uint64(MIX[1])
        mixed ^= names[spans.state]
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(MIX[1])
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(MIX[2])
        total: Seconds = np.add.reduceat(mixed, firsts).view(np.int64)
    return np.where(total == 0, 1, total)
