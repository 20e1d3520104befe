"""How good a ranking is, against what people judged: nDCG, recall and reciprocal rank.

A judgement gives a document a grade: 0 is of no use, 1 helps, more helps more. A ranking
is what the search returned, best first. Documents nobody judged count as 0.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

DEPTH = 10

Grades = Mapping[Any, float]


@dataclass(frozen=True)
class Measured:
    """Means over judged queries. All are shares from 0 to 1."""

    queries: int
    ndcg: float
    recall: float
    mrr: float
    without_result: float


def ndcg(ranking: Sequence[Hashable], grades: Grades, depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain: 1 when no order could have been better.

    Gain of a place = grade / log2(place + 1), places from 1; divided by that of the best
    order of everything judged (Järvelin and Kekäläinen 2002, linear gain). 0 without a
    relevant document.
    """
    best = _gained(sorted(grades.values(), reverse=True)[:depth])
    found = _gained([grades.get(one, 0) for one in _once(ranking)[:depth]])
    return found / best if best > 0 else 0.0


def recall(ranking: Sequence[Hashable], grades: Grades, depth: int = DEPTH) -> float:
    """The share of the relevant documents that stands among the first `depth`."""
    relevant = {one for one, grade in grades.items() if grade > 0}
    found = relevant.intersection(_once(ranking)[:depth])
    return len(found) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[Hashable], grades: Grades) -> float:
    """1 / place of the first relevant document; 0 when none was found."""
    place = first_place(ranking, grades)
    return 1 / place if place else 0.0


def first_place(ranking: Sequence[Hashable], grades: Grades) -> int | None:
    """Where the first relevant document stands, from 1; None when none was found."""
    for place, one in enumerate(_once(ranking), start=1):
        if grades.get(one, 0) > 0:
            return place
    return None


def measure(judged: Iterable[tuple[Sequence[Hashable], Grades]]) -> Measured:
    """The means over queries, each a ranking and its grades.

    A query for which nothing is relevant says nothing of a ranking and is left out;
    whether it found nothing counts among those that have something to find.
    """
    rows = [(ranking, grades) for ranking, grades in judged if _has_relevant(grades)]
    return Measured(
        queries=len(rows),
        ndcg=mean(ndcg(ranking, grades) for ranking, grades in rows),
        recall=mean(recall(ranking, grades) for ranking, grades in rows),
        mrr=mean(reciprocal_rank(ranking, grades) for ranking, grades in rows),
        without_result=mean(float(not ranking) for ranking, _ in rows),
    )


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean; 0 of nothing."""
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _gained(grades: Sequence[float]) -> float:
    return sum(grade / log2(place + 1) for place, grade in enumerate(grades, start=1))


def _once(ranking: Sequence[Hashable]) -> list[Hashable]:
    """Each document where it stands first: named twice, it gains once."""
    return list(dict.fromkeys(ranking))


def _has_relevant(grades: Grades) -> bool:
    return any(grade > 0 for grade in grades.values())
