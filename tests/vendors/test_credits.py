"""Service credits: worked out by hand."""

from decimal import Decimal

import pytest

from apps.vendors.rules.credits import (
    Band,
    Basis,
    Deal,
    Missed,
    band_of,
    credit_of,
    is_earned_back,
)
from apps.vendors.rules.scoring import Rating

GREEN, RED = Rating.GREEN, Rating.RED
BANDS = (Band(Decimal(95), Decimal(2)), Band(Decimal(90), Decimal(5)))


def missed(percent, rating=RED, bands=BANDS) -> Missed:
    return Missed("Resolution", Decimal(percent), rating, bands)


@pytest.mark.parametrize(
    ("percent", "credit"),
    [("95", None), ("94.99", 2), ("90", 2), ("89.99", 5), ("0", 5)],
)
def test_the_band_is_the_lowest_that_the_figure_falls_below(percent, credit):
    found = band_of(Decimal(percent), BANDS)

    assert (found and found.credit) == credit


def test_a_credit_is_a_share_of_the_monthly_charge():
    credit = credit_of([missed(94), missed(80)], Deal(Decimal(50_000), Decimal(10)))

    assert [line.amount for line in credit.lines] == [1000, 2500]
    assert (credit.due, credit.is_capped) == (3500, False)


def test_the_sum_is_capped_by_the_amount_at_risk():
    credit = credit_of([missed(80)] * 3, Deal(Decimal(50_000), Decimal(10)))

    assert (credit.total, credit.cap, credit.due) == (7500, 5000, 5000)
    assert credit.is_capped


def test_a_share_of_the_pool_at_risk_is_worked_out_as_the_clause_has_it():
    """50 % × 40 % × (10 % × 100,000) = 2,000: the clause's own example."""
    allocation = Decimal(50) * 40 / 100
    deal = Deal(Decimal(100_000), Decimal(10), Basis.AT_RISK)

    assert (
        credit_of([missed(90, bands=[Band(Decimal(95), allocation)])], deal).due == 2000
    )


def test_levels_that_are_not_rated_cost_nothing():
    levels = [missed(0, Rating.NOT_RATED), Missed("None", None, Rating.NO_DATA, BANDS)]

    assert credit_of(levels, Deal(Decimal(50_000), Decimal(10))).due == 0


@pytest.mark.parametrize(("is_down", "amount"), [(False, "0.17"), (True, "0.16")])
def test_cents_are_rounded_as_the_contract_has_it(is_down, amount):
    deal = Deal(Decimal("8.25"), Decimal(100), is_rounded_down=is_down)

    assert credit_of([missed(94)], deal).due == Decimal(amount)


def test_a_credit_is_earned_back_by_the_next_green_periods():
    assert is_earned_back([GREEN, GREEN, RED], 2)
    assert not is_earned_back([GREEN, RED], 2)
    assert not is_earned_back([GREEN], 2)
    assert not is_earned_back([GREEN], 0)
