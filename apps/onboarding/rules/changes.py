"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\S+")
LONGEST = 4000


def changed_words(old: str, new: str) -> list[tuple[str, str]]:
    """The new text in parts: ("same" | "added" | "removed", words), in reading order."""
    before, after = WORDS.findall(old[:LONGEST]), WORDS.findall(new[:LONGEST])
    parts: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            parts.append(("same", "".join(before[a:b])))
            continue
        if a < b:
            parts.append(("removed", "".join(before[a:b])))
        if c < d:
            parts.append(("added", "".join(after[c:d])))
    return parts
