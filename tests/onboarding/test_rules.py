"""The rules of onboarding by hand-worked cases; the formulas stand in docs/formulas.md."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.onboarding import rules
from apps.onboarding.rules import Item, Situation

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def item(code="A", state="accepted", level="must", weight=1, **dates):
    return Item(code, level, weight, state, **dates)


@pytest.mark.parametrize(
    ("items", "percent"),
    [
        ([], 100.0),
        ([item(), item("B", "returned")], 50.0),
        ([item(weight=3), item("B", "not_started", weight=1)], 75.0),
        ([item(), item("B", "not_applicable")], 100.0),
        ([item(), item("B", "na_proposed")], 50.0),
        ([item(), item("B", "waived", waived_until=TODAY)], 75.0),
        ([item(), item("B", "waived", waived_until=YESTERDAY)], 50.0),
        ([item(evidence_until=TODAY), item("B")], 100.0),
        ([item(evidence_until=YESTERDAY), item("B")], 50.0),
        ([item(weight=5), item("B", "waived", weight=4, waived_until=TOMORROW)], 77.8),
    ],
)
def test_readiness(items, percent):
    assert rules.readiness(items, TODAY) == percent


@pytest.mark.parametrize(
    ("items", "approvals", "badge"),
    [
        ([item(), item("B", level="should")], 2, "gold"),
        ([item(), item("B", "returned", level="should")], 2, "silver"),
        ([item("A", "waived", waived_until=TODAY)], 2, "silver"),
        ([item("A", "waived", waived_until=YESTERDAY)], 2, "bronze"),
        ([item()], 1, "bronze"),
        ([item("A", "evidence_given")], 0, "bronze"),
        ([item("A", "not_started")], 2, ""),
        ([item("A", "returned")], 2, ""),
        ([item("A", evidence_until=YESTERDAY)], 2, "bronze"),
    ],
)
def test_badge(items, approvals, badge):
    assert rules.badge(items, approvals, TODAY) == badge


def test_the_gate_needs_every_must_and_both_approvals():
    items = [item(), item("B", "not_started", level="should")]

    assert rules.is_gate_met(items, 2, TODAY)
    assert not rules.is_gate_met(items, 1, TODAY)
    assert not rules.is_gate_met([item("A", "evidence_given")], 2, TODAY)


def test_lapses_name_old_evidence_and_ended_waivers_by_their_day():
    items = [
        item("NEW", evidence_until=TOMORROW),
        item("OLD", evidence_until=YESTERDAY),
        item("END", "waived", waived_until=YESTERDAY - timedelta(days=1)),
    ]

    assert [code for code, _ in rules.lapses(items, TODAY)] == ["END", "OLD"]


states = st.sampled_from(["not_started", "evidence_given", "accepted", "waived"])
some_items = st.lists(
    st.builds(
        Item,
        st.text("ABC", min_size=1),
        st.sampled_from(["must", "should", "may"]),
        st.integers(1, 5),
        states,
        st.none() | st.dates(),
        st.none() | st.dates(),
    ),
    max_size=20,
)


@given(some_items, st.dates(), st.integers(0, 400))
def test_time_alone_never_makes_an_application_readier(items, today, days):
    later = min(today, date(9990, 1, 1)) + timedelta(days=days)

    before = rules.readiness(items, min(today, later))

    assert 0 <= rules.readiness(items, later) <= before <= 100


HERE = Situation("openshift", 2, {"personal_data": "yes", "hours": "business"})


@pytest.mark.parametrize(
    ("rule", "fits", "words"),
    [
        ({}, True, "always"),
        ({"tiers": [1, 2]}, True, "tier 1 or 2"),
        ({"tiers": [1]}, False, "tier 1"),
        ({"platforms": ["ecs"]}, False, "the platform is ecs"),
        ({"answers": {"personal_data": True}}, True, "“Stores?” is yes"),
        ({"answers": {"personal_data": "no"}}, False, "“Stores?” is no"),
        ({"answers": {"unknown": "yes"}}, False, "“unknown” is yes"),
        (
            {"tiers": [2], "answers": {"hours": ["business", "24x7"]}},
            True,
            "tier 2, and “hours” is business or 24x7",
        ),
        (
            {"any": [{"tiers": [1]}, {"platforms": ["openshift"]}]},
            True,
            "(tier 1), or (the platform is openshift)",
        ),
        ({"not": {"tiers": [2]}}, False, "not (tier 2)"),
        ({"all": [{"tiers": [2]}, {"not": {"tiers": [1]}}]}, True, None),
    ],
)
def test_applicability_and_its_words(rule, fits, words):
    assert rules.applies(rule, HERE) is fits
    if words:
        assert rules.explain(rule, {"personal_data": "Stores?"}) == words


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ({"tiers": [1], "answers": {"known": "yes"}}, 0),
        ({"answers": {"nobody_asks": "yes"}}, 1),
        ({"team": ["a"]}, 1),
        ({"any": [{"x": 1}, {"not": {"y": 2}}]}, 2),
        (["tiers"], 1),
    ],
)
def test_faults_of_a_typed_rule(rule, count):
    assert len(rules.faults(rule, ["known"])) == count


@pytest.mark.parametrize(
    ("kind", "value", "wanted", "is_fine"),
    [
        ("link", "https://wiki.example/a", {}, True),
        ("link", "javascript:alert(1)", {}, False),
        ("link", "wiki.example", {}, False),
        ("text", "too short", {}, False),
        ("text", "Long enough to say something.", {}, True),
        ("number", "99,5", {}, True),
        ("number", "1e400", {}, True),
        ("number", "nan", {}, False),
        ("number", "many", {}, False),
        ("choice", "Daily", {"choices": ["Daily"]}, True),
        ("choice", "Hourly", {"choices": ["Daily"]}, False),
        ("text", "   ", {}, False),
    ],
)
def test_evidence_of_each_kind(kind, value, wanted, is_fine):
    assert (rules.fault(kind, value, wanted, has_file=False) == "") is is_fine


@pytest.mark.parametrize(
    ("kind", "value", "wanted", "meets"),
    [
        ("number", "99.9", {"at_least": 99.9}, True),
        ("number", "99.8", {"at_least": 99.9}, False),
        ("number", "5", {"at_most": 4}, False),
        ("number", "5", {}, None),
        ("choice", "Daily", {"accepted": ["Daily"]}, True),
        ("choice", "Never", {"accepted": ["Daily"]}, False),
        ("text", "x", {"at_least": 1}, None),
    ],
)
def test_thresholds(kind, value, wanted, meets):
    assert rules.meets_threshold(kind, value, wanted) is meets


def test_a_waiver_lasts_at_most_twelve_months():
    assert rules.waiver_fault(TOMORROW, TODAY) == ""
    assert rules.waiver_fault(TODAY + timedelta(days=365), TODAY) == ""
    assert rules.waiver_fault(TODAY, TODAY) != ""
    assert rules.waiver_fault(TODAY + timedelta(days=400), TODAY) != ""


def test_percentiles_lie_between_the_nearest_values():
    assert rules.percentile([1, 2, 3, 4], 50) == 2.5
    assert rules.percentile([10], 85) == 10
    assert rules.percentile([1, 2, 3, 4, 5], 85) == pytest.approx(4.4)


def test_a_forecast_takes_off_what_has_passed_already():
    history = {"review": [10, 10, 10, 10, 20], "approval": [2, 2, 2, 2, 2]}

    found = rules.forecast(["review", "approval"], history, TODAY, spent_days=4)

    assert found.likely_on == TODAY + timedelta(days=8)
    assert found.careful_on == TODAY + timedelta(days=12)


def test_there_is_no_forecast_from_four_requests():
    assert rules.forecast(["review"], {"review": [1, 2, 3, 4]}, TODAY) is None


def candidate(pk, name, category, open_count):
    return rules.Candidate(
        pk, name, {category}, is_for_all=False, open_count=open_count
    )


def test_the_reviewer_with_least_to_do_is_proposed():
    busy = candidate(1, "Busy", "data", 9)
    free = candidate(2, "Free", "data", 1)
    other = candidate(3, "Other", "cost", 0)

    assert rules.propose_reviewer("data", [busy, free, other], barred=()) == free
    assert rules.propose_reviewer("data", [busy, free, other], barred={2}) == busy
    assert rules.propose_reviewer("slo", [busy, free, other], barred=()) is None


def test_two_versions_are_compared_by_code():
    old = {"A": {"title": "One"}, "B": {"title": "Two"}}
    new = {"B": {"title": "Zwei"}, "C": {"title": "Three"}}

    found = rules.compare(old, new)

    assert [(one.code, one.kind) for one in found] == [
        ("A", "removed"),
        ("B", "changed"),
        ("C", "added"),
    ]
    assert found[1].fields == (("title", "Two", "Zwei"),)


def test_distance_counts_what_is_new_unfulfilled_or_asks_for_something_else():
    wanted = [("A", "must", 1), ("B", "should", 2), ("C", "may", 3)]

    assert rules.distance(wanted, {"A": 1, "B": 9}) == [("B", "should"), ("C", "may")]
