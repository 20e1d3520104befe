"""Service credits: what a shortfall costs the vendor, and when it is earned back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

from apps.vendors.rules.scoring import Rating

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


class Basis(StrEnum):
    """What the percentage of a band is taken of."""

    CHARGE = "charge"
    AT_RISK = "at_risk"


@dataclass(frozen=True)
class Band:
    """Below this attainment (%), so much credit (%)."""

    below: Decimal
    credit: Decimal


@dataclass(frozen=True)
class Deal:
    """The money of a period: the monthly charge, the cap in % of it, how it is rounded."""

    charge: Decimal
    at_risk_percent: Decimal
    basis: Basis = Basis.CHARGE
    is_rounded_down: bool = False

    @property
    def at_risk(self) -> Decimal:
        """The most that a period can cost."""
        return self.rounded(self.charge * self.at_risk_percent / HUNDRED)

    def rounded(self, amount: Decimal) -> Decimal:
        """To the cent, as the contract has it."""
        how = ROUND_DOWN if self.is_rounded_down else ROUND_HALF_UP
        return amount.quantize(CENT, how)


@dataclass(frozen=True)
class Missed:
    """A level with its figure (%), rating and bands."""

    name: str
    percent: Decimal | None
    rating: Rating
    bands: Sequence[Band]


@dataclass(frozen=True)
class CreditLine:
    """What one level costs."""

    name: str
    percent: Decimal
    band: Band
    amount: Decimal


@dataclass(frozen=True)
class Credit:
    """What a period costs: its lines, their sum, the cap, and what is due."""

    lines: tuple[CreditLine, ...]
    total: Decimal
    cap: Decimal

    @property
    def due(self) -> Decimal:
        """The sum, but never more than is at risk."""
        return min(self.total, self.cap)

    @property
    def is_capped(self) -> bool:
        """Whether the cap takes something away."""
        return self.total > self.cap


def band_of(percent: Decimal, bands: Iterable[Band]) -> Band | None:
    """The lowest band that the figure falls below; None where it falls below none."""
    reached = [band for band in bands if percent < band.below]
    return min(reached, key=lambda band: band.below, default=None)


def credit_of(levels: Iterable[Missed], deal: Deal) -> Credit:
    """The credit of a period: each rated level's band of the charge, capped together.

    The percentage is of the monthly charge or, by the deal's basis, of the amount at
    risk. Each line is rounded, then summed. Levels that aren't rated cost nothing.
    """
    whole = deal.at_risk if deal.basis is Basis.AT_RISK else deal.charge
    lines = []
    for level in levels:
        if level.percent is None or not level.rating.is_rated:
            continue
        band = band_of(level.percent, level.bands)
        if band:
            amount = deal.rounded(whole * band.credit / HUNDRED)
            lines.append(CreditLine(level.name, level.percent, band, amount))
    total = sum((line.amount for line in lines), Decimal(0))
    return Credit(tuple(lines), total, deal.at_risk)


def is_earned_back(following: Sequence[Rating], months: int) -> bool:
    """Whether the next so many periods were all green; never where none are agreed."""
    first = following[:months]
    return months > 0 and len(first) == months and set(first) == {Rating.GREEN}
