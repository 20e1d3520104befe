"""What changed between two texts, word by word."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\S+")
LONGEST = 4000
MOST_PAIRS = 40_000


def changed_words(old: str, new: str) -> list[tuple[str, str]]:
    """The new text in parts: ("same" | "added" | "removed", words), in reading order.

    Where the same words come so often that to compare them would take too long, the
    one text is taken away and the other added as a whole.
    """
    before, after = WORDS.findall(old[:LONGEST]), WORDS.findall(new[:LONGEST])
    if _pairs(before, after) > MOST_PAIRS:
        return _replaced("".join(before), "".join(after))
    parts: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(
        str.isspace, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            parts.append(("same", "".join(before[a:b])))
            continue
        if a < b:
            parts.append(("removed", "".join(before[a:b])))
        if c < d:
            parts.append(("added", "".join(after[c:d])))
    return parts


def _pairs(before: Sequence[str], after: Sequence[str]) -> int:
    """How many places of the one could be places of the other: what comparing costs."""
    held = Counter(word for word in before if not word.isspace())
    return sum(held[word] for word in after)


def _replaced(before: str, after: str) -> list[tuple[str, str]]:
    if before == after:
        return [("same", after)]
    return [("removed", before), ("added", after)]
