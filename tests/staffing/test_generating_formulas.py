"""The cases of fair shares that docs/formulas.md works out by hand."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings

from apps.staffing.rules.generating.instance import Instance
from apps.staffing.rules.generating.shares import largest, lines, shares, unfairness
from tests.staffing.shapes import at, slot, team

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
