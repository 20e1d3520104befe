"""Scorecards: a service in a month, from the figures of its levels."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from apps.vendors.models import (
    Charge,
    Closure,
    LevelVersion,
    ManagedService,
    MonthFigure,
    ServiceLevel,
)
from apps.vendors.queries.card import LevelLine, Scorecard
from apps.vendors.queries.frozen import closed_cards
from apps.vendors.queries.terms import terms_of, version_of_month
from apps.vendors.rules.months import next_month
from apps.vendors.rules.scoring import Terms

__all__ = ["LevelLine", "Scorecard", "level_month", "scorecard", "scorecards", "trend"]
TREND_MONTHS = 13


def scorecards(
    services: Sequence[ManagedService], months: Iterable[date]
) -> dict[tuple[int, date], Scorecard]:
    """The scorecards of these services (by key) and months, in five queries.

    The services have their contracts at hand. A closed month shows what was closed.
    """
    wanted = sorted(set(months))
    agreed = agreed_of(services)
    figures = _figures(services, wanted)
    charges = charges_of([one.pk for one in services])
    found = {
        (service.pk, month): Scorecard(
            service,
            month,
            tuple(
                one.line(month, figures.get((one.level.pk, month)))
                for one in agreed[service.pk]
            ),
            amount_in(charges[service.pk], month),
        )
        for service in services
        for month in wanted
    }
    return {**found, **closed_cards(services, wanted)}


def scorecard(service: ManagedService, month: date) -> Scorecard:
    """The scorecard of a service in a month."""
    return scorecards([service], [month])[service.pk, month]


@dataclass(frozen=True)
class LevelMonth:
    """A level in a month. Without a line it was none of the month's levels."""

    level: ServiceLevel
    month: date
    line: LevelLine | None
    closure: Closure | None = None


def level_month(level: ServiceLevel, month: date) -> LevelMonth:
    """The line of a level without those beside it; of a closed month as it was closed."""
    service = level.service
    if card := closed_cards([service], [month]).get((service.pk, month)):
        return LevelMonth(level, month, card.line(level.slug), card.closure)
    version = version_of_month(level, month)
    if version is None:
        return LevelMonth(level, month, None)
    figure = MonthFigure.objects.filter(level=level, month=month).first()
    line = LevelLine(level, version, terms_of(version), figure)
    return LevelMonth(level, month, line)


def trend(service: ManagedService, month: date) -> list[Scorecard]:
    """The scorecards of the thirteen months up to this one, the oldest first."""
    months = [
        next_month(month, step - TREND_MONTHS + 1) for step in range(TREND_MONTHS)
    ]
    found = scorecards([service], months)
    return [found[service.pk, one] for one in months]


@dataclass(frozen=True)
class Agreed:
    """A level with all its versions, the oldest first."""

    level: ServiceLevel
    versions: list[LevelVersion]

    @cached_property
    def _starts(self) -> list[date]:
        return [one.valid_from_on for one in self.versions]

    @cached_property
    def _terms(self) -> list[Terms]:
        return [terms_of(one) for one in self.versions]

    def line(self, month: date, figure: MonthFigure | None) -> LevelLine:
        """By the version of the month's first day, or else the first."""
        at = max(bisect_right(self._starts, month) - 1, 0)
        return LevelLine(self.level, self.versions[at], self._terms[at], figure)


def agreed_of(services: Sequence[ManagedService]) -> dict[int, list[Agreed]]:
    """The levels that have a version, in their order, in two queries."""
    rows = LevelVersion.objects.filter(level__service__in=[one.pk for one in services])
    rows = rows.select_related("level").prefetch_related("bands")
    by_level: dict[int, Agreed] = {}
    found: dict[int, list[Agreed]] = defaultdict(list)
    for version in rows.order_by("level__position", "level", "valid_from_on"):
        if version.level_id not in by_level:
            made = by_level[version.level_id] = Agreed(version.level, [])
            found[made.level.service_id].append(made)
        version.level = by_level[version.level_id].level
        by_level[version.level_id].versions.append(version)
    return found


def _figures(
    services: Sequence[ManagedService], months: Sequence[date]
) -> dict[tuple[int, date], MonthFigure]:
    rows = MonthFigure.objects.filter(
        level__service__in=[one.pk for one in services], month__in=months
    )
    return {(one.level_id, one.month): one for one in rows}


def charges_of(services: Sequence[int]) -> dict[int, list[tuple[date, Decimal]]]:
    """What each (by key) costs a month, from which month on."""
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    rows = Charge.objects.filter(service__in=services)
    for service, day, amount in rows.order_by("valid_from_on").values_list(
        "service_id", "valid_from_on", "amount"
    ):
        found[service].append((day, amount))
    return found


def amount_in(charges: list[tuple[date, Decimal]], month: date) -> Decimal:
    """What counts in a month; 0 before the first."""
    reached = [amount for day, amount in charges if day <= month]
    return reached[-1] if reached else Decimal(0)
