"""Scorecards: a service in a month, from the figures of its levels."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from apps.vendors.models import (
    Charge,
    LevelVersion,
    ManagedService,
    MonthFigure,
    ServiceLevel,
)
from apps.vendors.queries.card import LevelLine, Scorecard
from apps.vendors.queries.frozen import closed_cards
from apps.vendors.queries.terms import terms_of
from apps.vendors.rules.months import next_month

__all__ = ["LevelLine", "Scorecard", "scorecard", "scorecards", "trend"]
TREND_MONTHS = 13


def scorecards(
    services: Sequence[ManagedService], months: Iterable[date]
) -> dict[tuple[int, date], Scorecard]:
    """The scorecards of these services (by key) and months, in six queries.

    The services have their contracts at hand. A closed month shows what was closed.
    """
    wanted = sorted(set(months))
    levels = levels_of(services)
    figures = _figures(services, wanted)
    charges = charges_of(services)
    found = {
        (service.pk, month): Scorecard(
            service,
            month,
            tuple(
                line_of(level, month, figures.get((level.pk, month)))
                for level in levels[service.pk]
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


def trend(service: ManagedService, month: date) -> list[Scorecard]:
    """The scorecards of the thirteen months up to this one, the oldest first."""
    months = [
        next_month(month, step - TREND_MONTHS + 1) for step in range(TREND_MONTHS)
    ]
    found = scorecards([service], months)
    return [found[service.pk, one] for one in months]


def levels_of(services: Sequence[ManagedService]) -> dict[int, list[ServiceLevel]]:
    """Those that have a version, in their order."""
    versions = LevelVersion.objects.order_by("valid_from_on").prefetch_related("bands")
    rows = ServiceLevel.objects.filter(service__in=[one.pk for one in services])
    found: dict[int, list[ServiceLevel]] = defaultdict(list)
    for level in rows.prefetch_related(Prefetch("versions", versions)):
        if level.versions.all():
            found[level.service_id].append(level)
    return found


def _figures(
    services: Sequence[ManagedService], months: Sequence[date]
) -> dict[tuple[int, date], MonthFigure]:
    rows = MonthFigure.objects.filter(
        level__service__in=[one.pk for one in services], month__in=months
    )
    return {(one.level_id, one.month): one for one in rows}


def charges_of(
    services: Sequence[ManagedService],
) -> dict[int, list[tuple[date, Decimal]]]:
    """What each costs a month, from which month on."""
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    rows = Charge.objects.filter(service__in=[one.pk for one in services])
    for service, day, amount in rows.order_by("valid_from_on").values_list(
        "service_id", "valid_from_on", "amount"
    ):
        found[service].append((day, amount))
    return found


def amount_in(charges: list[tuple[date, Decimal]], month: date) -> Decimal:
    """What counts in a month; 0 before the first."""
    reached = [amount for day, amount in charges if day <= month]
    return reached[-1] if reached else Decimal(0)


def line_of(level: ServiceLevel, month: date, figure: MonthFigure | None) -> LevelLine:
    """By the version of the month's first day, or else the first."""
    versions = list(level.versions.all())
    starts = [one.valid_from_on for one in versions]
    version = versions[max(bisect_right(starts, month) - 1, 0)]
    return LevelLine(level, version, terms_of(version), figure)
