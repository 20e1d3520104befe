"""What a rota is asked for: people, slots to fill, limits, and what weighs how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from apps.staffing.rules.spans import Span

GREENWICH = ZoneInfo("UTC")


@dataclass(frozen=True)
class Need:
    """So many of those on a slot must hold a skill at a level or above."""

    skill: int
    level: int
    count: int
    name: str = ""


@dataclass(frozen=True)
class Slot:
    """Work to be filled: when, by how many, who must be among them, what it weighs.

    `weight` is the weighted load in minutes that one person takes on with it. `night`
    is the date of the night it counts for, None by day.
    """

    name: str
    starts: datetime
    ends: datetime
    demand: int
    weight: int
    needs: tuple[Need, ...] = ()
    night: date | None = None


@dataclass(frozen=True)
class Away:
    """Somebody is not there: leave, or hours that their pattern leaves free."""

    starts: datetime
    ends: datetime
    name: str = "absent"


@dataclass(frozen=True)
class Wish:
    """Somebody would rather be off, or at work, at a time; how much that weighs."""

    starts: datetime
    ends: datetime
    weight: int = 1
    wants_work: bool = False


@dataclass(frozen=True)
class Worker:
    """One of the team, with what is known of them.

    `balance` is what they carried in the last quarter above their fair share, in
    weighted minutes (below: negative). `part` is their part of the load: FTE times the
    share of the window in which they are there. `fixed` are shifts that stand whatever
    is found here: before the window, after it, or in another rota; `nights` are the
    nights among them.
    """

    person: int
    name: str
    part: Fraction = Fraction(1)
    skills: Mapping[int, int] = field(default_factory=dict)
    away: tuple[Away, ...] = ()
    wishes: tuple[Wish, ...] = ()
    fixed: tuple[Span, ...] = ()
    nights: frozenset[date] = frozenset()
    balance: int = 0


@dataclass(frozen=True)
class Limits:
    """Working-time limits, in minutes and nights; None is a limit that is not kept."""

    rest: int | None = 11 * 60
    weekly_rest: int | None = 24 * 60
    weekly_work: int | None = 48 * 60
    nights: int | None = 4


@dataclass(frozen=True)
class Aims:
    """How many minutes of load away from the fair share one of each weighs."""

    wish: int = 120
    change: int = 60


@dataclass(frozen=True)
class Instance:
    """A question to the generator: who fills which slot."""

    workers: Sequence[Worker]
    slots: Sequence[Slot]
    limits: Limits = Limits()
    aims: Aims = Aims()
    zone: ZoneInfo = GREENWICH
    published: frozenset[Span] = frozenset()

    def span(self, slot: int, worker: int) -> Span:
        """The shift that this worker has by filling this slot."""
        one = self.slots[slot]
        return Span(self.workers[worker].person, one.starts, one.ends)

    def week_of(self, at: datetime) -> datetime:
        """When the week of an instant began: Monday, midnight in the rota's zone."""
        local = at.astimezone(self.zone)
        monday = local.date() - timedelta(days=local.weekday())
        begun = datetime(monday.year, monday.month, monday.day, tzinfo=self.zone)
        return begun.astimezone(UTC)

    def week_after(self, begun: datetime) -> datetime:
        """When the week that began then ends; 167 or 169 hours on when clocks change."""
        return self.week_of(begun + timedelta(days=7, hours=12))


Assignment = frozenset[tuple[int, int]]
"""A rota as found: pairs of slot and worker, by their place in the instance."""


def minutes(length: timedelta) -> int:
    """Whole minutes of a length of time."""
    return length // timedelta(minutes=1)
