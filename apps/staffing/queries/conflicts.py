"""What an absence would touch, before it is asked for: shifts, coverage rules, balance."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from apps.staffing.models import (
    Absence,
    AbsenceType,
    CoverageRule,
    Person,
    Shift,
)
from apps.staffing.queries.away import span_of
from apps.staffing.queries.balances import BalanceOf, balances_of, days_of
from apps.staffing.queries.cover import gaps, live_rules
from apps.staffing.rules.balances import Away
from apps.staffing.rules.cover import GapOf


@dataclass(frozen=True)
class Broken:
    """A rule that would be short, and where."""

    rule: CoverageRule
    gap: GapOf


@dataclass(frozen=True)
class Conflicts:
    """What stands against an absence."""

    person: Person
    days: Decimal
    shifts: list[Shift]
    broken: list[Broken]
    others_away: list[Absence]
    balance: BalanceOf | None

    @property
    def seen(self) -> str:
        """A short name of these conflicts: another if they change, empty if there are none."""
        if not self.shifts and not self.broken:
            return ""
        parts = [(one.pk, one.version) for one in self.shifts]
        parts += [(one.gap.need, one.gap.short) for one in self.broken]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    @property
    def left_after(self) -> Decimal | None:
        """What the balance would be once this and all that is asked is approved."""
        if self.balance is None:
            return None
        return self.balance.balance.left_if_approved - self.days

    @property
    def is_too_much(self) -> bool:
        """Whether it is more than is left."""
        return self.left_after is not None and self.left_after < 0


def conflicts_of(
    person: Person, away: Away, kind: AbsenceType | None, now: datetime
) -> Conflicts:
    """What this absence would touch from now on. About twelve queries, whatever its length."""
    span = span_of(person, away)
    starts, ends = max(span.starts, now), span.ends
    rows = person.shifts.filter(starts_at__lt=ends, ends_at__gt=starts)
    shifts = list(rows.select_related("rota")) if starts < ends else []
    rotas = {one.rota_id for one in shifts}
    return Conflicts(
        person,
        days_of(person, away),
        shifts,
        _broken(rotas, person, away, (starts, ends)) if rotas else [],
        _others(person, away),
        _balance(person, away, kind),
    )


def _broken(
    rotas: set[int], person: Person, away: Away, when: tuple[datetime, datetime]
) -> list[Broken]:
    """The gaps that are not there without the absence."""
    rules = live_rules(rotas)
    by_key = {one.pk: one for one in rules}
    before = set(gaps(rules, *when))
    after = gaps(rules, *when, extra_away=[span_of(person, away)])
    return [Broken(by_key[one.need], one) for one in after if one not in before]


def _others(person: Person, away: Away) -> list[Absence]:
    """Who else of their teams is away or has asked to be, then."""
    teams = person.postings.on(away.first_on).values("team")
    rows = Absence.objects.standing().touching(away.first_on, away.last_on)
    rows = rows.filter(person__postings__team__in=teams).exclude(person=person)
    return list(rows.select_related("person").distinct().order_by("first_on", "pk"))


def _balance(person: Person, away: Away, kind: AbsenceType | None) -> BalanceOf | None:
    if kind is None or not kind.has_balance:
        return None
    found = balances_of([person], away.first_on.year)[person.pk]
    return next((one for one in found if one.kind.pk == kind.pk), None)
