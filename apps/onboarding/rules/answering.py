"""What a question may be answered with."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

YES_NO = "yes_no"


def options(kind: str, choices: Iterable[Any]) -> list[tuple[str, str]]:
    """Value and label of each answer that a question of this kind takes.

    A standard gives a choice as a text, or as a mapping of value and label.
    """
    if kind == YES_NO:
        return [("yes", "Yes"), ("no", "No")]
    return [(_value(one), _label(one)) for one in choices]


def answers_fault(
    answers: Mapping[str, Any], known: Mapping[str, Container[str]]
) -> str:
    """What is wrong with the answers, by the values that each question takes; "" if nothing.

    An answer that no question offers would decide which criteria apply all the same.
    """
    for key, value in answers.items():
        if key not in known:
            return f"{shown(key)} is no question of this request's standards."
        if value not in known[key]:
            return f"{shown(str(value))} is no answer to {key}."
    return ""


def shown(text: str) -> str:
    """What somebody typed, in a sentence."""
    return f"“{text[:50]}”".replace("\x00", "�")


def _value(choice: Any) -> str:
    return (
        str(choice.get("value", choice.get("slug", "")))
        if isinstance(choice, dict)
        else str(choice)
    )


def _label(choice: Any) -> str:
    if isinstance(choice, dict):
        return str(choice.get("label", choice.get("name", _value(choice))))
    return str(choice).replace("_", " ").capitalize()
