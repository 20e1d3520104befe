"""Burn-downs: the case of docs/formulas.md, and what holds of any history."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.onboarding import rules
from apps.onboarding.rules import Moved
from tests.vendors.hand_worked import table

FIRST = date(2026, 11, 2)


def test_the_case_worked_by_hand():
    rows = table("Case of a burn-down")
    moves, said = [], []
    for row in rows:
        on = date(2026, 11, int(row["day"].split()[0]))
        for target, state in re.findall(r"(\d) (\w+)", row["what happened"]):
            moves.append(Moved(int(target), on, state))
        count = None if row["open"] == "–" else int(row["open"])
        said.append((on, count, float(row["ideal"])))

    found = rules.burn_down(moves, FIRST, date(2026, 11, 6), date(2026, 11, 5))

    assert [(one.on, one.open_count, one.ideal) for one in found] == said


@pytest.mark.parametrize(
    ("state", "is_live", "target"),
    [
        ("accepted", False, "met"),
        ("not_applicable", False, "met"),
        ("waived", True, "waived"),
        ("waived", False, "open"),
        ("evidence_given", False, "open"),
        ("returned", False, "open"),
    ],
)
def test_what_a_target_is_by_its_criterion(state, is_live, target):
    assert rules.target_state(state, is_waiver_live=is_live) == target


STATES = st.sampled_from(["open", "met", "waived", "excluded"])


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 400), STATES), max_size=40),
    st.integers(1, 500),
    st.integers(0, 600),
)
@settings(max_examples=50)
def test_any_history_has_few_points_and_ends_as_it_stands(told, length, past):
    moves = [
        Moved(target, FIRST + timedelta(days=day), state)
        for target, day, state in sorted(told, key=lambda one: one[1])
    ]
    due, today = FIRST + timedelta(days=length), FIRST + timedelta(days=past)

    found = rules.burn_down(moves, FIRST, due, today)

    assert len(found) <= 62
    assert {FIRST, today, max(due, today)} <= {one.on for one in found}
    last = {one.target: one.state for one in moves if one.on <= today}
    out = {one.target for one in moves if one.state == "excluded"}
    if not out:
        (point,) = [one for one in found if one.on == today]
        assert point.open_count == sum(one == "open" for one in last.values())
    assert all((one.open_count is None) == (one.on > today) for one in found)
