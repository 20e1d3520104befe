"""Fairness: what is everybody's fair share, and how far from it a rota leaves them."""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from apps.staffing.rules.generating.instance import Assignment, Instance, Wish
from apps.staffing.rules.generating.named import overlap


def load_of(asked: Instance) -> int:
    """The weighted minutes that the slots of an instance put on all together."""
    return sum(one.weight * one.demand for one in asked.slots)


def shares(asked: Instance) -> list[int]:
    """Each worker's fair share of the load in weighted minutes, the last quarter evened.

    All load is parted by FTE and presence; what somebody carried too much in the last
    quarter is taken off theirs, and so that nothing is lost, shared among all.
    """
    parts = [Fraction(one.part) for one in asked.workers]
    whole = sum(parts) or Fraction(1)
    total = load_of(asked) + sum(one.balance for one in asked.workers)
    return [
        round(total * part / whole) - one.balance
        for part, one in zip(parts, asked.workers, strict=True)
    ]


def loads(asked: Instance, found: Assignment) -> list[int]:
    """Each worker's weighted minutes in a rota."""
    carried = [0] * len(asked.workers)
    for slot, worker in found:
        carried[worker] += asked.slots[slot].weight
    return carried


def step_of(asked: Instance) -> int:
    """The smallest step by which loads can differ: every load is a multiple of it."""
    return gcd(*(one.weight for one in asked.slots)) or 1


def largest(asked: Instance) -> int:
    """The heaviest slot: within it of the fair share, nobody is called unlucky."""
    return max((one.weight for one in asked.slots), default=0)


def unfairness(load: int, share: int, allowed: int) -> int:
    """Minutes away from the fair share; what lies beyond one shift counts twice."""
    away = abs(load - share)
    return away + max(0, away - allowed)


def least_unfair(asked: Instance) -> int:
    """Minutes of unfairness that no rota of the instance can go below, by counting alone.

    All load is handed out in steps, as if everybody could take any of it: first to each
    what is nearest their share, then what is over or missing where it costs least. That
    is exact because unfairness is convex; rest, skills, wishes and changes only add.
    """
    step, allowed, fair = step_of(asked), largest(asked), shares(asked)

    def cost(worker: int, steps: int) -> int:
        return unfairness(steps * step, fair[worker], allowed)

    held = [_nearest(share, step) for share in fair]
    while missing := load_of(asked) // step - sum(held):
        by = 1 if missing > 0 else -1
        open_to = [at for at, steps in enumerate(held) if steps + by >= 0]
        if not open_to:
            break
        cheapest = min(
            open_to, key=lambda at: cost(at, held[at] + by) - cost(at, held[at])
        )
        held[cheapest] += by
    return sum(cost(at, steps) for at, steps in enumerate(held))


def _nearest(share: int, step: int) -> int:
    """How many steps come nearest a share; none below nothing."""
    return max(0, (share + step // 2) // step)


@dataclass(frozen=True, order=True)
class Line:
    """unfairness ≥ slope · steps + base, where a load is `steps` times the step."""

    slope: int
    base: int


def lines(share: int, step: int, allowed: int) -> list[Line]:
    """Lines below `unfairness`, which together meet it at every multiple of the step.

    The one that spans the two multiples beside the share is what lets the solver prove
    a bound: nobody can be closer to their share than the nearest multiple.
    """
    bends = (share - allowed, share, share + allowed)
    near = {bend // step + beside for bend in bends for beside in (-1, 0, 1)}
    return sorted({_line(share, step, allowed, steps) for steps in near})


def _line(share: int, step: int, allowed: int, steps: int) -> Line:
    here = unfairness(steps * step, share, allowed)
    slope = unfairness((steps + 1) * step, share, allowed) - here
    return Line(slope, here - slope * steps)


@dataclass(frozen=True)
class Costs:
    """What a rota costs, in minutes away from the fair shares."""

    unfair: int
    wishes: int
    changes: int

    @property
    def total(self) -> int:
        """What the search makes as small as it can."""
        return self.unfair + self.wishes + self.changes


def costs(asked: Instance, found: Assignment) -> Costs:
    """What a rota costs, told apart."""
    allowed = largest(asked)
    pairs = zip(loads(asked, found), shares(asked), strict=True)
    kept = {asked.span(slot, worker) for slot, worker in found}
    return Costs(
        unfair=sum(unfairness(load, share, allowed) for load, share in pairs),
        wishes=asked.aims.wish * sum(wish.weight for _, wish in broken(asked, found)),
        changes=asked.aims.change * len(asked.published - kept),
    )


def broken(asked: Instance, found: Assignment) -> list[tuple[int, Wish]]:
    """Wishes that a rota breaks, each with the worker whose it is."""
    return [
        (worker, wish)
        for worker, one in enumerate(asked.workers)
        for wish in one.wishes
        if breaks(asked, found, worker, wish)
    ]


def breaks(asked: Instance, found: Assignment, worker: int, wish: Wish) -> bool:
    """Whether a rota breaks a worker's wish."""
    works = any(
        (at, worker) in found and overlap(one, wish.starts, wish.ends)
        for at, one in enumerate(asked.slots)
    )
    return works != wish.wants_work
