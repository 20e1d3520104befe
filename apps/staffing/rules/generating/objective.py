"""What a rota costs, as the solver reads it: unfairness, wishes broken, changes."""

from collections.abc import Iterator

from ortools.sat.python import cp_model

from apps.staffing.rules.generating.building import Board, Sum
from apps.staffing.rules.generating.instance import Wish
from apps.staffing.rules.generating.named import overlap
from apps.staffing.rules.generating.shares import (
    breaks,
    largest,
    lines,
    loads,
    shares,
    step_of,
    unfairness,
)


def cost_of(board: Board) -> Sum:
    """What the search makes as small as it can, as a sum of decisions."""
    terms = [*_unfair(board), *_unwished(board), *_changed(board)]
    return cp_model.LinearExpr.sum(terms)


def _unfair(board: Board) -> Iterator[Sum]:
    for worker, share in enumerate(shares(board.asked)):
        yield _unfair_to(board, worker, share)


def _unfair_to(board: Board, worker: int, share: int) -> cp_model.IntVar:
    asked, model = board.asked, board.model
    step, allowed = step_of(asked), largest(asked)
    steps = [one.weight // step for one in asked.slots]
    most = sum(steps)
    load = board.derive(
        model.new_int_var(0, most, ""),
        lambda found: loads(asked, found)[worker] // step,
    )
    works = [row[worker] for row in board.works]
    model.add(cp_model.LinearExpr.weighted_sum(works, steps) == load)
    unfair = board.derive(
        model.new_int_var(0, 2 * (most * step + abs(share)), ""),
        lambda found: unfairness(loads(asked, found)[worker], share, allowed),
    )
    for line in lines(share, step, allowed):
        model.add(unfair >= line.slope * load + line.base)
    return unfair


def _unwished(board: Board) -> Iterator[Sum]:
    for worker, one in enumerate(board.asked.workers):
        for wish in one.wishes:
            weight = board.asked.aims.wish * wish.weight
            yield weight * _unwished_by(board, worker, wish)


def _unwished_by(board: Board, worker: int, wish: Wish) -> cp_model.IntVar:
    asked, model = board.asked, board.model
    hit = [
        board.works[at][worker]
        for at, slot in enumerate(asked.slots)
        if overlap(slot, wish.starts, wish.ends)
    ]
    is_broken = board.derive(
        model.new_bool_var(""), lambda found: breaks(asked, found, worker, wish)
    )
    if wish.wants_work:
        model.add_bool_or([*hit, is_broken])
    for work in [] if wish.wants_work else hit:
        model.add_implication(work, is_broken)
    return is_broken


def _changed(board: Board) -> Iterator[Sum | int]:
    asked = board.asked
    spans = {
        asked.span(slot, worker): board.works[slot][worker]
        for slot in range(len(asked.slots))
        for worker in range(len(asked.workers))
    }
    for one in asked.published:
        if one in spans:
            yield asked.aims.change * (1 - spans[one])
        else:
            yield asked.aims.change
