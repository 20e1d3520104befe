"""What a change of search would do to judged queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.knowledge.rules.measures import Measured

SAME = 1e-9


@dataclass(frozen=True)
class Trying:
    """One query before and after: nDCG@10 and the place of the first right article."""

    query: str
    ndcg_before: float
    ndcg_after: float
    place_before: int | None
    place_after: int | None

    @property
    def gained(self) -> float:
        """How much nDCG@10 rises; below nothing where it falls."""
        return self.ndcg_after - self.ndcg_before


@dataclass(frozen=True)
class Trial:
    """All queries before and after, and each of them."""

    before: Measured
    after: Measured
    queries: Sequence[Trying]

    @property
    def changed(self) -> list[Trying]:
        """Those it changes, what it harms first."""
        rows = [one for one in self.queries if abs(one.gained) > SAME]
        return sorted(rows, key=lambda one: (one.gained, one.query))

    @property
    def better(self) -> int:
        """How many queries are answered better."""
        return sum(one.gained > SAME for one in self.queries)

    @property
    def worse(self) -> int:
        """How many queries are answered worse."""
        return sum(one.gained < -SAME for one in self.queries)
