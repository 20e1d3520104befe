"""The words of exports in ours: priorities, states, yes and no, numbers."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from apps.vendors.states import CANCELLED_STATE, RESOLVED_STATES

RESOLVED, CLOSED = RESOLVED_STATES
USUAL_STATES = {
    **dict.fromkeys(("resolved", "done", "fixed", "solved", "completed"), RESOLVED),
    **dict.fromkeys(("closed", "closed complete"), CLOSED),
    **dict.fromkeys(("cancelled", "canceled", "withdrawn"), CANCELLED_STATE),
}
USUAL_PRIORITIES = {
    **dict.fromkeys(("critical", "highest", "blocker", "urgent", "emergency"), 1),
    **dict.fromkeys(("high", "major"), 2),
    **dict.fromkeys(("medium", "moderate", "normal"), 3),
    **dict.fromkeys(("low", "minor"), 4),
    **dict.fromkeys(("lowest", "trivial", "planning"), 5),
}
YES = ("true", "yes", "y", "1", "x", "met", "in sla")
NO = ("false", "no", "n", "0", "breached", "missed")
FIRST_NUMBER = re.compile(r"\D{0,10}(\d)(?!\d)")
UNREADABLE = -2
NONE = -1
MOST_WORDS = 100_000
MOST_DIGITS = 10


class Memory(dict[str, Any]):
    """What each text was read as; read once, counted every time it is asked for."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> Any:
        if len(self) >= MOST_WORDS:
            self.clear()
        found = self[text] = self.read(text)
        return found


def priority_reader(
    given: Mapping[str, int], unknown: frozenset[str]
) -> Callable[[str], int]:
    """Reads a priority: as the mapping says, or by its number, or by its usual word."""
    named = {word.strip().lower(): int(number) for word, number in given.items()}

    def read(text: str) -> int:
        word = text.strip().lower()
        if word in named:
            return named[word]
        if word in unknown:
            return 0
        if found := FIRST_NUMBER.match(word):
            return int(found[1])
        return USUAL_PRIORITIES.get(word, 0)

    return read


def state_reader(
    given: Mapping[str, str], unknown: frozenset[str]
) -> Callable[[str], str]:
    """Reads a state: as the mapping says, or its usual word, or as it stands."""
    named = {**USUAL_STATES, **{k.strip().lower(): v for k, v in given.items()}}

    def read(text: str) -> str:
        word = " ".join(text.replace("\0", "").split())
        if word.lower() in unknown:
            return ""
        return named.get(word.lower(), word)[:60]

    return read


def flag_reader(unknown: frozenset[str]) -> Callable[[str], int]:
    """Reads yes (1), no (0), none (-1); -2 is unreadable."""

    def read(text: str) -> int:
        word = text.strip().lower()
        if word in YES:
            return 1
        if word in NO:
            return 0
        return NONE if word in unknown else UNREADABLE

    return read


def whole_reader(unknown: frozenset[str], most: int) -> Callable[[str], int]:
    """Reads a count; none is -1, what is no count is -2."""

    def read(text: str) -> int:
        word = text.strip().lower()
        if word in unknown:
            return NONE
        plain = word.removesuffix(".0")
        if not (plain.isascii() and plain.isdigit()) or len(plain) > MOST_DIGITS:
            return UNREADABLE
        return found if (found := int(plain)) <= most else UNREADABLE

    return read


def rating_reader(unknown: frozenset[str]) -> Callable[[str], int]:
    """Reads a mark of 1 to 5, alone or before its words; none is -1."""

    def read(text: str) -> int:
        word = text.strip().lower()
        if word in unknown:
            return NONE
        found = re.match(r"([0-5])(?:[.,]\d+)?(?!\d)", word)
        return int(found[1]) if found else UNREADABLE

    return read


def text_reader(longest: int, unknown: frozenset[str]) -> Callable[[str], str]:
    """Reads a text on one line, no longer than we keep."""

    def read(text: str) -> str:
        word = " ".join(text.replace("\0", "").split())
        return "" if word.lower() in unknown else word[:longest]

    return read


def are_plain(texts: Sequence[str], longest: int, unknown: frozenset[str]) -> bool:
    """Whether `text_reader` would leave every one as it is, seen at one glance."""
    if not texts or max(map(len, texts)) > longest:
        return False
    if min(map(len, texts)) <= max(map(len, unknown)):
        return False
    if not "".join(texts).isprintable():  # No space but the usual one, no control.
        return False
    lines = f" {chr(10).join(texts)} "
    return not any(double in lines for double in ("  ", " \n", "\n "))


def strange_states(
    seen: Counter[str], given: Mapping[str, str], known: frozenset[str]
) -> dict[str, int]:
    """The states that neither the mapping nor anybody knows, with their rows."""
    named = {word.strip().lower() for word in (*given, *given.values(), *known)}
    usual = {*USUAL_STATES, *(word.lower() for word in USUAL_STATES.values()), ""}
    return {
        state: count
        for state, count in seen.most_common()
        if state.strip().lower() not in named | usual
    }
