"""A first rota as a planner would fill it in by hand; the search begins from it."""

import time

from apps.staffing.rules.generating.instance import Assignment, Instance
from apps.staffing.rules.generating.table import Table

SECONDS = 0.4  # what evening out may take, and for a large team
PAIRS_A_SECOND = 6000  # a second for so many pairs of slot and person


def start(asked: Instance, *, seconds: float | None = None) -> Assignment:
    """Slot after slot in time, by who may and is furthest below their share; evened out.

    Those who have the slot in the published rota come first. Slots for which nobody is
    left stay open: it is a start, not an answer.
    """
    table = Table(asked)
    order = sorted(range(len(asked.slots)), key=lambda at: asked.slots[at].starts)
    for at in order:
        _fill(table, at)
    if seconds is None:
        seconds = max(SECONDS, len(order) * len(table.team) / PAIRS_A_SECOND)
    _even_out(table, time.monotonic() + seconds)
    return table.found


def _fill(table: Table, at: int) -> None:
    """First those whose skill is needed, then whoever comes next."""
    asked = table.asked
    slot = asked.slots[at]
    ranked = sorted(
        (-(asked.span(at, who) in asked.published), _rank(table, who, at), who)
        for who in range(len(asked.workers))
        if table.may(who, at)
    )
    open_ones = [who for *_, who in ranked]
    chosen: list[int] = []
    for need in slot.needs:
        able = [
            who
            for who in open_ones
            if asked.workers[who].skills.get(need.skill, 0) >= need.level
        ]
        missing = need.count - sum(who in able for who in chosen)
        chosen += [who for who in able if who not in chosen][: max(0, missing)]
    chosen += [who for who in open_ones if who not in chosen]
    for who in chosen[: slot.demand]:
        table.take(who, at)


def _rank(table: Table, who: int, at: int) -> int:
    one = table.team[who]
    return one.load - one.share + table.price(who, at)


def _even_out(table: Table, until: float) -> None:
    """Move slots, or exchange two, as long as the rota gets better by it."""
    is_better = True
    while is_better and time.monotonic() < until:
        order = sorted(
            range(len(table.team)),
            key=lambda who: table.team[who].load - table.team[who].share,
        )
        is_better = False
        for giver in reversed(order):
            for taker in order:
                if time.monotonic() > until:
                    return
                if giver != taker and _ease(table, giver, taker):
                    is_better = True


def _ease(table: Table, giver: int, taker: int) -> bool:
    """Let one give the other a slot, or exchange two; whether something got better."""
    for at in sorted(table.team[giver].slots):
        if _move(table, giver, taker, at):
            return True
    for at in sorted(table.team[giver].slots):
        for back in sorted(table.team[taker].slots):
            if _exchange(table, giver, taker, at, back):
                return True
    return False


def _move(table: Table, giver: int, taker: int, at: int) -> bool:
    weight = table.asked.slots[at].weight
    gain = _gain(table, giver, taker, weight)
    gain += table.price(giver, at) - table.price(taker, at)
    if gain <= 0 or not table.may(taker, at):
        return False
    if not table.keeps_skill(at, (table.people[at] - {giver}) | {taker}):
        return False
    table.drop(giver, at)
    table.take(taker, at)
    return True


def _exchange(table: Table, giver: int, taker: int, at: int, back: int) -> bool:
    slots = table.asked.slots
    more = slots[at].weight - slots[back].weight
    gain = _gain(table, giver, taker, more)
    gain += table.price(giver, at) - table.price(taker, at)
    gain += table.price(taker, back) - table.price(giver, back)
    if gain <= 0:
        return False
    table.drop(giver, at)
    table.drop(taker, back)
    fits = (
        table.may(taker, at)
        and table.may(giver, back)
        and table.keeps_skill(at, table.people[at] | {taker})
        and table.keeps_skill(back, table.people[back] | {giver})
    )
    first, second = (taker, giver) if fits else (giver, taker)
    table.take(first, at)
    table.take(second, back)
    return fits


def _gain(table: Table, giver: int, taker: int, weight: int) -> int:
    """By how much the two are better off if so much load goes over."""
    before = table.unfair(giver) + table.unfair(taker)
    return before - table.unfair(giver, -weight) - table.unfair(taker, weight)
