"""Which criteria apply to an application, and why: read from a rule that is data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Rule = Mapping[str, Any]
GROUPS = {"all", "any", "not"}
LISTED = {"platforms", "tiers"}


@dataclass(frozen=True)
class Situation:
    """What a rule may ask about: the platform's kind, the tier, the answers given."""

    platform: str
    tier: int
    answers: Mapping[str, Any] = field(default_factory=dict)


def applies(rule: Rule, to: Situation) -> bool:
    """Whether the rule holds: its keys all must; the empty rule always does."""
    return all(_holds(key, wanted, to) for key, wanted in rule.items())


def _holds(key: str, wanted: Any, to: Situation) -> bool:
    if key == "all":
        return all(applies(rule, to) for rule in wanted)
    if key == "any":
        return any(applies(rule, to) for rule in wanted)
    if key == "not":
        return not applies(wanted, to)
    if key == "platforms":
        return to.platform in wanted
    if key == "tiers":
        return to.tier in wanted
    return all(
        _answer(to.answers.get(question)) in _answers(value)
        for question, value in wanted.items()
    )


def _answer(given: Any) -> Any:
    """Yes and no, however they were written."""
    return (
        {"yes": True, "no": False}.get(given, given)
        if isinstance(given, str)
        else given
    )


def _answers(value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    return [_answer(one) for one in values]


def explain(rule: Rule, questions: Mapping[str, str] | None = None) -> str:
    """The rule in words: "tier 1 or 2, and “Stores personal data?” is yes"."""
    if not rule:
        return "always"
    return ", and ".join(
        _words(key, wanted, questions or {}) for key, wanted in rule.items()
    )


def _words(key: str, wanted: Any, questions: Mapping[str, str]) -> str:
    if key in {"all", "any"}:
        joint = ", and " if key == "all" else ", or "
        return joint.join(f"({explain(rule, questions)})" for rule in wanted)
    if key == "not":
        return f"not ({explain(wanted, questions)})"
    if key == "platforms":
        return f"the platform is {_either(wanted)}"
    if key == "tiers":
        return f"tier {_either(wanted)}"
    return ", and ".join(
        f"“{questions.get(question, question)}” is {_either(_answers(value))}"
        for question, value in wanted.items()
    )


def _either(values: Sequence[Any]) -> str:
    words = {True: "yes", False: "no"}
    return " or ".join(
        str(words.get(value, value)) if isinstance(value, bool) else str(value)
        for value in values
    )


def questions_of(rule: Any) -> set[str]:
    """The questions that a rule decides by, however deep."""
    if isinstance(rule, list):
        return set().union(*map(questions_of, rule))
    if not isinstance(rule, Mapping):
        return set()
    asked = rule.get("answers", {})
    inner = [questions_of(rule.get(key)) for key in ("all", "any", "not")]
    return set(asked if isinstance(asked, Mapping) else ()).union(*inner)


def faults(rule: Any, question_keys: Sequence[str]) -> list[str]:
    """What in a typed rule cannot be understood; empty when all of it can."""
    if not isinstance(rule, Mapping):
        return ["A rule is a set of named tests."]
    found: list[str] = []
    for key, wanted in rule.items():
        if key in {"all", "any"} and isinstance(wanted, list):
            found += [
                fault for inner in wanted for fault in faults(inner, question_keys)
            ]
        elif key == "not":
            found += faults(wanted, question_keys)
        elif key == "answers" and isinstance(wanted, Mapping):
            found += [
                f"There is no question “{name}”."
                for name in wanted
                if name not in question_keys
            ]
        elif key not in LISTED or not isinstance(wanted, list):
            found.append(f"“{key}” is not a test that a rule can make.")
    return found
