"""Balances: the days of leave somebody has, has taken and has asked for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

HALF = Decimal("0.5")
SATURDAY = 5
Week = Sequence[Sequence[Sequence[str]]]


@dataclass(frozen=True)
class Away:
    """Somebody away, by days where they are: half ones at either end."""

    first_on: date
    last_on: date
    from_noon: bool = False
    until_noon: bool = False

    def days(self) -> Iterator[tuple[date, Decimal]]:
        """Each of its days, with the share of it that is away: 1 or a half.

        From noon until noon of the same day is nothing.
        """
        day = self.first_on
        while day <= self.last_on:
            share = Decimal(1)
            share -= HALF * (self.from_noon and day == self.first_on)
            share -= HALF * (self.until_noon and day == self.last_on)
            if share:
                yield day, share
            day += timedelta(days=1)


def works_on(day: date, week: Week, holidays: Collection[date]) -> bool:
    """Whether it is a working day: in the pattern, and no holiday.

    Without a pattern, Monday to Friday.
    """
    if day in holidays:
        return False
    return bool(week[day.weekday()]) if week else day.weekday() < SATURDAY


def working_days(
    away: Away,
    week: Week,
    holidays: Collection[date],
    year: int | None = None,
) -> Decimal:
    """The working days that an absence takes, halves too; of a year only, if one is given."""
    return sum(
        (
            share
            for day, share in away.days()
            if year in {None, day.year} and works_on(day, week, holidays)
        ),
        Decimal(0),
    )


@dataclass(frozen=True)
class Balance:
    """A year's days of one kind of leave."""

    entitled: Decimal
    carried: Decimal
    taken: Decimal
    asked: Decimal

    @property
    def left(self) -> Decimal:
        """Entitled + carried over − taken; below nothing where too much was taken."""
        return self.entitled + self.carried - self.taken

    @property
    def left_if_approved(self) -> Decimal:
        """What is left once all that is asked is approved."""
        return self.left - self.asked


def entitlement(
    days: Decimal, fte: Decimal, year: int, starts_on: date, ends_on: date | None
) -> Decimal:
    """A full year's days × FTE × the share of the year employed, to the nearest half.

    A quarter goes up.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    begins, ends = max(first, starts_on), min(last, ends_on or last)
    here = max(0, (ends - begins).days + 1)
    exact = days * fte * here / ((last - first).days + 1)
    return (exact / HALF).quantize(Decimal(1), ROUND_HALF_UP) * HALF


def balance(
    entitled: Decimal,
    carried: Decimal,
    taken: Iterable[Decimal],
    asked: Iterable[Decimal],
) -> Balance:
    """The balance of these absences, given as working days."""
    zero = Decimal(0)
    return Balance(entitled, carried, sum(taken, zero), sum(asked, zero))
