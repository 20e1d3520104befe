"""Vendors side by side: how a vendor stands from how its services stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.vendors.rules.scoring import Rating

WORST = (
    Rating.RED,
    Rating.AMBER,
    Rating.GREEN,
    Rating.NOT_RATED,
    Rating.NO_DATA,
)


@dataclass(frozen=True)
class Standing:
    """A service in a month: its score (0 to 100), its mark, its monthly charge."""

    score: Decimal | None
    rating: Rating
    charge: Decimal = Decimal(0)


def worst(ratings: Iterable[Rating]) -> Rating:
    """The worst of them; no data where there is none."""
    return min(ratings, key=WORST.index, default=Rating.NO_DATA)


def vendor_standing(services: Sequence[Standing]) -> Standing:
    """A vendor in a month: marked as its worst service; its score is their mean, by charge.

    Score = Σ charge × score ÷ Σ charge over services with a score; without charges
    every service weighs the same. A good service never hides a red one.
    """
    total = weights = plain = points = Decimal(0)
    scored = 0
    for one in services:
        total += one.charge
        if one.score is not None:
            scored += 1
            weights += one.charge
            plain += one.score
            points += one.score * one.charge
    rating = worst([one.rating for one in services])
    if not scored:
        return Standing(None, rating, total)
    return Standing(points / weights if weights else plain / scored, rating, total)


def badness(standing: Standing) -> tuple[int, Decimal]:
    """What sorts the worst first: by mark, then by score."""
    none = Decimal(101)
    score = none if standing.score is None else standing.score
    return WORST.index(standing.rating), score
