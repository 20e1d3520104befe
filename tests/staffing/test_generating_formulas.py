"""The cases of fair shares that docs/formulas.md works out by hand."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as drawing
from hypothesis import strategies as st

from apps.staffing.rules.generating.instance import Instance
from apps.staffing.rules.generating.shares import (
    largest,
    least_unfair,
    lines,
    load_of,
    shares,
    step_of,
    unfairness,
)
from tests.staffing.shapes import BEST, SHAPES, at, benchmark, slot, team

HOUR = 60


def cases() -> list[list[str]]:
    text = (Path(settings.BASE_DIR) / "docs/formulas.md").read_text()
    table = text.partition("### Cases of fair shares")[2].partition("\n## ")[0]
    rows = [one for one in table.splitlines() if one.startswith("|")][2:]
    return [[cell.strip() for cell in one.strip("|").split("|")] for one in rows]


def numbers(text: str) -> list[float]:
    return [float(one) for one in text.split()]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[0])
def test_fair_shares_are_as_the_documents_say(case):
    _, weights, parts, balances, fair, carried, unfair = case
    slots = [
        replace(slot("Day", day, (8, 16)), weight=int(hours * HOUR))
        for day, hours in enumerate(numbers(weights))
    ]
    workers = [
        replace(one, part=Fraction(part), balance=int(balance * HOUR))
        for one, part, balance in zip(
            team(len(numbers(parts))), parts.split(), numbers(balances), strict=True
        )
    ]
    asked = Instance(workers, slots)

    found = shares(asked)
    away = [
        unfairness(int(load * HOUR), share, largest(asked))
        for load, share in zip(numbers(carried), found, strict=True)
    ]

    assert found == [hours * HOUR for hours in numbers(fair)]
    assert sum(away) == float(unfair) * HOUR
    assert at(0, 8) == slots[0].starts


@pytest.mark.parametrize(
    ("share", "step"), [(9360, 480), (1000, 60), (-300, 360), (7, 1)]
)
def test_the_solvers_lines_are_exact_at_every_multiple_and_never_above(share, step):
    allowed = 960
    for steps in range(-20, 60):
        highest = max(
            one.slope * steps + one.base for one in lines(share, step, allowed)
        )
        assert highest == unfairness(steps * step, share, allowed)


@drawing(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from([120, 180, 300, 480]), min_size=1, max_size=6),
    st.lists(
        st.tuples(
            st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 3)]),
            st.integers(-900, 900),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_what_counting_allows_is_the_least_of_all_ways_to_hand_out_the_load(
    weights, people
):
    slots = [
        replace(slot("Day", day, (8, 16)), weight=weight)
        for day, weight in enumerate(weights)
    ]
    workers = [
        replace(one, part=part, balance=balance)
        for one, (part, balance) in zip(team(len(people)), people, strict=True)
    ]
    asked = Instance(workers, slots)
    step, units = step_of(asked), load_of(asked) // step_of(asked)

    least = min(
        sum(
            unfairness(steps * step, share, largest(asked))
            for steps, share in zip(held, shares(asked), strict=True)
        )
        for held in product(range(units + 1), repeat=len(workers))
        if sum(held) == units
    )

    assert least_unfair(asked) == least


def test_counting_alone_proves_the_benchmark_and_never_says_too_much():
    assert least_unfair(benchmark()) == 48 * HOUR
    for name, shape in SHAPES.items():
        assert least_unfair(shape()) <= BEST[name]
