"""How good a service was: attainment, ratings, the score of a scorecard."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

HUNDRED = Decimal(100)
TOLERANCE = Decimal(2)


class Rating(StrEnum):
    """What a level or a scorecard is marked with."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_RATED = "not_rated"
    NO_DATA = "no_data"

    @property
    def label(self) -> str:
        """In words."""
        return self.replace("_", " ").capitalize()

    @property
    def tone(self) -> str:
        """The tone of its badge: its own colour, or grey."""
        return self.value if self.is_rated else "grey"

    @property
    def is_rated(self) -> bool:
        """Whether it counts in a score."""
        return self in {Rating.GREEN, Rating.AMBER, Rating.RED}


@dataclass(frozen=True)
class Terms:
    """What a level asks for in a period: goal in %, tolerance in points."""

    goal: Decimal
    tolerance: Decimal = TOLERANCE
    weight: Decimal = Decimal(1)
    minimum_volume: int = 0
    is_critical: bool = False


@dataclass(frozen=True)
class Counts:
    """Tickets of a level in a period: all of them, and those under an exclusion."""

    met: int
    breached: int
    accepted_met: int = 0
    accepted_breached: int = 0
    proposed_met: int = 0
    proposed_breached: int = 0

    @property
    def volume(self) -> int:
        """Tickets that count: all but those under an accepted exclusion."""
        excluded = self.accepted_met + self.accepted_breached
        return self.met + self.breached - excluded

    @property
    def reported(self) -> Decimal | None:
        """Attainment (%) with every ticket in it."""
        return attainment(self.met, self.breached)

    @property
    def agreed(self) -> Decimal | None:
        """Attainment (%) without accepted exclusions: the one that is rated."""
        return attainment(
            self.met - self.accepted_met, self.breached - self.accepted_breached
        )

    @property
    def disputed(self) -> Decimal | None:
        """Attainment (%) if what waits for an answer were accepted as well."""
        return attainment(
            self.met - self.accepted_met - self.proposed_met,
            self.breached - self.accepted_breached - self.proposed_breached,
        )


def attainment(met: int, breached: int) -> Decimal | None:
    """met ÷ (met + breached) × 100, in %; None without tickets, not 100 %."""
    total = met + breached
    return HUNDRED * met / total if total else None


def availability(service_seconds: int, down_seconds: int) -> Decimal | None:
    """(agreed service time − downtime in it) ÷ agreed service time × 100, in %."""
    if not service_seconds:
        return None
    return HUNDRED * (service_seconds - down_seconds) / service_seconds


def rate(percent: Decimal | None, volume: int | None, terms: Terms) -> Rating:
    """Green at the goal, amber within the tolerance below it, else red.

    Below the minimum volume a level is not rated; None as volume means that the level
    counts no tickets. Without a figure there is no data.
    """
    if percent is None:
        return Rating.NO_DATA
    if volume is not None and volume < terms.minimum_volume:
        return Rating.NOT_RATED
    if percent >= terms.goal:
        return Rating.GREEN
    return Rating.AMBER if percent >= terms.goal - terms.tolerance else Rating.RED


@dataclass(frozen=True)
class Rated:
    """A level with its figure and its rating, as a score takes it."""

    percent: Decimal | None
    rating: Rating
    terms: Terms


def score(levels: Iterable[Rated]) -> Decimal | None:
    """Σ weight × min(100, attainment ÷ goal × 100) ÷ Σ weight over rated levels.

    0 to 100; None if no level with a weight is rated.
    """
    rated = [one for one in levels if one.rating.is_rated and one.percent is not None]
    weights = sum((one.terms.weight for one in rated), Decimal(0))
    if not weights:
        return None
    points = sum((one.terms.weight * _points(one) for one in rated), Decimal(0))
    return points / weights


def _points(one: Rated) -> Decimal:
    percent = one.percent or Decimal(0)
    if percent >= one.terms.goal:
        return HUNDRED
    return percent / one.terms.goal * HUNDRED


def overall(levels: Iterable[Rated]) -> Rating:
    """The scorecard's mark: green at a score of 100, amber down to 98, else red.

    A red critical level makes it red, whatever the score.
    """
    given = list(levels)
    return mark(
        score(given),
        is_critical_red=any(
            one.rating is Rating.RED and one.terms.is_critical for one in given
        ),
        has_unrated=any(one.rating is Rating.NOT_RATED for one in given),
    )


def mark(total: Decimal | None, *, is_critical_red: bool, has_unrated: bool) -> Rating:
    """The mark of a score, as `overall` has it."""
    if is_critical_red:
        return Rating.RED
    if total is None:
        return Rating.NOT_RATED if has_unrated else Rating.NO_DATA
    if total == HUNDRED:
        return Rating.GREEN
    return Rating.AMBER if total >= HUNDRED - TOLERANCE else Rating.RED


def breaches_to_goal(met: int, breached: int, goal: Decimal) -> int:
    """How many breaches fewer would have reached the goal, with the same tickets.

    Not positive where the goal is reached: −2 says that two more breaches among the
    same tickets would still have been enough.
    """
    needed = (goal * (met + breached) / HUNDRED).to_integral_value(ROUND_CEILING)
    return int(needed) - met


def downtime_to_goal(service_seconds: int, down_seconds: int, goal: Decimal) -> int:
    """How many seconds of downtime fewer would have reached the goal.

    Not positive where the goal is reached, as with breaches.
    """
    allowed = service_seconds * (HUNDRED - goal) / HUNDRED
    return down_seconds - int(allowed)
