"""What in the file of a standard can't be understood, before anything is written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from apps.onboarding.rules.applicability import faults, questions_of

CODE = re.compile(r"[A-Z]{2,6}-[0-9]{2,3}")
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,50}")
LEVELS = ("must", "should", "may")
KINDS = ("link", "file", "text", "number", "choice", "automatic")
HEAVIEST, LONGEST_DAYS = 5, 3650


def standard_faults(said: Any) -> Iterator[str]:
    """Each fault in words, with the part in which it is."""
    if not isinstance(said, Mapping):
        yield "A standard is a set of named parts: slug, name, categories, criteria."
        return
    yield from _named("The standard", said, slug=50, name=120)
    yield from _rule_faults("The standard", said)
    for part in ("categories", "criteria", "questions"):
        rows = said.get(part, [] if part == "questions" else None)
        if not isinstance(rows, list) or not all(isinstance(o, Mapping) for o in rows):
            yield f"“{part}” is a list of named parts."
            return
    categories = {str(one.get("slug")) for one in said["categories"]}
    for one in said["categories"]:
        yield from _named("A category", one, slug=50, name=80)
    for one in said["criteria"]:
        yield from _criterion_faults(one, categories)
    for one in said.get("questions", []):
        yield from _question_faults(one)
    yield from _twice(said["criteria"], "code")
    yield from _twice(said.get("questions", []), "key")


def _twice(rows: Iterable[Mapping[str, Any]], name: str) -> Iterator[str]:
    seen: set[str] = set()
    for one in rows:
        value = str(one.get(name))
        if value in seen:
            yield f"{value} is there twice."
        seen.add(value)


def _named(of: str, said: Mapping[str, Any], **longest: int) -> Iterator[str]:
    """Texts that have to be there, and how long each may be."""
    for name, most in longest.items():
        value = said.get(name)
        if not _is_text(value, most) or not str(value).strip():
            yield f"{of} needs a {name} of at most {most} letters."
        elif name == "slug" and not SLUG.fullmatch(str(value)):
            yield f"{of}'s slug is letters, digits and hyphens."
    if not _is_text(said.get("description", ""), 5000):
        yield f"{of}'s description is a text."


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and "\x00" not in value


def _is_number(value: Any, most: int) -> bool:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return is_whole and 1 <= value <= most


def _rule_faults(of: str, said: Mapping[str, Any]) -> Iterator[str]:
    rule = said.get("applies", {})
    for fault in faults(rule, list(questions_of(rule))):
        yield f"{of}: {fault}"


def _criterion_faults(said: Mapping[str, Any], categories: set[str]) -> Iterator[str]:
    of = f"The criterion {str(said.get('code'))[:20]}"
    evidence = said.get("evidence")
    tests = {
        "a code such as OBS-04": CODE.fullmatch(str(said.get("code"))),
        "a title of at most 200 letters": _is_text(said.get("title"), 200),
        "guidance in words": _is_text(said.get("guidance", ""), 20_000),
        "one of the file's categories": str(said.get("category")) in categories,
        "must, should or may": said.get("level") in LEVELS,
        "a weight of 1 to 5": _is_number(said.get("weight"), HEAVIEST),
        "evidence of a kind": isinstance(evidence, Mapping)
        and evidence.get("kind") in KINDS,
    }
    yield from (f"{of} needs {what}." for what, holds in tests.items() if not holds)
    days = evidence.get("valid_days") if isinstance(evidence, Mapping) else None
    if days is not None and not _is_number(days, LONGEST_DAYS):
        yield f"{of}: how long evidence is good for is a number of days."
    yield from _rule_faults(of, said)


def _question_faults(said: Mapping[str, Any]) -> Iterator[str]:
    of = f"The question {str(said.get('key'))[:50]}"
    tests = {
        "a key": SLUG.fullmatch(str(said.get("key"))),
        "a text of at most 300 letters": _is_text(said.get("text"), 300),
        "help in words": _is_text(said.get("help", ""), 5000),
        "a prefill of at most 50 letters": _is_text(said.get("prefill", ""), 50),
        "a list of choices": isinstance(said.get("choices", []), list),
        "the kind yes_no or choice": said.get("kind", "yes_no") in ("yes_no", "choice"),
    }
    yield from (f"{of} needs {what}." for what, holds in tests.items() if not holds)
