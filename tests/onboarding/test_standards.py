"""The two standards we ship are whole: a bank could publish them on Monday."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "apps" / "onboarding" / "standards"
KINDS = {"link", "file", "text", "number", "choice", "automatic"}
PREFILLS = re.compile(r"last_request|catalog\.[a-z]+")
EVIDENCE_KEYS = {
    *("kind", "prompt", "unit", "at_least", "at_most", "choices", "accepted"),
    *("valid_days", "hint", "prefill", "check"),
}


def load(name: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text())


PLATFORM, ADDENDUM = load("platform-onboarding"), load("ai-addendum")
BOTH = pytest.mark.parametrize(
    "standard", [PLATFORM, ADDENDUM], ids=["platform", "addendum"]
)


def faults(rule: dict[str, Any], answers: dict[str, set[str]]) -> Iterator[str]:
    """What in a rule the portal would not understand."""
    for key, value in rule.items():
        match key:
            case "any" | "all":
                for part in value:
                    yield from faults(part, answers)
            case "not":
                yield from faults(value, answers)
            case "platforms":
                yield from {*value} - {"openshift", "ecs", "cicd", "ai"}
            case "tiers":
                yield from map(str, {*value} - {1, 2, 3, 4})
            case "answers":
                for question, wanted in value.items():
                    asked = {*wanted} if isinstance(wanted, list) else {wanted}
                    yield from map(str, asked - answers.get(question, set()))
            case _:
                yield key


def answers_to(*standards: dict[str, Any]) -> dict[str, set[str]]:
    return {
        question["key"]: set(question.get("choices", ["yes", "no"]))
        for standard in standards
        for question in standard["questions"]
    }


@BOTH
def test_codes_and_titles_are_unique_and_every_category_is_used(standard):
    criteria = standard["criteria"]

    assert len({each["code"] for each in criteria}) == len(criteria)
    assert len({each["title"] for each in criteria}) == len(criteria)
    assert all(re.fullmatch(r"[A-Z]{3}-\d\d", each["code"]) for each in criteria)
    assert [*dict.fromkeys(each["category"] for each in criteria)] == [
        category["slug"] for category in standard["categories"]
    ]


@BOTH
def test_every_criterion_says_what_good_evidence_looks_like(standard):
    for each in standard["criteria"]:
        assert each.keys() == {
            *("code", "category", "level", "weight", "title"),
            *("guidance", "evidence", "applies"),
        }, each["code"]
        assert each["level"] in {"must", "should", "may"}, each["code"]
        assert each["weight"] in range(1, 6), each["code"]
        sentences = len(re.findall(r"[.:?](?: |$)", each["guidance"].replace("*", "")))
        assert 2 <= sentences <= 6, each["code"]


@BOTH
def test_evidence_is_asked_for_in_a_way_that_can_be_checked(standard):
    for each in standard["criteria"]:
        evidence = each["evidence"]
        assert evidence.keys() <= EVIDENCE_KEYS, each["code"]
        assert evidence["kind"] in KINDS, each["code"]
        assert evidence["prompt"], each["code"]
        assert ("check" in evidence) == (evidence["kind"] == "automatic")
        if evidence["kind"] == "number":
            assert evidence["unit"], each["code"]
            assert {"at_least", "at_most"} & evidence.keys(), each["code"]
        if evidence["kind"] == "choice":
            assert {*evidence["accepted"]} < {*evidence["choices"]}, each["code"]
        assert PREFILLS.fullmatch(evidence.get("prefill", "last_request"))
        assert evidence.get("valid_days", 1) > 0


@BOTH
def test_rules_use_only_words_the_portal_knows(standard):
    known = answers_to(PLATFORM, standard)

    for each in [standard, *standard["criteria"]]:
        assert not [*faults(each["applies"], known)], each.get("code")


@BOTH
def test_questions_can_be_answered(standard):
    for question in standard["questions"]:
        assert question.keys() <= {"key", "text", "help", "kind", "choices", "prefill"}
        assert question["kind"] in {"yes_no", "choice"}
        assert ("choices" in question) == (question["kind"] == "choice")


def test_the_platform_standard_has_the_size_agreed():
    assert 48 <= len(PLATFORM["criteria"]) <= 56
    assert 14 <= len(ADDENDUM["criteria"]) <= 18
    assert 6 <= len(PLATFORM["questions"]) <= 8
    assert len(PLATFORM["categories"]) == 12


def test_every_kind_of_evidence_is_asked_for_and_few_are_automatic():
    kinds = [each["evidence"]["kind"] for each in PLATFORM["criteria"]]

    assert {*kinds} == KINDS
    assert 1 <= kinds.count("automatic") <= 3


def test_every_answer_asked_for_decides_something():
    rules = str([each["applies"] for each in PLATFORM["criteria"]])
    rules += str([ADDENDUM["applies"], *(c["applies"] for c in ADDENDUM["criteria"])])

    for question in PLATFORM["questions"] + ADDENDUM["questions"]:
        assert f"'{question['key']}'" in rules, question["key"]


@pytest.mark.parametrize(
    ("code", "days"),
    [
        *(("RES-02", 180), ("CAP-02", 365), ("SEC-02", 365)),
        *(("SEC-04", 180), ("RES-04", 365), ("SUP-02", 90)),
    ],
)
def test_what_decays_has_its_time(code, days):
    [criterion] = [each for each in PLATFORM["criteria"] if each["code"] == code]

    assert criterion["evidence"]["valid_days"] == days
