"""The lines of a passage that answer, with the words that were asked marked."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from apps.knowledge.rules.search.words import TOKEN, parts

LONGEST = 240
LEAD = 60
MOST_TEXT = 20_000
# How much longer than its stem a word may be: "restart" also marks "restarting".
ENDING = 4
LONG_STEM = 4


@dataclass(frozen=True)
class Bit:
    """A run of text, marked when it is what was asked."""

    text: str
    is_marked: bool


def snippet(text: str, lexemes: Collection[str], length: int = LONGEST) -> list[Bit]:
    """The stretch of a text with most of the lexemes, those words marked."""
    flat = " ".join(text[:MOST_TEXT].split())
    marks = list(_marks(flat, lexemes))
    start = _best_start(marks, length)
    start = flat.rfind(" ", 0, start) + 1 if start else 0
    end = start + length
    if end < len(flat):
        end = max(flat.rfind(" ", start, end), start + length // 2)
    shown = [(max(a, start), min(b, end)) for a, b in marks if a < end and b > start]
    bits = list(_bits(flat, start, min(end, len(flat)), shown))
    before = [Bit("… ", is_marked=False)] if start else []
    after = [Bit(" …", is_marked=False)] if end < len(flat) else []
    return [*before, *bits, *after]


def marked(text: str, lexemes: Collection[str]) -> list[Bit]:
    """A whole text with the words that were asked marked."""
    return list(_bits(text, 0, len(text), list(_marks(text, lexemes))))


def _marks(text: str, lexemes: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand that have one of the lexemes: from, to."""
    whole = {one[1:] for one in lexemes if one.startswith("=")}
    stems = [one for one in lexemes if not one.startswith("=")]
    for token in TOKEN.finditer(text):
        if token.group().lower() in whole:
            yield token.span()
            continue
        at = token.start()
        for part in parts(token.group()):
            at = text.index(part, at)
            if any(has_stem(part.lower(), stem) for stem in stems):
                yield at, at + len(part)
            at += len(part)


def has_stem(word: str, stem: str) -> bool:
    """Whether a word may be a form of a stem: "cities" of "citi", "copied" of "copi"."""
    short = stem[:-1] if stem.endswith("i") and len(stem) >= LONG_STEM else stem
    return word.startswith(short) and len(word) - len(stem) <= ENDING


def _best_start(marks: list[tuple[int, int]], length: int) -> int:
    """Where a stretch begins that holds most marks."""
    best, best_count = 0, 0
    for index, (start, _) in enumerate(marks):
        count = sum(1 for _, end in marks[index:] if end <= start + length - LEAD)
        if count > best_count:
            best, best_count = start, count
    return max(best - LEAD, 0)


def _bits(
    text: str, start: int, end: int, marks: list[tuple[int, int]]
) -> Iterator[Bit]:
    at = start
    for a, b in marks:
        if a > at:
            yield Bit(text[at:a], is_marked=False)
        yield Bit(text[a:b], is_marked=True)
        at = b
    if at < end:
        yield Bit(text[at:end], is_marked=False)
