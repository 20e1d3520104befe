"""Attainment, ratings, scores: worked out by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.vendors.rules.scoring import (
    Counts,
    Rated,
    Rating,
    Terms,
    attainment,
    availability,
    breaches_to_goal,
    overall,
    rate,
    score,
)

GREEN, AMBER, RED = Rating.GREEN, Rating.AMBER, Rating.RED


def terms(goal=95, **fields) -> Terms:
    return Terms(Decimal(goal), **fields)


def rated(percent, goal=95, weight=1, **fields) -> Rated:
    asked = terms(goal, weight=Decimal(weight), **fields)
    figure = None if percent is None else Decimal(str(percent))
    return Rated(figure, rate(figure, None, asked), asked)


def test_attainment_is_met_of_met_and_breached():
    assert attainment(19, 1) == 95
    assert attainment(0, 4) == 0


def test_no_tickets_are_no_data_and_not_a_hundred_percent():
    assert attainment(0, 0) is None
    assert rate(None, 0, terms()) is Rating.NO_DATA


def test_exclusions_leave_tickets_out_on_both_sides():
    counts = Counts(18, 2, accepted_breached=1, proposed_met=1, proposed_breached=1)

    assert counts.reported == 90
    assert counts.agreed == Decimal(100) * 18 / 19
    assert counts.disputed == 100
    assert counts.volume == 19


@given(st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_excluded_and_counted_are_all(numbers):
    met, breached, a, b, c, d = numbers
    counts = Counts(met + a + c, breached + b + d, a, b, c, d)

    assert counts.volume + a + b == sum(numbers)


@pytest.mark.parametrize(
    ("percent", "rating"),
    [("95", GREEN), ("94.999", AMBER), ("93", AMBER), ("92.999", RED), ("0", RED)],
)
def test_a_level_is_green_at_its_goal_and_amber_within_its_tolerance(percent, rating):
    assert rate(Decimal(percent), 10, terms()) is rating


def test_a_level_below_its_minimum_volume_is_not_rated_and_never_red():
    asked = terms(minimum_volume=10)

    assert rate(Decimal(0), 9, asked) is Rating.NOT_RATED
    assert rate(Decimal(0), 10, asked) is RED


def test_the_score_weighs_levels_and_caps_each_at_its_goal():
    levels = [rated(99, 95, 3), rated(45, 90, 1)]

    assert score(levels) == Decimal("87.5")


def test_levels_without_data_are_left_out_of_the_score():
    assert score([rated(95), rated(None)]) == 100
    assert score([rated(None)]) is None
    assert overall([rated(None)]) is Rating.NO_DATA


def test_a_scorecard_is_amber_down_to_a_score_of_98():
    assert overall([rated(100)]) is GREEN
    assert overall([rated(98, 100, tolerance=Decimal(0))]) is AMBER
    assert overall([rated("97.9", 100)]) is RED


def test_a_red_critical_level_makes_the_scorecard_red():
    levels = [rated(100, weight=99), rated(80, is_critical=True)]

    assert score(levels) > 98
    assert overall(levels) is RED


@pytest.mark.parametrize(
    ("met", "breached", "goal", "fewer"),
    [(92, 8, 95, 3), (95, 5, 95, 0), (98, 2, 95, -3), (0, 1, 95, 1), (0, 0, 95, 0)],
)
def test_the_distance_to_the_goal_is_told_in_breaches(met, breached, goal, fewer):
    assert breaches_to_goal(met, breached, Decimal(goal)) == fewer


@given(st.integers(0, 500), st.integers(0, 500), st.decimals(0, 100, places=1))
def test_so_many_breaches_fewer_are_green_and_one_less_is_not(met, breached, goal):
    fewer = breaches_to_goal(met, breached, goal)
    total = met + breached

    if 0 < fewer <= breached:
        assert attainment(met + fewer, breached - fewer) >= goal
        assert attainment(met + fewer - 1, breached - fewer + 1) < goal
    assert fewer <= breached or not total


def test_availability_is_what_is_left_of_the_agreed_time():
    assert availability(720 * 3600, 36 * 360) == Decimal("99.5")
    assert availability(0, 0) is None
