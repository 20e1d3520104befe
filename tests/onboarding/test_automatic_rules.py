"""Conditions on facts: the tables of docs/formulas.md, and what authors may ask for."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.facts.rules.kinds import FactKind, ValueType
from apps.onboarding import rules
from apps.onboarding.rules import Reading, Standing, Verdict
from tests.factories import NOW
from tests.vendors.hand_worked import named

SAYS = {"m": Verdict.MET, "n": Verdict.NOT_MET, "s": Verdict.STALE}
SAYS["?"] = Verdict.NOT_KNOWN


def kind(of="number", unit="%"):
    day = timedelta(days=1)
    return FactKind("tests.fact", "Availability, 30 days", ValueType(of), unit, day)


def wanted(asked, fresh=""):
    found = dict(re.findall(r"(at_least|at_most|equals|accepted) (\S+)", asked))
    if "accepted" in found:
        found["accepted"] = found["accepted"].split(",")
    return found | ({"fresh_hours": float(fresh)} if fresh else {})


@pytest.mark.parametrize(
    ("_", "row"), named("Cases of one reading", "what it shows"), ids=str
)
def test_what_a_reading_says(_, row):
    of, _, unit = row["type"].partition(" ")
    number = re.fullmatch(r"[0-9.]+", row["value"])
    reading = row["value"] and Reading(
        row["value"],
        NOW - timedelta(hours=float(row["hours old"])),
        Decimal(row["value"]) if number else None,
        row["is fresh"] == "yes",
    )

    found = rules.judge(
        wanted(row["asked"], row["fresh hours"]), kind(of, unit), reading or None, NOW
    )

    assert found.verdict.replace("_", " ") == row["says"]
    assert found.sentence == row["sentence"]


@pytest.mark.parametrize(
    ("_", "row"), named("Cases of the guard", "what it shows"), ids=str
)
def test_when_what_is_not_met_counts(_, row):
    standing, fell = Standing(), ""
    for minutes, says in re.findall(r"(\d+)(\S)", row["looks"]):
        now = NOW + timedelta(minutes=int(minutes))
        standing = rules.follow(standing, SAYS[says], now, now)
        if not fell and rules.falls(standing, now):
            fell = minutes

    assert fell == row["falls at"]


@given(st.lists(st.tuples(st.integers(1, 60), st.sampled_from("mns?")), max_size=30))
@settings(max_examples=50)
def test_nothing_falls_by_fewer_than_three_bad_readings_within_a_day(looks):
    now, standing, row = NOW, Standing(), []
    for minutes, says in looks:
        now += timedelta(minutes=minutes)
        row = [] if says == "m" else [*row, (now, says)]
        standing = rules.follow(standing, SAYS[says], now, now)

        bad = sum(one == "n" for _, one in row)
        is_old = bool(row) and now - row[0][0] >= timedelta(hours=24)
        assert not rules.falls(standing, now) or bad >= 3 or is_old


@pytest.mark.parametrize(
    ("said", "of", "words"),
    [
        ({}, "number", "Choose the fact"),
        ({"check": "x", "at_least": 1}, "flag", "is no number"),
        ({"check": "x", "at_least": "much"}, "number", "such as 99.5"),
        ({"check": "x", "at_least": 2, "at_most": 1}, "number", "swap them"),
        ({"check": "x", "equals": "maybe"}, "flag", "yes or no"),
        ({"check": "x", "equals": "up"}, "number", "is a number"),
        ({"check": "x", "at_least": "1e999999"}, "number", "such as 99.5"),
        ({"check": "x", "equals": "1e999999"}, "number", "is a number"),
        ({"check": "x", "accepted": "a"}, "text", "are a list"),
        ({"check": "x", "fresh_hours": 0}, "text", "number of hours"),
        ({"check": "x", "fresh_hours": "soon"}, "text", "number of hours"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused_in_words(said, of, words):
    (fault,) = rules.condition_faults(said, kind(of))
    assert words in fault


def test_a_number_without_measure_is_told_as_it_stands():
    reading = Reading("1e999999", NOW)

    found = rules.judge({"equals": "1e999999"}, kind("text", ""), reading, NOW)

    assert found.verdict == Verdict.MET
    assert found.sentence.endswith(": 1e999999; “1e999999” is asked")


@pytest.mark.parametrize(
    ("said", "of"),
    [
        ({"check": "x"}, "text"),
        ({"check": "x", "equals": True}, "flag"),
        ({"check": "x", "at_least": 99.5, "fresh_hours": 24}, "number"),
        ({"check": "x", "accepted": ["a", "b"]}, "text"),
    ],
)
def test_a_sensible_condition_is_taken(said, of):
    assert rules.condition_faults(said, kind(of)) == []
    assert "no fact" in rules.condition_faults(said, None)[0]
