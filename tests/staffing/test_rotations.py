"""Rotations worked out by hand in docs/formulas.md, and what a shift is."""

import pytest

from apps.staffing.rules.rotations import RotaRule, expand, on_call, shifts
from tests.staffing.hand_worked import LONDON, overrides, rotas
from tests.staffing.hand_worked import on_call as said
from tests.staffing.oracle import answers
from tests.vendors.hand_worked import moment, table

ROTAS = rotas()
CASES = [
    (f"{row['#']} {row['what it shows']}", row)
    for row in table("Cases of being on call")
]


def asked(row):
    """The rota, the window and the answer of a case."""
    rota = RotaRule(ROTAS[row["rota"]].layers, overrides(row["overrides"]))
    return rota, moment(row["from"], LONDON), moment(row["until"], LONDON)


@pytest.mark.parametrize(("name", "row"), CASES, ids=[name for name, _ in CASES])
def test_a_case_worked_by_hand(name, row):
    rota, a, b = asked(row)
    expected = sorted(said(row["on call"]), key=lambda one: (one.starts, one.person))

    assert expand(rota, a, b) == expected
    for one in expected:
        assert one.person in on_call(rota, one.starts)
        if one.ends < b:
            assert {one} & {*expand(rota, one.starts, one.ends)}


def test_the_walk_by_minutes_says_the_same_of_the_cases_of_a_day():
    for _, row in CASES:
        rota, a, b = asked(row)
        if (b - a).days < 3:
            walked = answers(rota, a, b)
            found = said(row["on call"])
            assert walked == {
                at: sorted(one.person for one in found if one.starts <= at < one.ends)
                for at in walked
            }


def test_a_rotation_of_one_is_a_shift_a_turn():
    a, b = moment("Mon 5 Jan 09:00", LONDON), moment("Mon 2 Feb 09:00", LONDON)

    assert [one.seconds for one in shifts(ROTAS["one"], a, b)] == [7 * 86400] * 4


def test_a_rota_without_layers_or_people_answers_nobody():
    a, b = moment("Mon 5 Jan 09:00", LONDON), moment("Mon 12 Jan 09:00", LONDON)

    assert expand(RotaRule(()), a, b) == []
    assert on_call(RotaRule(()), a) == []
