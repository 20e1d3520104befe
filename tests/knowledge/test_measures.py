"""The measures of a ranking, worked out by hand."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.knowledge.rules.measures import (
    Measured,
    measure,
    ndcg,
    recall,
    reciprocal_rank,
)


def test_a_perfect_order_is_one():
    assert ndcg(["a", "b", "c"], {"a": 3, "b": 2, "c": 1}) == 1
    assert ndcg(["a", "b"], {"a": 1, "b": 1}) == 1


def test_binary_gain_by_hand():
    # Found at places 2 and 3 of three relevant ones: (0.630930 + 0.5) / (1 + 0.630930 + 0.5).
    found = ndcg(["x", "a", "b", "y"], {"a": 1, "b": 1, "c": 1})

    assert found == pytest.approx(0.530721, abs=1e-6)


def test_graded_gain_by_hand():
    # Grades 1, 0, 3, 2 in this order. DCG = 1 + 0 + 3/2 + 2/log2(5) = 3.361353;
    # ideal 3, 2, 1: 3 + 2/log2(3) + 1/2 = 4.761860.
    grades = {"a": 3, "b": 2, "c": 1}

    found = ndcg(["c", "z", "a", "b"], grades)

    assert found == pytest.approx(3.361353 / 4.761860, abs=1e-6)


def test_what_stands_eleventh_gains_nothing():
    ranking = [*range(10), "a"]

    assert ndcg(ranking, {"a": 1}) == 0
    assert recall(ranking, {"a": 1}) == 0
    assert ndcg(ranking[1:], {"a": 1}) == pytest.approx(1 / log2(11))
    assert recall(ranking[1:], {"a": 1}) == 1


def test_the_ideal_holds_ten_at_most():
    grades = dict.fromkeys(range(30), 1)

    assert ndcg(list(range(10)), grades) == 1
    assert recall(list(range(10)), grades) == pytest.approx(1 / 3)


def test_a_document_named_twice_gains_once():
    assert ndcg(["a", "a"], {"a": 1, "b": 1}) == pytest.approx(1 / (1 + 1 / log2(3)))
    assert recall(["a", "a"], {"a": 1, "b": 1}) == 0.5


def test_reciprocal_rank_by_hand():
    assert reciprocal_rank(["x", "y", "a", "b"], {"a": 1, "b": 1}) == pytest.approx(
        1 / 3
    )
    assert reciprocal_rank(["x", "y"], {"a": 1}) == 0
    assert reciprocal_rank(["x", "a"], {"x": 0, "a": 2}) == 0.5


def test_nothing_relevant_is_nothing_gained():
    assert ndcg(["a"], {}) == 0
    assert recall(["a"], {"a": 0}) == 0


def test_means_leave_out_queries_with_nothing_to_find():
    found = measure(
        [
            (["a"], {"a": 1}),
            (["x", "b"], {"b": 1, "c": 1}),
            ([], {"d": 1}),
            (["e"], {"e": 0}),
        ]
    )

    second = (1 / log2(3)) / (1 + 1 / log2(3))
    assert found.queries == 3
    assert found.ndcg == pytest.approx((1 + second + 0) / 3)
    assert found.recall == pytest.approx((1 + 0.5 + 0) / 3)
    assert found.mrr == pytest.approx((1 + 0.5 + 0) / 3)
    assert found.without_result == pytest.approx(1 / 3)


def test_no_queries_measure_nothing():
    assert measure([]) == Measured(0, 0, 0, 0, 0)


@given(
    st.dictionaries(st.integers(0, 20), st.integers(0, 3), max_size=12),
    st.permutations(list(range(21))),
)
def test_no_order_beats_the_best_and_moving_a_better_one_up_never_loses(grades, order):
    score = ndcg(order, grades)
    assert 0 <= score <= 1 + 1e-12

    swapped = list(order)
    worse, better = sorted(order[:2], key=lambda one: grades.get(one, 0))
    swapped[:2] = [better, worse]
    assert ndcg(swapped, grades) >= score - 1e-12
