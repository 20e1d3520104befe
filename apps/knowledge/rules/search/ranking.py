"""The ranking, in numbers: what `docs/formulas.md` works by hand.

The statement in `queries/search` and the one in `actions/indexing` compute the same
inside the database, with these numbers.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Field:
    """A part of an article: what a word in it counts, and how much its length tells."""

    bit: int
    boost: float
    length_share: float


FIELDS = {
    "title": Field(1, 2.0, 0.5),
    "heading": Field(2, 1.0, 0.5),
    "label": Field(4, 1.0, 0.0),
    "body": Field(8, 1.0, 0.75),
}
K1 = 1.5
K_FUSION = 60
# What an identifier counts as a whole, beside its parts.
WHOLE_SHARE = 0.5
# A word typed again counts again, up to so often.
MOST_SHARE = 3.0
# What a word that was not typed itself counts beside one that was.
PREFIX_SHARE = 0.5
SYNONYM_SHARE = 0.7
# Passages less near to the query than this say nothing about it.
LEAST_COSINE = 0.25
# How many the halves hand to the fusion.
TEXT_DEPTH = 500
MEANING_DEPTH = 100

VERIFIED_FACTOR = 1.0
DUE_FACTOR = 0.97
RETIRED_FACTOR = 0.80
HELPFUL_SHARE = 0.03
AGE_SHARE = 0.03
OLD_DAYS = 730


def term_weight(counts: Mapping[str, int], lengths: Mapping[str, float]) -> float:
    """What a lexeme weighs in an article: BM25F without its rarity, 0 to K1 + 1.

    `counts` has how often it occurs in each field, `lengths` each field's length
    divided by the average of its space.
    """
    frequency = sum(
        field.boost
        * counts.get(name, 0)
        / (1 - field.length_share + field.length_share * lengths.get(name, 1.0))
        for name, field in FIELDS.items()
    )
    return frequency * (K1 + 1) / (frequency + K1)


def rarity(article_count: int, containing: int) -> float:
    """BM25's inverse document frequency, never below 0 (as Lucene has it)."""
    return math.log(1 + (article_count - containing + 0.5) / (containing + 0.5))


def fused(ranks: Sequence[int | None]) -> float:
    """Reciprocal rank fusion: the sum of 1 / (60 + rank) over the halves that have it."""
    return sum(1 / (K_FUSION + rank) for rank in ranks if rank is not None)


def freshness(verified_on: date | None, today: date) -> float:
    """1 when verified today, down to 0.97 after two years; 0.97 when never."""
    days = OLD_DAYS if verified_on is None else (today - verified_on).days
    return 1 - AGE_SHARE * min(max(days, 0), OLD_DAYS) / OLD_DAYS


def helpful_factor(helpfulness: float) -> float:
    """0.97 to 1.03 for what readers said, -1 to 1."""
    return 1 + HELPFUL_SHARE * helpfulness
