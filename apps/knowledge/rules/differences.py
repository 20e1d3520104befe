"""What differs between two texts: by lines for two columns, by words for one."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rapidfuzz.distance import LCSseq

# Beyond it (some 20,000 pieces each) two ranges are told apart whole: a bit a pair.
MOST_PAIRS = 400_000_000
WORD = re.compile(r"\w+|\s+|[^\w\s]")
KINDS = {
    "equal": "same",
    "insert": "added",
    "delete": "removed",
    "replace": "changed",
}


@dataclass(frozen=True)
class Range:
    """A piece of the old sequence and what stands in its place in the new one."""

    kind: str
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def ranges(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Range]:
    """How the new sequence comes of the old one, by their longest common part.

    The kinds are same, added, removed, changed; they follow each other without gaps.
    """
    start, end = _common_ends(old, new)
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    found = [Range("same", 0, start, 0, start)] if start else []
    found += _between(before, after, start)
    if end:
        found.append(
            Range("same", len(old) - end, len(old), len(new) - end, len(new)),
        )
    return found


def _common_ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _between(
    old: Sequence[Hashable], new: Sequence[Hashable], shift: int
) -> Iterator[Range]:
    if len(old) * len(new) > MOST_PAIRS:
        yield Range("changed", shift, shift + len(old), shift, shift + len(new))
        return
    held: Range | None = None
    for code in LCSseq.opcodes(old, new):
        one = Range(
            KINDS[code.tag],
            *(code.src_start + shift, code.src_end + shift),
            *(code.dest_start + shift, code.dest_end + shift),
        )
        if held and "same" not in {held.kind, one.kind}:
            held = _joined(held, one)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _joined(first: Range, second: Range) -> Range:
    """Two changes side by side are one."""
    start, end = (first.old_start, first.new_start), (second.old_end, second.new_end)
    kind = "changed"
    if start[0] == end[0]:
        kind = "added"
    elif start[1] == end[1]:
        kind = "removed"
    return Range(kind, start[0], end[0], start[1], end[1])


def by_lines(old: str, new: str) -> list[tuple[str, str, str]]:
    """(kind, old line, new line) for each row of two columns."""
    return list(_rows(old.split("\n"), new.split("\n")))


def _rows(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    for one in ranges(old, new):
        lefts = old[one.old_start : one.old_end]
        rights = new[one.new_start : one.new_end]
        for left, right in zip_longest(lefts, rights):
            kind = one.kind
            if left is None or right is None:
                kind = "added" if left is None else "removed"
            yield kind, left or "", right or ""


def by_words(old: str, new: str) -> list[tuple[str, str]]:
    """(kind, text) of one column: the words that stay, that went and that came.

    All that is not removed makes the new text, all that is not added the old one.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[tuple[str, str]] = []
    for one in ranges(before, after):
        left = "".join(before[one.old_start : one.old_end])
        right = "".join(after[one.new_start : one.new_end])
        if one.kind == "same":
            found.append(("same", left))
        else:
            found += _words(left, right)
    return list(_gathered(found))


def _words(old: str, new: str) -> Iterator[tuple[str, str]]:
    before, after = WORD.findall(old), WORD.findall(new)
    for one in ranges(before, after):
        left = "".join(before[one.old_start : one.old_end])
        right = "".join(after[one.new_start : one.new_end])
        if one.kind == "same":
            yield "same", left
            continue
        if left:
            yield "removed", left
        if right:
            yield "added", right


def _gathered(parts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Parts of one kind that follow each other are one part."""
    held: list[str] = []
    kind = ""
    for part, text in parts:
        if held and part != kind:
            yield kind, "".join(held)
            held = []
        kind = part
        held.append(text)
    if held:
        yield kind, "".join(held)
