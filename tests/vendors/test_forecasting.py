"""The running month: how it may end, what more breaches do, by hand and by property."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from apps.vendors.rules.credits import Band, Basis, Deal, Missed
from apps.vendors.rules.forecasting import (
    Outlook,
    Running,
    Spare,
    breaches_until,
    credit_steps,
    outlook,
    spare,
)
from apps.vendors.rules.scoring import Counts, Rating, Terms, attainment

D = Decimal
BANDS = (Band(D(95), D(2)), Band(D(90), D(5)))


def test_a_month_may_end_three_ways():
    """90 met, 4 breached, 6 due; before, 95 % were met.

    Pessimistic 90 ÷ 100; optimistic 96 ÷ 100; likely (90 + 6 × 0.95) ÷ 100 = 95.7 %.
    """
    assert outlook(90, 4, 6, D(95)) == Outlook(D(90), D("95.7"), D(96), D("0.95"))


def test_without_a_past_this_month_so_far_is_the_likely_rate():
    """8 of 10 so far: (8 + 10 × 0.8) ÷ 20 = 80 %."""
    assert outlook(8, 2, 10, None).likely == 80


def test_without_any_past_all_that_is_due_is_likely_met():
    assert outlook(0, 0, 2, None) == Outlook(D(0), D(100), D(100), D(1))


def test_without_a_ticket_there_is_no_end_to_foresee():
    found = outlook(0, 0, 0, D(95))

    assert (found.pessimistic, found.likely, found.optimistic) == (None, None, None)


@pytest.mark.parametrize(
    ("met", "breached", "below", "more"),
    [
        # 95 of 100 is 95 %, not below it; one more, 95 of 101, is.
        (95, 5, 95, 1),
        # 97 of 100: 97 ÷ 102 = 95.1 %, 97 ÷ 103 = 94.2 %.
        (97, 3, 95, 3),
        (90, 10, 95, 0),
        # Nothing counted yet: the first breach is 0 %.
        (0, 0, 95, 1),
        (10, 0, 0, None),
        (100, 0, 100, 1),
    ],
)
def test_how_many_more_breaches_it_takes(met, breached, below, more):
    assert breaches_until(met, breached, D(below)) == more


@given(
    some.integers(0, 500),
    some.integers(0, 500),
    some.decimals(1, 100, places=2, allow_nan=False),
)
def test_it_is_the_fewest_that_do(met, breached, below):
    more = breaches_until(met, breached, below)

    after = attainment(met, breached + more)
    if met + breached + more:
        assert after is not None
        assert after < below
    if more and met + breached + more > 1:
        one_less = attainment(met, breached + more - 1)
        assert one_less is not None
        assert one_less >= below


def test_what_a_level_can_still_bear():
    """97 of 100, goal 95, tolerance 2: amber after 3 (94.2), red below 93 after 5 (92.4)."""
    assert spare(Counts(97, 3), Terms(D(95))) == Spare(3, 5)


def test_below_the_minimum_volume_breaches_first_have_to_reach_it():
    """2 met of at least 10: eight breaches, however bad each is."""
    assert spare(Counts(2, 0), Terms(D(95), minimum_volume=10)) == Spare(8, 8)


def test_accepted_exclusions_give_room():
    """94 met, 6 breached, 3 of these excluded: 94 of 97 is 96.9 %; 94 ÷ 98, 94 ÷ 99."""
    assert spare(Counts(94, 6, accepted_breached=3), Terms(D(95))).until_amber == 2


def running(met, breached, **terms):
    return Running("P2", Counts(met, breached), Terms(D(95), **terms), BANDS)


def test_each_step_says_what_it_would_cost():
    """97 of 100 at 100,000 a month: 3 more fall below 95 (2 %), 8 more below 90 (5 %)."""
    first, second = credit_steps(running(97, 3), [], Deal(D(100_000), D(10)))

    assert (first.more, first.cost, first.due) == (3, 2_000, 2_000)
    assert (second.more, second.cost, second.due) == (8, 5_000, 5_000)
    assert first.percent == attainment(97, 6)
    assert not first.is_capped


def test_what_is_due_already_is_not_counted_again():
    """94 of 100 costs 2 % now; the step to 5 % adds 3 %."""
    (step,) = credit_steps(running(94, 6), [], Deal(D(100_000), D(10)))

    assert (step.more, step.cost, step.due) == (5, 3_000, 5_000)


def test_the_cap_ends_what_a_step_costs():
    """Others owe 5 % of 100,000 and 6 % is at risk: the first step adds 1,000."""
    others = [Missed("P1", D(80), Rating.RED, BANDS)]

    first, second = credit_steps(running(97, 3), others, Deal(D(100_000), D(6)))

    assert (first.cost, first.due, first.is_capped) == (1_000, 6_000, True)
    assert second.cost == 1_000


def test_with_the_cap_reached_a_step_costs_nothing_more():
    others = [Missed("P1", D(80), Rating.RED, BANDS)]

    first, _ = credit_steps(running(97, 3), others, Deal(D(100_000), D(5)))

    assert (first.cost, first.is_capped) == (0, True)


def test_credits_of_the_amount_at_risk_are_a_share_of_it():
    """2 % of the 10,000 at risk."""
    deal = Deal(D(100_000), D(10), Basis.AT_RISK)

    assert credit_steps(running(97, 3), [], deal)[0].cost == 200


def test_a_few_tickets_below_the_minimum_cost_nothing_until_they_are_enough():
    """1 of at least 4: three breaches make it rated, at 25 %, in the lowest band."""
    (step,) = credit_steps(running(1, 0, minimum_volume=4), [], Deal(D(100_000), D(10)))

    assert (step.more, step.cost) == (3, 5_000)


def test_a_level_without_bands_costs_nothing():
    bare = Running("P2", Counts(97, 3), Terms(D(95)), ())

    assert credit_steps(bare, [], Deal(D(100_000), D(10))) == []
