"""Capacity: hours that people have in a week, against the work planned for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from apps.staffing.rules.balances import Away, Week, works_on
from apps.staffing.rules.intervals import minute_of

CENT = Decimal("0.01")
MINUTES = 60
OFFICE: Week = [[["09:00", "17:00"]]] * 5 + [[], []]


@dataclass(frozen=True)
class Worker:
    """Somebody's time for a team: their week, the share of it, and what they can do.

    `skills` holds what they do alone (level 3 and more).
    """

    key: int
    fte: Decimal
    week: Week
    starts_on: date
    ends_on: date | None = None
    holidays: frozenset[date] = frozenset()
    away: tuple[Away, ...] = ()
    skills: frozenset[int] = frozenset()

    def is_here(self, day: date) -> bool:
        """Whether they have joined by then and have not left."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Planned:
    """Hours of work in a week (by its Monday), of a skill or of any."""

    monday: date
    hours: Decimal
    skill: int | None = None


@dataclass(frozen=True)
class WeekOf:
    """A week's hours: those there are, those planned, and what is left."""

    monday: date
    available: Decimal
    planned: Decimal

    @property
    def left(self) -> Decimal:
        """Available − planned; below nothing where too much is planned."""
        return self.available - self.planned

    @property
    def use(self) -> float | None:
        """Planned ÷ available × 100; none where nobody is there."""
        if not self.available:
            return None
        return round(float(self.planned / self.available * 100), 1)


def day_hours(day: date, week: Week) -> Decimal:
    """The hours of a working pattern on a day; one over midnight counts on its first."""
    minutes = 0
    for starts, ends in (week or OFFICE)[day.weekday()]:
        length = minute_of(ends) - minute_of(starts)
        minutes += length if length > 0 else length + 24 * MINUTES
    return Decimal(minutes) / MINUTES


def available_hours(worker: Worker, monday: date) -> Decimal:
    """A week's hours of one person: Σ pattern × FTE × the share of the day not away.

    Holidays where they are count nothing, and neither do days before they join or after
    they leave. Absences that overlap count once.
    """
    missed: dict[date, Decimal] = defaultdict(Decimal)
    for one in worker.away:
        for day, share in one.days():
            missed[day] = min(Decimal(1), missed[day] + share)
    total = Decimal(0)
    for day in (monday + timedelta(days=at) for at in range(7)):
        if worker.is_here(day) and works_on(day, worker.week, worker.holidays):
            total += day_hours(day, worker.week) * (1 - missed[day])
    return (total * worker.fte).quantize(CENT)


def weeks(
    workers: Iterable[Worker],
    planned: Iterable[Planned],
    mondays: Sequence[date],
    skill: int | None = None,
) -> list[WeekOf]:
    """Each week's hours; of a skill, those of who has it against the work that asks it."""
    able = [one for one in workers if skill is None or skill in one.skills]
    asked: Mapping[date, Decimal] = _by_week(planned, skill)
    return [
        WeekOf(
            monday,
            sum((available_hours(one, monday) for one in able), Decimal(0)),
            asked.get(monday, Decimal(0)),
        )
        for monday in mondays
    ]


def _by_week(planned: Iterable[Planned], skill: int | None) -> dict[date, Decimal]:
    found: dict[date, Decimal] = defaultdict(Decimal)
    for one in planned:
        if skill is None or one.skill == skill:
            found[one.monday] += one.hours
    return found


def on_call_hours(hours_on_call: Decimal, share: Decimal) -> Decimal:
    """What on call is likely to take: hours on call × the share that is worked."""
    return (hours_on_call * share).quantize(CENT)


def leaving(workers: Iterable[Worker], person: int, last_on: date) -> list[Worker]:
    """The same people, with one who leaves after a day, or sooner if that was planned."""
    return [
        replace(one, ends_on=min(last_on, one.ends_on or last_on))
        if one.key == person
        else one
        for one in workers
    ]


def filled(
    workers: Iterable[Worker],
    *,
    fte: Decimal,
    from_on: date,
    skills: frozenset[int] = frozenset(),
    week: Week = OFFICE,
) -> list[Worker]:
    """The same people, and somebody new from a day on; their key is 0."""
    return [*workers, Worker(0, fte, week, from_on, skills=skills)]
