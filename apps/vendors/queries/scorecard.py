"""Scorecards: a service in a month, from the figures of its levels."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Prefetch

from apps.vendors.models import (
    Charge,
    Contract,
    LevelVersion,
    ManagedService,
    MonthFigure,
    ServiceLevel,
)
from apps.vendors.queries.terms import terms_of
from apps.vendors.rules.credits import Band, Basis, Credit, Deal, Missed, credit_of
from apps.vendors.rules.months import next_month
from apps.vendors.rules.scoring import (
    Counts,
    Rated,
    Rating,
    Terms,
    availability,
    breaches_to_goal,
    downtime_to_goal,
    overall,
    rate,
    score,
)
from apps.vendors.rules.wording import breaches_words, downtime_words, unrated_words

TREND_MONTHS = 13


@dataclass(frozen=True)
class LevelLine:
    """A level in a month: what was asked, what came, how it is rated."""

    level: ServiceLevel
    version: LevelVersion
    terms: Terms
    figure: MonthFigure | None

    @cached_property
    def counts(self) -> Counts:
        """Its tickets; none where it counts none."""
        one = self.figure
        if one is None or not self.level.counts_tickets:
            return Counts(0, 0)
        return Counts(
            *(one.met, one.breached, one.accepted_met, one.accepted_breached),
            *(one.proposed_met, one.proposed_breached),
        )

    @cached_property
    def percent(self) -> Decimal | None:
        """The figure that is rated: the agreed attainment, availability or measurement."""
        if self.level.counts_tickets:
            return self.counts.agreed
        return self._uncounted

    @cached_property
    def reported(self) -> Decimal | None:
        """With every ticket in it."""
        return self.counts.reported if self.level.counts_tickets else self._uncounted

    @cached_property
    def disputed(self) -> Decimal | None:
        """If what waits for an answer were accepted."""
        return self.counts.disputed if self.level.counts_tickets else self._uncounted

    @property
    def _uncounted(self) -> Decimal | None:
        one = self.figure
        if one is None:
            return None
        if self.level.measure == ServiceLevel.Measure.AVAILABILITY:
            return availability(one.service_seconds or 0, one.down_seconds or 0)
        return one.value

    @cached_property
    def rating(self) -> Rating:
        """Green, amber, red, not rated or no data."""
        volume = self.counts.volume if self.level.counts_tickets else None
        return rate(self.percent, volume, self.terms)

    @property
    def rated(self) -> Rated:
        """As a score takes it."""
        return Rated(self.percent, self.rating, self.terms)

    @property
    def to_goal(self) -> int | None:
        """How many breaches fewer would have reached the goal; None without tickets."""
        if not self.counts.volume:
            return None
        counts = self.counts
        met = counts.met - counts.accepted_met
        breached = counts.breached - counts.accepted_breached
        return breaches_to_goal(met, breached, self.terms.goal)

    @property
    def distance(self) -> str:
        """How far it was to green, in words."""
        one, to_goal = self.figure, self.to_goal
        if not self.rating.is_rated:
            minimum = self.terms.minimum_volume
            return unrated_words(self.rating, self.counts.volume, minimum)
        if to_goal is not None:
            return breaches_words(to_goal)
        if one is None or self.level.measure != ServiceLevel.Measure.AVAILABILITY:
            return ""
        down, agreed = one.down_seconds or 0, one.service_seconds or 0
        return downtime_words(downtime_to_goal(agreed, down, self.terms.goal))

    @property
    def missed(self) -> Missed:
        """As a credit takes it."""
        bands = [Band(one.below, one.credit) for one in self.version.bands.all()]
        return Missed(self.level.name, self.percent, self.rating, bands)


@dataclass(frozen=True)
class Scorecard:
    """A service in a month."""

    service: ManagedService
    month: date
    lines: tuple[LevelLine, ...]
    charge: Decimal

    @cached_property
    def score(self) -> Decimal | None:
        """0 to 100 over rated levels."""
        return score(line.rated for line in self.lines)

    @cached_property
    def rating(self) -> Rating:
        """The scorecard's mark."""
        return overall(line.rated for line in self.lines)

    @cached_property
    def deal(self) -> Deal:
        """The money of the month."""
        contract = self.service.contract
        return Deal(
            charge=self.charge,
            at_risk_percent=contract.at_risk_percent,
            basis=Basis(contract.credit_basis),
            is_rounded_down=contract.rounding == Contract.Rounding.DOWN,
        )

    @cached_property
    def credit(self) -> Credit:
        """What the month costs the vendor by these figures."""
        return credit_of((line.missed for line in self.lines), self.deal)

    @property
    def has_data(self) -> bool:
        """Whether any level has a figure."""
        return any(line.percent is not None for line in self.lines)

    def line(self, slug: str) -> LevelLine | None:
        """The line of a level."""
        return next((one for one in self.lines if one.level.slug == slug), None)


def scorecards(
    services: Sequence[ManagedService], months: Iterable[date]
) -> dict[tuple[int, date], Scorecard]:
    """The scorecards of these services (by key) and months, in five queries.

    The services have their contracts at hand.
    """
    wanted = sorted(set(months))
    levels = _levels(services)
    figures = _figures(services, wanted)
    charges = _charges(services)
    return {
        (service.pk, month): Scorecard(
            service,
            month,
            tuple(
                _line(level, month, figures.get((level.pk, month)))
                for level in levels[service.pk]
            ),
            _amount(charges[service.pk], month),
        )
        for service in services
        for month in wanted
    }


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


def _levels(services: Sequence[ManagedService]) -> dict[int, list[ServiceLevel]]:
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


def _charges(
    services: Sequence[ManagedService],
) -> dict[int, list[tuple[date, Decimal]]]:
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    rows = Charge.objects.filter(service__in=[one.pk for one in services])
    for one in rows.order_by("valid_from_on"):
        found[one.service_id].append((one.valid_from_on, one.amount))
    return found


def _amount(charges: list[tuple[date, Decimal]], month: date) -> Decimal:
    reached = [amount for day, amount in charges if day <= month]
    return reached[-1] if reached else Decimal(0)


def _line(level: ServiceLevel, month: date, figure: MonthFigure | None) -> LevelLine:
    """By the version of the month's first day, or else the first."""
    versions = list(level.versions.all())
    starts = [one.valid_from_on for one in versions]
    version = versions[max(bisect_right(starts, month) - 1, 0)]
    return LevelLine(level, version, terms_of(version), figure)
