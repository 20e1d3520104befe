"""Swaps: what speaks against one, who takes part, what a person may do with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.staffing.access import can_accept, can_approve_swap, can_plan
from apps.staffing.models import (
    CoverageRule,
    Person,
    Rota,
    Shift,
    Swap,
)
from apps.staffing.queries.away import away_spans
from apps.staffing.queries.cover import needs_of
from apps.staffing.queries.rotas import published, span_of
from apps.staffing.queries.working_time import added_breaches, work_around
from apps.staffing.rules.cover import GapOf, gaps
from apps.staffing.rules.publishing import less
from apps.staffing.rules.spans import Span
from apps.staffing.rules.working_time import Breach, BreachOf
from apps.staffing.states import SwapState


def objections(swap: Swap, taker: Person, now: datetime) -> list[str]:
    """What speaks against it, in sentences: the rota, shifts, leave, rest and limits, skills."""
    assert swap.shift
    first = Span(taker.pk, swap.starts_at, swap.ends_at)
    back = swap.return_shift
    found = _stranger(swap, taker)
    found += _against(taker, first, span_of(back) if back else None, swap.rota)
    if back:
        second = Span(swap.giver_id, back.starts_at, back.ends_at)
        found += _against(swap.giver, second, span_of(swap.shift), back.rota)
    return found + _cover_lost(swap, first)


def _stranger(swap: Swap, taker: Person) -> list[str]:
    """Whether who would take it is neither on the rota nor in its team."""
    rows = Person.objects.of_rota(
        swap.rota_id, swap.rota.team_id, swap.starts_at.date()
    )
    if rows.filter(pk=taker.pk).exists():
        return []
    return [f"{taker} is neither on {swap.rota} nor in its team then."]


def _against(person: Person, span: Span, given: Span | None, rota: Rota) -> list[str]:
    """What of a person's own time speaks against a shift, once they gave one away."""
    rows = Shift.objects.filter(
        person=person, starts_at__lt=span.ends, ends_at__gt=span.starts
    )
    found = []
    if any(span_of(one) != given for one in rows):
        found.append(f"{person} has a shift then already.")
    if away_spans([person], span.starts, span.ends):
        found.append(f"{person} is away then.")
    return found + _limits_broken(person, span, given, rota)


def _limits_broken(
    person: Person, span: Span, given: Span | None, rota: Rota
) -> list[str]:
    """The limits of their country that they would break, each once. Three queries."""
    work = work_around([person], span.starts, span.ends)
    broken: dict[Breach, BreachOf] = {}
    for one in added_breaches(work, person, rota, span, given):
        broken.setdefault(one.kind, one)
    return [f"{person} would break {_limit_name(one)}." for one in broken.values()]


def _limit_name(one: BreachOf) -> str:
    return {
        Breach.REST: "the rest of {:g} hours between shifts",
        Breach.WEEKLY_REST: "the weekly rest of {:g} hours",
        Breach.WEEKLY_HOURS: "{:g} hours a week on average",
        Breach.NIGHTS: "{:g} nights in a row",
        Breach.NIGHT_WORK: "{:g} hours of night work",
    }[one.kind].format(one.limit)


def _cover_lost(swap: Swap, span: Span) -> list[str]:
    """Coverage rules that the rota would meet no more."""
    rules = list(
        CoverageRule.objects.filter(rota=swap.rota).select_related("rota", "skill")
    )
    if not rules:
        return []
    a, b = span.starts, span.ends
    there = [span_of(one) for one in published([swap.rota], a, b)]
    old = Span(swap.giver_id, a, b)
    then = [
        part
        for one in there
        for part in (less([one], [old]) if one.person == old.person else [one])
    ]
    needs = needs_of(rules)
    before = _short(gaps(needs, there, [], a, b))
    after = _short(gaps(needs, [*then, span], [], a, b))
    by_key = {one.pk: one for one in rules}
    lost = [key for key in after if after[key] > before.get(key, 0)]
    return [f"“{by_key[key]}” would not be covered." for key in lost]


def _short(found: Sequence[GapOf]) -> dict[int, float]:
    """Missing hours of people by rule."""
    short: dict[int, float] = {}
    for one in found:
        hours = (one.ends - one.starts).total_seconds() / 3600 * one.short
        short[one.need] = short.get(one.need, 0) + hours
    return short


def planners_of(rota: Rota) -> list[int]:
    """Who is told that a swap waits for approval: the team's manager."""
    return [rota.team.manager_id] if rota.team.manager_id else []


def takers_for(shift: Shift, user: User) -> QuerySet[Person]:
    """Who may be asked: people of the rota or its team that are here on that day."""
    day, rota = shift.starts_at.date(), shift.rota
    people = Person.objects.visible_to(user).exclude(pk=shift.person_id)
    return people.of_rota(rota.pk, rota.team_id, day)


def returnable(shift: Shift, now: datetime) -> QuerySet[Shift]:
    """Shifts that may come in exchange: others' of the same rota, in the next weeks."""
    rows = Shift.objects.filter(rota=shift.rota_id, starts_at__gt=now)
    near = rows.filter(starts_at__lt=shift.starts_at + timedelta(weeks=8))
    return near.exclude(person=shift.person_id).select_related("person")


@dataclass(frozen=True)
class SwapPage:
    """A swap, what speaks against it, and what its reader may do."""

    swap: Swap
    objections: list[str]
    may_accept: bool
    may_approve: bool
    may_refuse: bool
    may_withdraw: bool


def swap_page(swap: Swap, user: User, now: datetime) -> SwapPage:
    """All of a swap's page."""
    is_asked, is_accepted = (
        swap.state == state for state in (SwapState.ASKED, SwapState.ACCEPTED)
    )
    accepts = is_asked and can_accept(user, swap)
    approves = is_accepted and can_approve_swap(user, swap)
    mine = user.pk in (swap.asked_by_id, swap.giver.user_id)
    taker = swap.taker or (
        Person.objects.filter(user=user).first() if accepts else None
    )
    against = []
    if taker and swap.shift and (is_asked or is_accepted):
        against = objections(swap, taker, now)
    is_open = is_asked or is_accepted
    return SwapPage(
        swap,
        against,
        may_accept=accepts and not against,
        may_approve=approves and not against,
        may_refuse=approves or (accepts and swap.taker is not None),
        may_withdraw=is_open and (mine or can_plan(user, swap.rota)),
    )


def listed_swaps(user: User) -> QuerySet[Swap]:
    """The swaps one sees, what waits first."""
    rows = Swap.objects.visible_to(user).with_names()
    return rows.order_by("-asked_at", "-pk")


def waiting_for(user: User, now: datetime) -> QuerySet[Swap]:
    """Open swaps of shifts to come that wait for this person's word."""
    rows = Swap.objects.visible_to(user).open().filter(starts_at__gt=now).with_names()
    asked = Q(state=SwapState.ASKED, taker__user=user)
    approval = Q(state=SwapState.ACCEPTED, rota__team__manager=user)
    mine = Q(asked_by=user) | Q(accepted_by=user, state=SwapState.ACCEPTED)
    return rows.filter(asked | approval).exclude(mine)


def open_swap_of(shift: Shift) -> Swap | None:
    """The offer of this shift that waits for somebody."""
    return Swap.objects.open().filter(shift=shift).with_names().first()
