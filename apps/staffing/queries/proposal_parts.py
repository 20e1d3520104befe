"""What the calendar of a proposal and its table of people are made of."""

from dataclasses import dataclass
from datetime import date

from apps.staffing.rules.generating.instance import Slot


def signed(hours: float) -> str:
    """Hours with a sign before them: +4, −3.5, 0."""
    return f"{hours:+g}".replace("-", "−") if hours else "0"


@dataclass(frozen=True)
class Filled:
    """A slot in the calendar: who is on it, who is new to it, who is off it."""

    place: int
    slot: Slot
    stays: list[str]
    comes: list[str]
    goes: list[str]

    @property
    def short(self) -> int:
        """How many people it lacks."""
        return max(0, self.slot.demand - len(self.stays) - len(self.comes))

    @property
    def short_words(self) -> str:
        """How many people it lacks, in words."""
        return f"{self.short} short"


@dataclass(frozen=True)
class Week:
    """Seven days of slots, by the name of the shift."""

    monday: date
    days: list[date]
    rows: list[tuple[str, list[list[Filled]]]]


@dataclass(frozen=True)
class Shown:
    """Weeks on a page, which page it is, and of how many."""

    weeks: list[Week]
    number: int
    pages: int

    @property
    def numbers(self) -> range:
        """The pages there are."""
        return range(1, self.pages + 1)


@dataclass(frozen=True)
class Carried:
    """What one person carries by the proposal, in weighted hours, beside today's rota."""

    person: int
    name: str
    share: float
    load: float
    today: float
    shifts: int
    nights: int
    weekends: int
    wishes_broken: int
    wishes: int

    @property
    def away(self) -> float:
        """Hours above the fair share; below it negative."""
        return round(self.load - self.share, 1)

    @property
    def away_words(self) -> str:
        """The same with its sign."""
        return signed(self.away)
