"""A scorecard as pages read it: its lines, its score, its credit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from apps.vendors.models import (
    Closure,
    Contract,
    LevelVersion,
    ManagedService,
    MonthFigure,
    ServiceLevel,
)
from apps.vendors.queries.served import DealTerms
from apps.vendors.rules.credits import Band, Basis, Credit, Deal, Missed, credit_of
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

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """What a miss costs, the mildest first."""
        return tuple(Band(one.below, one.credit) for one in self.version.bands.all())

    @property
    def missed(self) -> Missed:
        """As a credit takes it."""
        return Missed(self.level.name, self.percent, self.rating, self.bands)


def deal_of(contract: Contract | DealTerms, charge: Decimal) -> Deal:
    """The money of a month with this charge, as the contract has it."""
    return Deal(
        charge=charge,
        at_risk_percent=contract.at_risk_percent,
        basis=Basis(contract.credit_basis),
        is_rounded_down=contract.rounding == Contract.Rounding.DOWN,
    )


@dataclass(frozen=True)
class Scorecard:
    """A service in a month; a closed month shows its closure, whatever came later."""

    service: ManagedService
    month: date
    lines: tuple[LevelLine, ...]
    charge: Decimal
    closure: Closure | None = None

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
        return deal_of(self.service.contract, self.charge)

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
