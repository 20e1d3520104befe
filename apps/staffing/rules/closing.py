"""Closing a gap: who could take it, in which order to ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from apps.staffing.rules.intervals import HOUR, Interval
from apps.staffing.rules.spans import Span

MOST = 3
LONGEST_REST = 24 * 14.0


@dataclass(frozen=True)
class Candidate:
    """Somebody who could take it all: their level, rest around it, load, what it breaks.

    Rest is hours to the work before and after, at most two weeks; `breaches` counts the
    limits of working time that it would break anew.
    """

    person: int
    level: int
    rest_before: float
    rest_after: float
    load: Decimal
    breaches: int

    @property
    def is_rested(self) -> bool:
        """Whether it breaks no limit of rest or hours."""
        return self.breaches == 0


@dataclass(frozen=True)
class Way:
    """A way to close a gap: who takes which part of it."""

    parts: tuple[Span, ...]
    candidates: tuple[Candidate, ...]

    @property
    def key(self) -> str:
        """Its name in an address: the people, in the order of their parts."""
        return "-".join(str(one.person) for one in self.parts)


def rest_around(
    work: Iterable[Interval], starts: datetime, ends: datetime
) -> tuple[float, float]:
    """The hours free before and after, until other work; at most two weeks each."""
    before = after = LONGEST_REST
    for a, b in work:
        if b <= starts:
            before = min(before, (starts - b).total_seconds() / HOUR)
        elif a >= ends:
            after = min(after, (a - ends).total_seconds() / HOUR)
    return before, after


def ranked(starts: datetime, ends: datetime, able: Sequence[Candidate]) -> list[Way]:
    """The three best ways: rested first, then the least loaded for their FTE.

    One person for all of it goes before two; where nobody is rested for all of it, the
    two who are least loaded may share it, half each.
    """
    order = sorted(able, key=lambda one: (one.breaches, one.load, one.person))
    ways = [Way((Span(one.person, starts, ends),), (one,)) for one in order]
    if len(order) > 1 and not order[0].is_rested:
        ways.insert(0, _shared(starts, ends, order[0], order[1]))
    return ways[:MOST]


def _shared(starts: datetime, ends: datetime, one: Candidate, other: Candidate) -> Way:
    """Half each; who has more rest before begins."""
    first, last = sorted((one, other), key=lambda c: (-c.rest_before, c.person))
    middle = starts + (ends - starts) / 2
    middle = middle.replace(minute=middle.minute // 15 * 15, second=0, microsecond=0)
    parts = (
        Span(first.person, starts, middle),
        Span(last.person, middle, ends),
    )
    return Way(parts, (first, last))
