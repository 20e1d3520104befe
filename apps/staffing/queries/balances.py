"""Balances: each person's days of leave of a year, by kind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.staffing.models import Absence, AbsenceType, Allowance, Person
from apps.staffing.queries.away import as_away, holidays_at
from apps.staffing.rules.balances import (
    Away,
    Balance,
    balance,
    entitlement,
    working_days,
)
from apps.staffing.states import AbsenceState


@dataclass(frozen=True)
class BalanceOf:
    """A kind of leave and what is left of it."""

    kind: AbsenceType
    balance: Balance


def days_of(person: Person, away: Away, year: int | None = None) -> Decimal:
    """The working days that an absence takes, by their pattern and the holidays there."""
    week = person.pattern.week if person.pattern else []
    return working_days(away, week, holidays_at(person), year)


def balances_of(people: Iterable[Person], year: int) -> dict[int, list[BalanceOf]]:
    """The balances of a year of each person. Three queries."""
    by_key = {one.pk: one for one in people}
    kinds = list(AbsenceType.objects.filter(has_balance=True))
    rows = Allowance.objects.filter(person__in=by_key, year=year)
    own = {(one.person_id, one.kind_id): one for one in rows}
    first, last = date(year, 1, 1), date(year, 12, 31)
    absences = Absence.objects.standing().touching(first, last)
    taken: dict[tuple[int, int, str], list[Decimal]] = defaultdict(list)
    for one in absences.filter(person__in=by_key, kind__in=kinds):
        days = days_of(by_key[one.person_id], as_away(one), year)
        taken[one.person_id, one.kind_id, one.state].append(days)
    return {
        key: [
            BalanceOf(
                kind,
                balance(
                    _entitled(person, kind, year, own.get((key, kind.pk))),
                    _carried(own.get((key, kind.pk))),
                    taken[key, kind.pk, AbsenceState.APPROVED],
                    taken[key, kind.pk, AbsenceState.ASKED],
                ),
            )
            for kind in kinds
        ]
        for key, person in by_key.items()
    }


def _entitled(
    person: Person, kind: AbsenceType, year: int, own: Allowance | None
) -> Decimal:
    if own is not None and own.days is not None:
        return own.days
    return entitlement(
        kind.days_a_year, person.fte, year, person.starts_on, person.ends_on
    )


def _carried(own: Allowance | None) -> Decimal:
    return own.carried if own else Decimal(0)
