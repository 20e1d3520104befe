"""When there is no rota: which rules clash, and what giving one of them up would bring."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ortools.sat.python import cp_model

from apps.staffing.rules.generating.building import Board
from apps.staffing.rules.generating.instance import Assignment, Instance
from apps.staffing.rules.generating.named import Cover, Rule, Skilled, rules_of
from apps.staffing.rules.generating.solving import Budget, found_by, solver_of

LENGTHS = (1, 2, 4)  # in weeks; then the whole


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


def clash_of(asked: Instance, *, most: float = 30) -> Clash | None:
    """A smallest set of rules that clash; None if there is a rota, or time was too short.

    `most` are seconds. The set is minimal if every rule of it could be tried; what
    relaxing brings is searched with the rest of the time.
    """
    until = time.monotonic() + most
    part = _shortest_part(asked, until)
    if not part:
        return None
    rules, is_minimal = _smaller(part.asked, rules_of(part.asked), until)
    return Clash(tuple(_relax_each(asked, part.told(rules), until)), is_minimal)


@dataclass(frozen=True)
class _Part:
    """A stretch of weeks as a question of its own; `places` are its slots' in the whole."""

    asked: Instance
    places: list[int]

    def told(self, rules: Sequence[Rule]) -> list[Rule]:
        """The rules as they are called in the whole."""
        return [
            replace(one, slot=self.places[one.slot])
            if isinstance(one, Cover | Skilled)
            else one
            for one in rules
        ]


def _shortest_part(asked: Instance, until: float) -> _Part | None:
    """The first of the shortest stretches of weeks that have no rota by themselves.

    Most clashes lie within a week, and in a week the rules that clash are soon told.
    """
    weeks = sorted({asked.week_of(one.starts) for one in asked.slots})
    lengths = [*(length for length in LENGTHS if length < len(weeks)), len(weeks)]
    for length in lengths:
        for first in range(0, len(weeks) - length + 1, max(1, length // 2)):
            part = _part(asked, set(weeks[first : first + length]))
            left = until - time.monotonic()
            if left <= 0:
                return None
            fits = is_feasible(part.asked, rules_of(part.asked), most=left / 2)
            if fits is False:
                return part
    return None


def _part(asked: Instance, weeks: set[datetime]) -> _Part:
    places = [
        at for at, one in enumerate(asked.slots) if asked.week_of(one.starts) in weeks
    ]
    return _Part(replace(asked, slots=[asked.slots[at] for at in places]), places)


def is_feasible(asked: Instance, rules: Sequence[Rule], *, most: float) -> bool | None:
    """Whether a rota keeps these rules, and no others; None if time was too short."""
    board = Board(asked)
    board.keep(rules)
    status = solver_of(Budget(most=most)).solve(board.model)
    if status == cp_model.INFEASIBLE:
        return False
    return True if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else None


def _smaller(
    asked: Instance, rules: list[Rule], until: float
) -> tuple[list[Rule], bool]:
    """Without every rule whose removal leaves a clash; whether all could be tried.

    A rule without which the others can be kept stays: it is part of the clash. Whole
    halves are tried first, as most rules have no part in it.
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


def _relax_each(asked: Instance, rules: list[Rule], until: float) -> Iterator[Relaxed]:
    """Each rule given up in turn, with an even part of the time that is left."""
    for place, rule in enumerate(rules):
        left = until - time.monotonic()
        yield _relax(asked, rule, left / (len(rules) - place))


def _relax(asked: Instance, rule: Rule, most: float) -> Relaxed:
    if most <= 0:
        return Relaxed(rule, None, is_known=False)
    board = Board(asked)
    board.keep(one for one in rules_of(asked) if one != rule)
    board.model.minimize(board.excess(rule))
    solver = solver_of(Budget(most=most))
    status = solver.solve(board.model)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Relaxed(rule, found_by(solver, board))
    return Relaxed(rule, None, is_known=status == cp_model.INFEASIBLE)
