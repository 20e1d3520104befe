"""A mistyped word, and the word of the base that was meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
LONG = 9
CANDIDATES = 50


@dataclass(frozen=True)
class Vocabulary:
    """The words somebody may read, and in how many articles each is."""

    words: Sequence[str]
    counts: Mapping[str, int]


def best_correction(word: str, known: Vocabulary) -> str | None:
    """The known word nearest to one that is not known; None where none is near.

    One edit (a letter more, less, another, two swapped) for a word of four letters
    and more, two for nine and more. Among the equally near, one with the same first
    letter, then the one in most articles.
    """
    typed = word.lower()
    if len(typed) < SHORTEST or typed in known.counts:
        return None
    allowed = 2 if len(typed) >= LONG else 1
    found = process.extract(
        typed,
        known.words,
        scorer=OSA.distance,
        score_cutoff=allowed,
        limit=CANDIDATES,
    )
    if not found:
        return None
    best = min(
        found,
        key=lambda one: (
            one[1],
            one[0][0] != typed[0],
            -known.counts[one[0]],
            one[0],
        ),
    )
    return str(best[0])
