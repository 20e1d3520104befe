"""The watermelon index: how red a service is inside, whatever its scorecard says.

A "watermelon" is the field's word for reports that are green outside while people are
not served. No standard fixes its thresholds; those here are the portal's own choice,
each with its reason, and the page shows them.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from apps.vendors.rules.scoring import Rating

HUNDRED = Decimal(100)
RED_FROM, AMBER_FROM = Decimal(60), Decimal(35)
# A share says little of fewer tickets, or of fewer answers.
FEWEST = 5


@dataclass(frozen=True)
class Sign:
    """Something inside: the share (%) from which it is as bad as it gets, and why there."""

    key: str
    label: str
    limit: Decimal
    weight: int
    why: str


SIGNS = (
    Sign(
        "unsatisfied",
        "Unsatisfied",
        Decimal(40),
        2,
        "Answers below 4 of 5. People themselves say so, so it weighs double; two in"
        " five unhappy is what a desk is no longer defended with.",
    ),
    Sign(
        "reopened",
        "Reopened",
        Decimal(15),
        1,
        "Resolved to stop the clock, not for the person. Levels usually allow 5 or 6 %;"
        " 15 % is three times that.",
    ),
    Sign(
        "repeated",
        "Repeated",
        Decimal(30),
        1,
        "The same item and category within 30 days: the cause stayed.",
    ),
    Sign(
        "bounced",
        "Bounced",
        Decimal(30),
        1,
        "Handed on three times or more. Once or twice is how lines of support work.",
    ),
)


class Verdict(StrEnum):
    """What outside and inside say together."""

    WATERMELON = "watermelon"
    TURNING = "turning"
    HONEST = "honest"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """In words."""
        return {
            Verdict.WATERMELON: "Watermelon",
            Verdict.TURNING: "May be turning",
            Verdict.HONEST: "Inside as outside",
            Verdict.UNKNOWN: "Too few tickets",
        }[self]

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return {
            Verdict.WATERMELON: "red",
            Verdict.TURNING: "amber",
            Verdict.HONEST: "grey",
            Verdict.UNKNOWN: "grey",
        }[self]


@dataclass(frozen=True)
class Inside:
    """Tickets of a service over some months, and how many of them show each sign."""

    tickets: int
    answers: int
    unsatisfied: int
    reopened: int
    repeated: int
    bounced: int

    def share(self, sign: Sign) -> Decimal | None:
        """How many in 100 show a sign; None of too few tickets or answers."""
        base = self.answers if sign.key == "unsatisfied" else self.tickets
        if base < FEWEST:
            return None
        count: int = getattr(self, sign.key)
        return HUNDRED * count / base


def index(inside: Inside) -> Decimal | None:
    """0 (sound inside) to 100 (every sign as bad as it gets); None if nothing is known.

    Σ weight × min(1, share ÷ limit) ÷ Σ weight × 100, over the signs that are known.
    """
    known = [
        (sign, share) for sign in SIGNS if (share := inside.share(sign)) is not None
    ]
    weights = sum(sign.weight for sign, _ in known)
    if not weights:
        return None
    points = sum(
        (sign.weight * min(Decimal(1), share / sign.limit) for sign, share in known),
        Decimal(0),
    )
    return HUNDRED * points / weights


def inside_rating(value: Decimal | None) -> Rating:
    """Red from an index of 60, amber from 35, else green."""
    if value is None:
        return Rating.NO_DATA
    if value >= RED_FROM:
        return Rating.RED
    return Rating.AMBER if value >= AMBER_FROM else Rating.GREEN


def verdict(outside: Rating, inside: Rating) -> Verdict:
    """A watermelon is green outside and red inside.

    Green outside and amber inside may be turning. All else shows outside what it is.
    """
    if inside is Rating.NO_DATA or outside is Rating.NO_DATA:
        return Verdict.UNKNOWN
    if outside is Rating.GREEN and inside is Rating.RED:
        return Verdict.WATERMELON
    if outside is Rating.GREEN and inside is Rating.AMBER:
        return Verdict.TURNING
    return Verdict.HONEST
