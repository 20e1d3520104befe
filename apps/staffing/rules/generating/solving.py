"""The search: a rota, then better ones, until nothing improves or somebody stops it."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from queue import SimpleQueue

from ortools.sat.python import cp_model

from apps.staffing.rules.generating.building import Board
from apps.staffing.rules.generating.checking import breaches
from apps.staffing.rules.generating.instance import Assignment, Instance
from apps.staffing.rules.generating.named import rules_of
from apps.staffing.rules.generating.objective import cost_of
from apps.staffing.rules.generating.shares import costs, least_unfair
from apps.staffing.rules.generating.starting import start

WORKERS = 2
LOOK = 0.1


class Ending(StrEnum):
    """Why a search ended."""

    PROVEN = "proven"
    NOTHING_BETTER = "nothing_better"
    TIME = "time"
    STOPPED = "stopped"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Budget:
    """How long to search, in seconds.

    It ends when nothing better was found for `patience`, or for `factor` times as long
    as the best took to be found, whichever is longer; at the latest after `most`.
    """

    most: float = 60
    patience: float = 1.5
    factor: float = 1.0
    seed: int = 1

    def is_spent(self, spent: float, improved_at: float | None) -> bool:
        """Whether waiting longer is pointless."""
        if improved_at is None:
            return False
        return spent - improved_at >= max(self.patience, self.factor * improved_at)


@dataclass(frozen=True)
class Progress:
    """How a search stands: after how many seconds, what the best so far costs, its bound."""

    seconds: float
    cost: int
    bound: int


@dataclass(frozen=True)
class Result:
    """What a search came to. `bound` is what no rota of this instance can go below."""

    ending: Ending
    seconds: float
    bound: int
    cost: int | None = None
    found: Assignment | None = None
    story: tuple[Progress, ...] = ()

    @property
    def is_proven(self) -> bool:
        """Whether nothing can be better than what was found."""
        return self.cost is not None and self.bound >= self.cost


def solve(
    asked: Instance,
    budget: Budget = Budget(),
    *,
    stopped: Callable[[], bool] = lambda: False,
    told: Callable[[Progress], None] = lambda _: None,
) -> Result:
    """Search for the best rota; tell of each better one, and ask whether to stop."""
    begun = time.monotonic()
    first, floor = start(asked), least_unfair(asked)
    news = []
    if not breaches(asked, first):
        spent = time.monotonic() - begun
        news.append(Progress(spent, costs(asked, first).total, floor))
        told(news[0])
        if news[0].cost <= floor:
            return Result(Ending.PROVEN, spent, floor, news[0].cost, first, tuple(news))
    board = Board(asked)
    board.keep(rules_of(asked))
    board.model.minimize(cost_of(board))
    board.hint(first)
    search = _Search(board, budget, begun, first if news else None, news)
    return search.run(stopped, told)


class _Watch(cp_model.CpSolverSolutionCallback):
    """Hears of each better rota, in the solver's thread."""

    def __init__(self, begun: float, floor: int) -> None:
        super().__init__()
        self.begun, self.floor = begun, floor
        self.news: SimpleQueue[Progress] = SimpleQueue()

    def on_solution_callback(self) -> None:
        spent = time.monotonic() - self.begun
        bound = max(self.floor, round(self.best_objective_bound))
        self.news.put(Progress(spent, round(self.objective_value), bound))

    def heard(self) -> Iterator[Progress]:
        """What came since it was last asked."""
        while not self.news.empty():
            yield self.news.get()


class _Search:
    """A solver in its own thread, asked every moment whether it should go on."""

    def __init__(
        self,
        board: Board,
        budget: Budget,
        begun: float,
        first: Assignment | None,
        story: list[Progress],
    ) -> None:
        self.board, self.budget, self.begun = board, budget, begun
        self.first, self.story = first, story
        self.floor = least_unfair(board.asked)
        self.solver = solver_of(budget)
        self.watch = _Watch(begun, self.floor)

    def run(
        self, stopped: Callable[[], bool], told: Callable[[Progress], None]
    ) -> Result:
        """Search to the end. Whatever `stopped` or `told` raise ends the search too."""
        thread = threading.Thread(target=self._work, daemon=True)
        thread.start()
        ending: Ending | None = None
        try:
            while thread.is_alive():
                thread.join(LOOK)
                for one in self.watch.heard():
                    if not self.story or one.cost < self.story[-1].cost:
                        self.story.append(one)
                    told(replace(one, cost=min(one.cost, self.story[-1].cost)))
                ending = ending or self._ending(stopped)
                if ending:
                    self.solver.stop_search()
        finally:
            while thread.is_alive():
                self.solver.stop_search()
                thread.join(LOOK)
        self.story.extend(
            one
            for one in self.watch.heard()
            if not self.story or one.cost < self.story[-1].cost
        )
        return self._result(ending)

    def _work(self) -> None:
        self.solver.solve(self.board.model, self.watch)

    def _ending(self, stopped: Callable[[], bool]) -> Ending | None:
        spent = time.monotonic() - self.begun
        improved_at = self.story[-1].seconds if self.story else None
        if stopped():
            return Ending.STOPPED
        if self.story and self.story[-1].cost <= self.floor:
            return Ending.PROVEN
        if spent >= self.budget.most:
            return Ending.TIME
        if self.budget.is_spent(spent, improved_at):
            return Ending.NOTHING_BETTER
        return None

    def _result(self, ending: Ending | None) -> Result:
        spent = time.monotonic() - self.begun
        status = self.solver.response_proto.status
        if status == cp_model.INFEASIBLE:
            return Result(Ending.IMPOSSIBLE, spent, 0)
        bound = max(self.floor, round(self.solver.best_objective_bound))
        best = self._best(status)
        if best is None:
            return Result(ending or Ending.TIME, spent, bound)
        cost = costs(self.board.asked, best).total
        return Result(
            ending=Ending.PROVEN if bound >= cost else ending or Ending.TIME,
            seconds=spent,
            bound=bound,
            cost=cost,
            found=best,
            story=tuple(self.story),
        )

    def _best(self, status: int) -> Assignment | None:
        """What the solver holds, or the first rota if that is better."""
        asked = self.board.asked
        both = [self.first] if self.first is not None else []
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            both.append(found_by(self.solver, self.board))
        return min(both, key=lambda one: costs(asked, one).total, default=None)


def solver_of(budget: Budget) -> cp_model.CpSolver:
    """A solver for two cores that finds the same again from the same seed."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = budget.seed
    # Looking for symmetries loses the rota to begin from; more presolving than once
    # costs a large team more than it gives.
    solver.parameters.symmetry_level = 0
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_time_in_seconds = budget.most
    # Else it takes Ctrl-C from its process for good, and what that started stays behind.
    solver.parameters.catch_sigint_signal = False
    return solver


def found_by(solver: cp_model.CpSolver, board: Board) -> Assignment:
    """The rota that a solver holds."""
    return frozenset(
        (slot, worker)
        for slot, row in enumerate(board.works)
        for worker, work in enumerate(row)
        if solver.boolean_value(work)
    )
