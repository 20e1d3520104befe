"""When there is no rota: which rules clash, and what giving one of them up would bring."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from apps.staffing.rules.generating.building import Board
from apps.staffing.rules.generating.instance import Assignment, Instance
from apps.staffing.rules.generating.named import Rule, rules_of
from apps.staffing.rules.generating.solving import Budget, found_by, solver_of


@dataclass(frozen=True)
class Relaxed:
    """What giving up one rule brings: a rota, and how far it must be bent; or not yet.

    `found` is a rota that keeps every other rule, and breaks this one as little as can
    be; None if other rules clash still. `is_known` is False if time was up before.
    """

    rule: Rule
    found: Assignment | None
    is_known: bool = True


@dataclass(frozen=True)
class Clash:
    """Rules that cannot be kept together, though they could without any one of them."""

    relaxed: tuple[Relaxed, ...]
    is_minimal: bool

    @property
    def rules(self) -> list[Rule]:
        """The rules themselves."""
        return [one.rule for one in self.relaxed]


def clash_of(asked: Instance, *, most: float = 30, seed: int = 1) -> Clash | None:
    """A smallest set of rules that clash; None if there is a rota, or time was too short.

    `most` are seconds. The set is minimal if every rule of it could be tried; what
    relaxing brings is searched with the rest of the time.
    """
    until = time.monotonic() + most
    first = _core(asked, Budget(most=most, seed=seed))
    if not first:
        return None
    rules, is_minimal = _smaller(asked, first, until)
    relaxed = [_relax(asked, one, until) for one in rules]
    return Clash(tuple(relaxed), is_minimal)


def is_feasible(asked: Instance, rules: Sequence[Rule], *, most: float) -> bool | None:
    """Whether a rota keeps these rules, and no others; None if time was too short."""
    board = Board(asked)
    board.keep(rules)
    status = solver_of(Budget(most=most)).solve(board.model)
    if status == cp_model.INFEASIBLE:
        return False
    return True if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else None


def _core(asked: Instance, budget: Budget) -> list[Rule]:
    """Rules that clash, as the solver's proof used them: not yet the fewest."""
    board = Board(asked)
    held = {board.keep_if(rule).index: rule for rule in rules_of(asked)}
    board.model.add_assumptions(
        [board.model.get_bool_var_from_proto_index(index) for index in held]
    )
    solver = solver_of(budget)
    if solver.solve(board.model) != cp_model.INFEASIBLE:
        return []
    used = set(solver.sufficient_assumptions_for_infeasibility())
    return [rule for index, rule in held.items() if index in used]


def _smaller(
    asked: Instance, rules: list[Rule], until: float
) -> tuple[list[Rule], bool]:
    """Without every rule whose removal leaves a clash; whether all could be tried.

    A rule without which the others can be kept stays: it is part of the clash. First
    whole halves are tried, as most of what a proof used is often not needed.
    """
    needed: list[Rule] = []
    open_ones = [list(rules)]
    is_minimal = True
    while open_ones:
        part = open_ones.pop()
        others = [rule for rest in open_ones for rule in rest]
        left = until - time.monotonic()
        fits = is_feasible(asked, needed + others, most=left) if left > 0 else None
        if fits is False:
            continue
        if len(part) == 1:
            needed += part
            is_minimal = is_minimal and fits is not None
            continue
        half = len(part) // 2
        open_ones += [part[:half], part[half:]]
    return [rule for rule in rules if rule in needed], is_minimal


def _relax(asked: Instance, rule: Rule, until: float) -> Relaxed:
    left = until - time.monotonic()
    if left <= 0:
        return Relaxed(rule, None, is_known=False)
    board = Board(asked)
    board.keep(one for one in rules_of(asked) if one != rule)
    board.model.minimize(board.excess(rule))
    solver = solver_of(Budget(most=left))
    status = solver.solve(board.model)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Relaxed(rule, found_by(solver, board))
    return Relaxed(rule, None, is_known=status == cp_model.INFEASIBLE)
