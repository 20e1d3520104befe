"""Error budgets and the four keys, by the cases worked out by hand in docs/formulas.md."""

from datetime import timedelta
from decimal import Decimal

import pytest

from apps.facts.rules.burn import ALERTS, WINDOWS, budget_left, burn, firing
from apps.facts.rules.dora import Deployed, four_keys
from tests.factories import NOW
from tests.vendors.hand_worked import named, table


@pytest.mark.parametrize(("_name", "case"), named("Cases of burning", "what it shows"))
def test_a_budget_burns_as_worked_out_by_hand(_name, case):
    ratios = dict.fromkeys(WINDOWS, Decimal(case["others"]) / 100)
    for one in filter(None, case["failures"].split("; ")):
        window, share = one.split(" ")
        ratios[window] = Decimal(share) / 100
    objective = Decimal(case["objective"])
    events = dict.fromkeys(WINDOWS, Decimal(case["events"])) if case["events"] else None

    assert burn(ratios["1h"], objective) == Decimal(case["burn 1 h"])
    assert budget_left(ratios["30d"], objective) == Decimal(case["left"])
    assert firing(ratios, objective, events) == case["alert"]


def test_the_factors_are_those_of_the_workbook():
    assert [float(one.factor) for one in ALERTS] == [14.4, 6, 3, 1]
    assert all(WINDOWS[one.long] == 12 * WINDOWS[one.short] for one in ALERTS)


def test_what_is_not_known_does_not_fire():
    assert firing({"1h": Decimal(1)}, Decimal("99.9")) == "none"


def deployed(text: str) -> Deployed:
    """A deployment such as `2 failed restored 3`."""
    days, *words = text.split(" ")
    at = NOW - timedelta(days=int(days))

    def hours(word: str) -> timedelta | None:
        here = word in words
        return timedelta(hours=float(words[words.index(word) + 1])) if here else None

    lead, restored = hours("lead"), hours("restored")
    return Deployed(
        source="ci",
        event_id=text,
        deployed_at=at,
        environment="test" if "test" in words else "production",
        committed_at=at - lead if lead else None,
        is_failed="failed" in words,
        restored_at=at + restored if restored else None,
    )


@pytest.mark.parametrize(
    "case", table("Cases of four keys"), ids=lambda one: one["what it shows"]
)
def test_the_four_keys_are_as_worked_out_by_hand(case):
    told = [deployed(one) for one in case["deployments"].split("; ") if one]

    keys = four_keys(told, NOW)

    found = (
        keys.deployment_frequency,
        keys.lead_time,
        keys.change_failure_rate,
        keys.recovery_time,
    )
    names = ("frequency", "lead time", "failure rate", "recovery")
    assert found == tuple(Decimal(case[n]) if case[n] else None for n in names)
