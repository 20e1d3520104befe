"""Who is on call now and next, rota by rota."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.staffing.models import Person, Rota, Shift
from apps.staffing.queries.rotas import published, rule_of, span_of, with_rules
from apps.staffing.rules.rotations import expand
from apps.staffing.rules.spans import Span

AHEAD = timedelta(days=35)


@dataclass(frozen=True)
class Turn:
    """People on together, with when that begins or ends."""

    people: tuple[Person, ...]
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Duty:
    """Who is on call on a rota now and next. None: nobody, as far ahead as was looked.

    `is_published` is whether shifts say so; else the rota's layers do.
    """

    rota: Rota
    now: Turn | None
    next: Turn | None
    is_published: bool

    @property
    def gap_ends_at(self) -> datetime | None:
        """Until when nobody is on, while nobody is."""
        return self.next.starts_at if self.next and not self.now else None


def duties(rotas: QuerySet[Rota], now: datetime) -> list[Duty]:
    """Now and next of each rota. Eight queries at most, whatever number of rotas."""
    found = list(rotas.select_related("team"))
    until = now + AHEAD
    shifts: dict[int, list[Shift]] = {}
    for one in published(found, now, until):
        shifts.setdefault(one.rota_id, []).append(one)
    bare = [one.pk for one in found if one.pk not in shifts]
    rules = _rules(bare, now)
    spans = {pk: [span_of(one) for one in rows] for pk, rows in shifts.items()} | {
        pk: expand(rule, now, until) for pk, rule in rules.items()
    }
    people = _people(shifts, spans.values())
    return [
        _duty(one, spans.get(one.pk, []), people, now, is_published=one.pk in shifts)
        for one in found
    ]


def _rules(pks: Sequence[int], now: datetime) -> dict[int, Any]:
    if not pks:
        return {}
    rows = with_rules(Rota.objects.filter(pk__in=pks), now)
    return {one.pk: rule_of(one, now) for one in rows}


def _people(
    shifts: dict[int, list[Shift]], spans: Iterable[list[Span]]
) -> dict[int, Person]:
    known = {one.person_id: one.person for rows in shifts.values() for one in rows}
    asked = {one.person for rows in spans for one in rows} - known.keys()
    return known | (Person.objects.in_bulk(asked) if asked else {})


def _duty(
    rota: Rota,
    spans: list[Span],
    people: dict[int, Person],
    now: datetime,
    *,
    is_published: bool,
) -> Duty:
    on = [one for one in spans if one.starts <= now < one.ends]
    present = _turn(on, people) if on else None
    later = [one for one in spans if one.starts > now]
    after = None
    if later:
        at = min(one.starts for one in later)
        after = _turn([one for one in later if one.starts == at], people)
    return Duty(rota, present, after, is_published)


def _turn(spans: list[Span], people: dict[int, Person]) -> Turn:
    found = sorted((people[one.person] for one in spans), key=lambda one: one.name)
    return Turn(
        tuple(found),
        min(one.starts for one in spans),
        min(one.ends for one in spans),
    )


def visible_rotas(user: User) -> QuerySet[Rota]:
    """The rotas that are planned and that somebody sees."""
    return Rota.objects.visible_to(user).filter(retired_on=None)


def my_turns(user: User, now: datetime, most: int = 10) -> list[Shift]:
    """One's own shifts that run or come, of every rota."""
    rows = Shift.objects.filter(person__user=user, ends_at__gt=now)
    return list(rows.select_related("rota", "person").order_by("starts_at")[:most])


def spans_between(rota: Rota, a: datetime, b: datetime) -> list[Span]:
    """Who the rota's layers and overrides put on call in [a, b)."""
    return expand(rule_of(rota, a), a, b)
