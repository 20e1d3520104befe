"""Burden: what somebody's hours weigh, where nights, weekends and holidays weigh more."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from apps.staffing.rules.intervals import HOUR, instant, local_days
from apps.staffing.rules.spans import Span

CENT = Decimal("0.01")
SATURDAY = 5
NO_HOLIDAYS: frozenset[date] = frozenset()


class Hour(StrEnum):
    """What kind of hour it is; one that is several weighs as the heaviest."""

    PLAIN = "plain"
    NIGHT = "night"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class Weights:
    """What an hour of each kind weighs, and a call-out as so many plain hours."""

    plain: Decimal = Decimal(1)
    night: Decimal = Decimal("1.5")
    weekend: Decimal = Decimal("1.5")
    holiday: Decimal = Decimal(2)
    call_out: Decimal = Decimal(2)
    night_from: time = time(22)
    night_until: time = time(6)

    def of(self, kind: Hour) -> Decimal:
        """What an hour of this kind weighs."""
        found: Decimal = getattr(self, kind.value)
        return found


WEIGHTS = Weights()


@dataclass(frozen=True)
class Load:
    """Hours by kind, call-outs, and what they weigh together."""

    hours: dict[Hour, Decimal] = field(default_factory=dict)
    call_outs: int = 0
    weighted: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """All hours, unweighted."""
        return sum(self.hours.values(), Decimal(0))

    def per_fte(self, fte: Decimal) -> Decimal:
        """What it weighs for somebody of full time: weighted ÷ FTE, to two places."""
        return (self.weighted / fte).quantize(CENT) if fte else Decimal(0)


def weighted_hours(
    span: Span,
    zone: ZoneInfo,
    holidays: frozenset[date] = NO_HOLIDAYS,
    weights: Weights = WEIGHTS,
) -> Decimal:
    """What a shift weighs: Σ hours × the heaviest weight that applies, to two places.

    Nights, weekends and holidays are those of the clock in the zone; hours are those
    that really pass, so a night in which the clock goes back has one more.
    """
    kinds = hours_by_kind(span.starts, span.ends, zone, holidays, weights)
    return _weighed(dict(kinds), 0, weights)


def load(
    spans: Iterable[Span],
    zone: ZoneInfo,
    holidays: frozenset[date] = NO_HOLIDAYS,
    weights: Weights = WEIGHTS,
    *,
    call_outs: int = 0,
) -> Load:
    """One person's hours by kind, and what they weigh with their call-outs."""
    found: Counter[Hour] = Counter()
    for span in spans:
        for kind, seconds in hours_by_kind(
            span.starts, span.ends, zone, holidays, weights
        ):
            found[kind] += seconds
    hours = {
        kind: (Decimal(found[kind]) / HOUR).quantize(CENT)
        for kind in Hour
        if found[kind]
    }
    return Load(hours, call_outs, _weighed(found, call_outs, weights))


def _weighed(seconds: dict[Hour, int], call_outs: int, weights: Weights) -> Decimal:
    total = sum((weights.of(kind) * n for kind, n in seconds.items()), Decimal(0))
    return (total / HOUR + weights.call_out * call_outs).quantize(CENT)


@lru_cache(maxsize=20_000)
def hours_by_kind(
    starts: datetime,
    ends: datetime,
    zone: ZoneInfo,
    holidays: frozenset[date],
    weights: Weights,
) -> tuple[tuple[Hour, int], ...]:
    """The seconds of each kind in [starts, ends)."""
    found: Counter[Hour] = Counter()
    for day in local_days(starts, ends, zone):
        for begin, end, is_night in _parts(day, zone, weights):
            a, b = max(starts, begin), min(ends, end)
            if a < b:
                kind = _kind(day, holidays, weights, is_night=is_night)
                found[kind] += int((b - a).total_seconds())
    return tuple(found.items())


def _parts(
    day: date, zone: ZoneInfo, weights: Weights
) -> Iterator[tuple[datetime, datetime, bool]]:
    """A day from midnight to midnight, cut where night begins and ends."""
    night_from, night_until = (
        instant(day, one.hour * 60 + one.minute, zone)
        for one in (weights.night_from, weights.night_until)
    )
    midnight = instant(day, 0, zone)
    after = instant(day + timedelta(days=1), 0, zone)
    edges = sorted({midnight, night_from, night_until, after})
    is_over_midnight = night_from > night_until
    for begin, end in pairwise(edges):
        inside = night_from <= begin < night_until
        outside = night_until <= begin < night_from
        yield begin, end, not outside if is_over_midnight else inside


def _kind(
    day: date, holidays: frozenset[date], weights: Weights, *, is_night: bool
) -> Hour:
    kinds = [Hour.PLAIN]
    if is_night:
        kinds.append(Hour.NIGHT)
    if day.weekday() >= SATURDAY:
        kinds.append(Hour.WEEKEND)
    if day in holidays:
        kinds.append(Hour.HOLIDAY)
    return max(kinds, key=weights.of)
