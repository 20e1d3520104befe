"""What holds of the rules of onboarding whatever they are given."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from apps.onboarding import rules
from apps.onboarding.rules import Item, Situation
from apps.onboarding.states import AssessmentState

TODAY = date(2026, 11, 23)
HERE = Situation("openshift", 1, {"personal_data": "yes"})
LEAVES = st.one_of(
    st.builds(lambda x: {"tiers": x}, st.lists(st.integers(1, 4), max_size=3)),
    st.builds(
        lambda x: {"platforms": x}, st.lists(st.sampled_from(["openshift", "ecs"]))
    ),
    st.builds(
        lambda x: {"answers": {"personal_data": x}}, st.sampled_from(["yes", "no"])
    ),
)
RULES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda x: {"not": x}, inner),
        st.builds(lambda x: {"any": x}, st.lists(inner, max_size=3)),
        st.builds(lambda x: {"all": x}, st.lists(inner, max_size=3)),
    ),
    max_leaves=6,
)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
ITEMS = st.lists(
    st.builds(
        Item,
        code=st.text("ABC", min_size=1),
        level=st.sampled_from(["must", "should", "may"]),
        weight=st.integers(1, 5),
        state=st.sampled_from(AssessmentState.values),
        evidence_until=DAYS,
        waived_until=DAYS,
    ),
    max_size=12,
)


@given(RULES)
def test_not_turns_every_rule_around(rule):
    assert rules.applies({"not": rule}, HERE) is not rules.applies(rule, HERE)


@given(RULES, RULES)
def test_neither_nor_is_not_either(one, other):
    neither = {"all": [{"not": one}, {"not": other}]}
    either = {"any": [one, other]}

    assert rules.applies(neither, HERE) is not rules.applies(either, HERE)


@given(RULES)
def test_every_rule_that_can_be_made_is_understood_and_said(rule):
    assert rules.faults(rule, ["personal_data"]) == []
    assert isinstance(rules.explain(rule), str)


@given(ITEMS, st.integers(0, 2))
def test_gold_is_a_readiness_of_100_and_the_gate_needs_every_must(items, approvals):
    if rules.badge(items, approvals, TODAY) == "gold":
        assert rules.readiness(items, TODAY) == 100
    if rules.is_gate_met(items, approvals, TODAY):
        assert approvals == rules.SEATS
        assert rules.missing_musts(items) == []


@given(st.lists(st.floats(0, 1000), min_size=1), st.floats(0, 100))
def test_a_percentile_lies_within_what_was_seen(values, percent):
    found = rules.percentile(values, percent)

    assert min(values) - 1e-9 <= found <= max(values) + 1e-9
