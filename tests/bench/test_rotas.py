"""How soon a rota is found, how good it is and what is proven of it, shape by shape.

Seconds on the wall from the question to the answer. The times of the first and of the best
rota are asserted for teams of the usual size; a machine that is busy otherwise misses them.
"""

import os

import pytest

from apps.staffing.rules.generating.solving import Budget, Result, solve
from tests.bench.ledger import note
from tests.staffing.rota_oracle import broken_rules
from tests.staffing.shapes import BEST, SHAPES, benchmark, year

AFTER = (0.5, 1, 5, 15)
SEEDS = (1, 2, 3)
FIRST, FOUND = 1.0, 2.0
YEAR_SECONDS = float(os.environ.get("BENCH_YEAR_SECONDS", "60"))
HOUR = 60


def at(result: Result, second: float) -> str:
    """The best cost and its bound, in hours, as they stood after so many seconds."""
    told = [one for one in result.story if one.seconds <= second]
    if result.seconds <= second and result.cost is not None:
        return f"{result.cost / HOUR:.1f} / {result.bound / HOUR:.1f}"
    if not told:
        return "–"
    return f"{told[-1].cost / HOUR:.1f} / {told[-1].bound / HOUR:.1f}"


def best_at(result: Result) -> float:
    """After how many seconds the best one was there."""
    return result.story[-1].seconds


def row(name: str, result: Result) -> str:
    note("rotas", f"{name}: first", result.story[0].seconds, "s", bound=FIRST)
    note("rotas", f"{name}: best", best_at(result), "s", bound=FOUND)
    cost, least = result.cost / HOUR, result.bound / HOUR
    note("rotas", f"{name}: cost beside its bound", cost, "h", floor=least)
    cells = " ".join(f"{at(result, second):>17}" for second in AFTER)
    ended = f"{result.seconds:6.2f} {result.ending:15}"
    first = result.story[0].seconds
    return f"{name:16} {first:6.2f} {best_at(result):6.2f} {cells} {ended}"


def head() -> str:
    cells = " ".join(f"{f'after {second} s':>17}" for second in AFTER)
    return f"\n{'cost / bound, h':16} {'first':>6} {'best':>6} {cells} {'end':>6} why"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_benchmark(capsys, seed):
    asked = benchmark()

    result = solve(asked, Budget(most=30, seed=seed))

    with capsys.disabled():
        print(
            f"{head() if seed == SEEDS[0] else ''}\n{row(f'13 × 12 × 2, {seed}', result)}"
        )
    assert broken_rules(asked, result.found) == []
    assert result.cost == 48 * HOUR
    assert result.is_proven
    assert result.story[0].seconds < FIRST
    assert best_at(result) < FOUND


@pytest.mark.parametrize("name", SHAPES)
def test_other_shapes(capsys, name):
    asked = SHAPES[name]()

    result = solve(asked, Budget(most=30))

    with capsys.disabled():
        print(f"\n{row(name, result)}")
    assert broken_rules(asked, result.found) == []
    assert result.cost <= BEST[name]
    assert result.story[0].seconds < FIRST
    assert best_at(result) < FOUND


def test_a_year_of_forty(capsys):
    asked = year()

    result = solve(asked, Budget(most=YEAR_SECONDS))

    with capsys.disabled():
        print(f"\n{row('52 × 40 × 12', result)}")
    assert broken_rules(asked, result.found) == []
