"""Rotas as they are found: no hard rule broken, as fair as can be, and stopped in time."""

import random
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from apps.staffing.rules.generating.checking import breaches
from apps.staffing.rules.generating.instance import (
    Away,
    Instance,
    Limits,
    Need,
    Slot,
    Wish,
    Worker,
)
from apps.staffing.rules.generating.shares import breaks, costs, loads, shares
from apps.staffing.rules.generating.solving import Budget, Ending, solve
from apps.staffing.rules.generating.starting import start
from apps.staffing.rules.spans import Span
from tests.staffing.rota_oracle import broken_rules
from tests.staffing.shapes import at, benchmark, slot, team

PRESSED = """
import signal
from ortools.sat.python.cp_model import CpModel
from apps.staffing.rules.generating.solving import Budget, solver_of

signal.signal(signal.SIGINT, lambda *given: print("told"))
solver_of(Budget(most=1)).solve(CpModel())
signal.raise_signal(signal.SIGINT)
"""
QUICK = Budget(most=5, patience=0.0, factor=0.0)


def random_instance(seed: int) -> Instance:
    """A small team, one to three weeks, with everything that can stand in the way."""
    draw = random.Random(seed)
    zone = ZoneInfo(draw.choice(["UTC", "Europe/London", "America/New_York"]))
    days = draw.choice([5, 7, 10])
    begin = draw.choice([80, 0, 294])  # weeks in which the clocks change are among them
    hours = draw.choice([[(8, 20), (20, 32)], [(6, 14), (14, 22), (22, 30)], [(9, 17)]])
    slots = [
        replace(one, starts=_local(one.starts, zone), ends=_local(one.ends, zone))
        for day in range(begin, begin + days)
        for span in hours
        for one in [slot("Shift", day, span, draw.choice([1, 1, 2]))]
    ]
    slots = [
        replace(one, needs=(Need(1, 3, 1, "Oracle"),)) if draw.random() < 0.3 else one
        for one in slots
    ]
    workers = [
        _random_worker(draw, number, slots) for number in range(draw.randint(5, 9))
    ]
    limits = Limits(
        rest=draw.choice([None, 8 * 60, 11 * 60]),
        weekly_rest=draw.choice([None, 24 * 60, 35 * 60]),
        weekly_work=draw.choice([None, 36 * 60, 48 * 60]),
        nights=draw.choice([None, 1, 2, 3]),
    )
    published = frozenset(
        Span(draw.choice(workers).person, one.starts, one.ends) for one in slots[::2]
    )
    return Instance(workers, slots, limits, zone=zone, published=published)


def _local(when: datetime, zone: ZoneInfo) -> datetime:
    return when.replace(tzinfo=zone).astimezone(UTC)


def _random_worker(draw: random.Random, number: int, slots: list[Slot]) -> Worker:
    first = slots[0].starts
    gone = first + timedelta(days=draw.randint(0, 9))
    wish = first + timedelta(days=draw.randint(0, 9))
    before = first - timedelta(hours=draw.choice([4, 10, 16, 40]))
    fixed = (Span(number + 1, before - timedelta(hours=8), before),)
    return Worker(
        number + 1,
        f"Person {number + 1}",
        part=Fraction(draw.choice([1, 2]), 2),
        skills={1: draw.choice([0, 2, 3, 4])},
        away=(Away(gone, gone + timedelta(days=2)),) if draw.random() < 0.4 else (),
        wishes=(Wish(wish, wish + timedelta(days=1), draw.randint(1, 3)),),
        fixed=fixed if draw.random() < 0.4 else (),
        nights=frozenset({slots[0].starts.date() - timedelta(days=1)}),
        balance=draw.choice([0, 0, 480, -960]),
    )


@pytest.mark.parametrize("start_seed", range(0, 200, 25))
def test_no_hard_rule_is_ever_broken(start_seed):
    found = 0
    for seed in range(start_seed, start_seed + 25):
        asked = random_instance(seed)
        result = solve(asked, QUICK)

        if result.found is None:
            assert result.ending in {Ending.IMPOSSIBLE, Ending.TIME}, seed
            continue
        found += 1
        assert broken_rules(asked, result.found) == [], seed
        assert breaches(asked, result.found) == [], seed
        assert result.bound <= result.cost, seed

    assert found >= 8


def test_the_oracle_sees_what_the_model_would_not_allow():
    asked = Instance(team(2), [slot("Late", 0, (14, 22)), slot("Early", 1, (6, 14))])

    assert broken_rules(asked, {(0, 0), (1, 0)}) == ["0: too little rest"]
    assert [one.kind for one in breaches(asked, frozenset({(0, 0), (1, 0)}))] == [
        "rest"
    ]
    assert broken_rules(asked, {(0, 0)}) == ["slot 1 has 0 of 1"]


def test_the_benchmark_is_solved_and_proven_best():
    asked = benchmark()

    result = solve(asked, Budget(most=20))

    assert result.ending == Ending.PROVEN
    assert result.is_proven
    assert result.cost == result.bound == 48 * 60
    assert broken_rules(asked, result.found) == []


def test_load_is_shared_by_fte():
    half, *others = team(3)
    slots = [slot("Day", day, (9, 17)) for day in range(5)]
    asked = Instance([replace(half, part=Fraction(1, 2)), *others], slots)

    result = solve(asked)

    assert shares(asked) == [480, 960, 960]
    assert loads(asked, result.found) == [480, 960, 960]
    assert result.cost == 0


def test_what_was_too_much_last_quarter_is_taken_off():
    burdened, rested = team(2)
    slots = [slot("Day", day, (9, 17)) for day in range(4)]
    asked = Instance([replace(burdened, balance=960), rested], slots)

    result = solve(asked)

    assert shares(asked) == [480, 1440]
    assert loads(asked, result.found) == [480, 1440]


def test_wishes_are_kept_where_nothing_is_lost():
    one, two = team(2)
    slots = [slot("Day", day, (9, 17)) for day in range(2)]
    off = Wish(at(0, 0), at(1, 0))
    asked = Instance([replace(one, wishes=(off,)), two], slots)

    result = solve(asked)

    assert result.found == {(0, 1), (1, 0)}
    assert not breaks(asked, result.found, 0, off)


def test_somebody_who_wants_to_work_a_day_does():
    one, two = team(2)
    slots = [slot("Day", day, (9, 17)) for day in range(2)]
    wanted = Wish(at(1, 0), at(2, 0), wants_work=True)

    result = solve(Instance([one, replace(two, wishes=(wanted,))], slots))

    assert result.found == {(0, 0), (1, 1)}


def test_the_published_rota_changes_no_more_than_it_must():
    workers = team(4)
    slots = [slot("Day", day, (8, 20)) for day in range(8)]
    plain = Instance(workers, slots)
    turns = frozenset((day, day % 4) for day in range(8))
    published = frozenset(plain.span(*pair) for pair in turns)
    workers[1] = replace(workers[1], away=(Away(at(1, 0), at(2, 0)),))
    asked = replace(plain, workers=workers, published=published)

    result = solve(asked)

    assert len(turns - result.found) <= 2
    assert costs(asked, result.found).changes == 60 * len(turns - result.found)


def test_a_search_can_be_stopped_and_gives_the_best_so_far():
    told = []

    result = solve(
        benchmark(), Budget(patience=60), stopped=lambda: bool(told), told=told.append
    )

    assert result.ending in {Ending.STOPPED, Ending.PROVEN}
    assert result.found is not None
    assert broken_rules(benchmark(), result.found) == []
    assert told[0].cost >= result.cost


def test_waiting_ends_when_nothing_improves():
    budget = Budget(most=60, patience=1.5, factor=1.0)

    assert not budget.is_spent(40, None)
    assert not budget.is_spent(1.4, 0.1)
    assert budget.is_spent(1.7, 0.1)
    assert not budget.is_spent(9, 5)
    assert budget.is_spent(10, 5)


def test_a_start_by_hand_breaks_nothing_and_is_whole():
    asked = benchmark()

    assert broken_rules(asked, start(asked)) == []


def test_an_impossible_rota_says_so():
    result = solve(Instance(team(1), [slot("Day", 0, (8, 20), demand=2)]))

    assert result.ending == Ending.IMPOSSIBLE
    assert result.found is None


def test_after_a_search_its_process_is_still_told_of_ctrl_c():
    ran = subprocess.run(
        [sys.executable, "-c", PRESSED], check=False, capture_output=True, text=True
    )

    assert (ran.returncode, ran.stdout) == (0, "told\n"), ran.stderr
