"""A clash in a manager's words: what clashes, and what giving up each rule would bring."""

from datetime import datetime, timedelta
from itertools import pairwise

from apps.staffing.rules.generating.clashes import Clash, Relaxed
from apps.staffing.rules.generating.instance import Assignment, Instance, Slot, minutes
from apps.staffing.rules.generating.named import (
    Cover,
    FreeDay,
    Leave,
    Nights,
    Rest,
    Skilled,
    Week,
    hours,
    overlap,
    slot_words,
    words,
)
from apps.staffing.rules.spans import Span

MANY = 3


def headline(asked: Instance, clash: Clash) -> str:
    """The clash in one sentence."""
    wanted = [one for one in clash.relaxed if isinstance(one.rule, Cover | Skilled)]
    if len(wanted) == 1:
        most = ""
        if wanted[0].found is not None:
            most = f", and at most {_reached(asked, wanted[0], wanted[0].found)} can be"
        return f"{words(wanted[0].rule, asked)}{most}."
    return (
        f"{len(wanted)} slots cannot all be filled within"
        f" {len(clash.relaxed) - len(wanted)} other rules."
    )


def gives(asked: Instance, relaxed: Relaxed) -> str:
    """What giving up a rule would bring."""
    if not relaxed.is_known:
        return "Not tried: time was up."
    if relaxed.found is None:
        return "Not enough by itself: other rules clash still."
    return f"There is a rota {_price(asked, relaxed, relaxed.found)}."


def _reached(asked: Instance, relaxed: Relaxed, found: Assignment) -> int:
    match relaxed.rule:
        case Cover(slot):
            return sum(at == slot for at, _ in found)
        case Skilled(slot, need):
            wanted = asked.slots[slot].needs[need]
            return sum(
                asked.workers[worker].skills.get(wanted.skill, 0) >= wanted.level
                for at, worker in found
                if at == slot
            )
    return 0


def _price(asked: Instance, relaxed: Relaxed, found: Assignment) -> str:
    match relaxed.rule:
        case Cover(slot):
            demand = asked.slots[slot].demand
            return f"with {_reached(asked, relaxed, found)} of {demand} there"
        case Skilled(slot, need):
            count = asked.slots[slot].needs[need].count
            return f"with {_reached(asked, relaxed, found)} of {count} who can"
        case Leave(worker, away):
            return _worked_away(asked, found, worker, away)
        case _:
            return _beyond(asked, relaxed.rule, found)


def _beyond(
    asked: Instance, rule: Rest | Week | FreeDay | Nights, found: Assignment
) -> str:
    """How far a limit would be passed."""
    match rule:
        case Rest(worker):
            return f"in which the shortest rest is {hours(_rest(asked, found, worker))}"
        case Week(worker, begun):
            return f"with {hours(_worked(asked, found, worker, begun))} in that week"
        case FreeDay():
            return "without that stretch in that week"
        case Nights(worker):
            return f"with {_run(asked, found, worker)} nights in a row"


def _worked(asked: Instance, found: Assignment, worker: int, begun: datetime) -> int:
    ended = asked.week_after(begun)
    return sum(
        minutes(min(ends, ended) - max(starts, begun))
        for starts, ends in _shifts(asked, found, worker)
        if starts < ended and ends > begun
    )


def _worked_away(asked: Instance, found: Assignment, worker: int, away: int) -> str:
    gone = asked.workers[worker].away[away]
    hit = [
        at
        for at, by in sorted(found)
        if by == worker and overlap(asked.slots[at], gone.starts, gone.ends)
    ]
    named = "; ".join(slot_words(asked, at) for at in hit[:MANY])
    more = f" and {len(hit) - MANY} more" if len(hit) > MANY else ""
    name = asked.workers[worker].name
    return f"if {name} comes in for {len(hit)}: {named}{more}"


def _shifts(
    asked: Instance, found: Assignment, worker: int
) -> list[tuple[datetime, datetime]]:
    both: list[Slot | Span] = list(asked.workers[worker].fixed)
    both += [asked.slots[at] for at, by in found if by == worker]
    return sorted((one.starts, one.ends) for one in both)


def _rest(asked: Instance, found: Assignment, worker: int) -> int:
    shifts = _shifts(asked, found, worker)
    return min(
        (minutes(then[0] - first[1]) for first, then in pairwise(shifts)), default=0
    )


def _run(asked: Instance, found: Assignment, worker: int) -> int:
    mine = {asked.slots[at].night for at, by in found if by == worker}
    nights = sorted({one for one in mine if one} | asked.workers[worker].nights)
    longest = length = 0
    for at, night in enumerate(nights):
        follows = at and nights[at - 1] == night - timedelta(days=1)
        length = length + 1 if follows else 1
        longest = max(longest, length)
    return longest
