"""LEIs, and rules 805 to 808 over rows of the templates."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from apps.vendors.rules.lei import is_lei, with_check_digits
from apps.vendors.rules.register import check, check_indicators
from apps.vendors.rules.templates import BY_CODE, TEMPLATES

characters = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=18, max_size=18)


@pytest.mark.parametrize(
    "code", ["529900T8BM49AURSDO55", "5493001KJTIIGC8Y1R12", "HWUPKR0MPOU8FGXBT394"]
)
def test_published_leis_are_leis(code):
    assert is_lei(code)
    assert with_check_digits(code[:18]) == code


@pytest.mark.parametrize(
    "code",
    [
        "",
        "529900T8BM49AURSDO54",
        "529900t8bm49aursdo55",
        "529900T8BM49AURSDO5",
        "9" * 20,
    ],
)
def test_what_only_looks_like_an_lei_is_none(code):
    assert not is_lei(code)


@given(first=characters, place=st.integers(0, 17), other=characters)
def test_an_lei_with_one_letter_or_digit_changed_is_none(first, place, other):
    assume(first[place].isdigit() == other[place].isdigit())
    code = with_check_digits(first)
    changed = code[:place] + other[place] + code[place + 1 :]

    assert is_lei(code)
    assert is_lei(changed) == (changed == code)


def test_there_are_fifteen_templates_and_every_link_leads_somewhere():
    assert len(TEMPLATES) == 15
    for one in TEMPLATES:
        assert set(one.key) | one.asked <= set(one.columns)
        for link in one.links:
            assert set(link.columns) <= set(one.columns)
            assert set(link.of) <= set(BY_CODE[link.template].columns)


ENTITY = {"c0010": "A", **dict.fromkeys(BY_CODE["B_01.02"].columns, "x"), "c0060": "x"}


def told(rows):
    return [
        (one.template, one.rule, one.row, one.column) for one in check(TEMPLATES, rows)
    ]


def test_805_a_key_is_empty():
    assert ("B_01.02", 805, 1, "c0010") in told({"B_01.02": [{**ENTITY, "c0010": ""}]})


def test_806_a_key_is_there_twice():
    assert told({"B_01.02": [ENTITY, ENTITY]}) == [("B_01.02", 806, 2, "c0010")]


def test_807_what_is_referred_to_is_not_there():
    branch = {"c0010": "B", "c0020": "gone", "c0030": "N", "c0040": "eba_GA:NO"}
    rows = {"B_01.02": [ENTITY], "B_01.03": [branch]}

    assert told(rows) == [("B_01.03", 807, 1, "c0020")]
    assert told({**rows, "B_01.03": [{**branch, "c0020": "x"}]}) == []


def test_807_looks_at_both_columns_of_a_providers_code():
    signed = {"c0010": "R", "c0020": "LEI", "c0030": "other kind"}
    contract = dict.fromkeys(BY_CODE["B_02.01"].columns, "R") | {"c0030": ""}
    provider = dict.fromkeys(BY_CODE["B_05.01"].columns, "LEI")
    rows = {"B_02.01": [contract], "B_03.02": [signed], "B_05.01": [provider]}

    assert told(rows) == [("B_03.02", 807, 1, "c0020")]


def test_808_an_indicator_and_its_table_disagree():
    found = check_indicators(TEMPLATES, {"B_01.02": [ENTITY]}, ["B_01.01"])

    assert [(one.template, one.rule) for one in found] == [
        ("B_01.01", 808),
        ("B_01.02", 808),
    ]


def test_a_missing_value_warns_and_no_more():
    (found,) = check(TEMPLATES, {"B_01.02": [{**ENTITY, "c0020": ""}]})

    assert (found.rule, found.column, found.is_grave) == (0, "c0020", False)
