"""How good a rota is, by Grafana OnCall's score: is everything covered, and evenly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from apps.staffing.rules.spans import Span

WINDOW = timedelta(weeks=52)
EVEN_ENOUGH = 95
BANDS = ((20, "bad"), (40, "low"), (60, "medium"), (80, "good"), (100, "great"))


@dataclass(frozen=True)
class Quality:
    """A rota's score: coverage and balance in per cent, and who has too much.

    `hours` is what each person has; `overloaded` is how much of the mean, in per cent,
    each has above it.
    """

    coverage: int
    balance: int
    hours: Mapping[int, float]
    overloaded: Mapping[int, int]

    @property
    def total(self) -> int:
        """The mean of coverage and balance; 0 where nobody is on at all."""
        return round((self.coverage + self.balance) / 2) if self.hours else 0

    @property
    def band(self) -> str:
        """The word for the total: 0-20 bad, then low, medium, good, 80-100 great."""
        return next(name for limit, name in BANDS if self.total <= limit)


def quality(spans: Sequence[Span], a: datetime, b: datetime) -> Quality:
    """The score of shifts over [a, b). Time counts as covered once, whoever is on."""
    inside = [
        Span(one.person, max(one.starts, a), min(one.ends, b))
        for one in spans
        if one.overlaps(a, b)
    ]
    hours: dict[int, float] = {}
    for one in inside:
        hours[one.person] = hours.get(one.person, 0) + one.seconds / 3600
    covered = covered_seconds(inside) / (b - a).total_seconds()
    return Quality(
        coverage=round(min(covered, 1) * 100),
        balance=_balance(list(hours.values())),
        hours=hours,
        overloaded=_overloaded(hours),
    )


def covered_seconds(spans: Sequence[Span]) -> float:
    """How long anybody is on; hours of two people at once count once."""
    total, until = 0.0, None
    for one in sorted(spans, key=lambda span: span.starts):
        since = one.starts if until is None else max(one.starts, until)
        if one.ends > since:
            total += (one.ends - since).total_seconds()
            until = one.ends
    return total


def gaps(spans: Sequence[Span], a: datetime, b: datetime) -> list[Span]:
    """The stretches of [a, b) in which nobody is on; their person is 0."""
    found, since = [], a
    for one in sorted(spans, key=lambda span: span.starts):
        if not one.overlaps(a, b):
            continue
        if since < one.starts:
            found.append(Span(0, since, one.starts))
        since = max(since, one.ends)
    return [*found, Span(0, since, b)] if since < b else found


def _balance(hours: Sequence[float]) -> int:
    """The mean over all pairs of the lesser to the greater, in per cent; 95 and more is even."""
    pairs = list(combinations(hours, 2))
    if not pairs:
        return 100
    shares = sum(min(pair) / max(pair) for pair in pairs)
    found = round(shares / len(pairs) * 100)
    return 100 if found >= EVEN_ENOUGH else found


def _overloaded(hours: Mapping[int, float]) -> dict[int, int]:
    if not hours or _balance(list(hours.values())) >= EVEN_ENOUGH:
        return {}
    mean = sum(hours.values()) / len(hours)
    over = {person: round((own / mean - 1) * 100) for person, own in hours.items()}
    return {person: share for person, share in over.items() if share > 0}
