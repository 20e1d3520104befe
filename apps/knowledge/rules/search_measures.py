"""How search fares with its readers, from what they typed and opened."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class SearchCounts:
    """Searches of a time: how many, with results, with a click, with a late one.

    `positions` is the sum of the places of the results that were opened, from 1.
    """

    searches: int = 0
    with_result: int = 0
    clicked: int = 0
    late: int = 0
    positions: int = 0

    @property
    def no_result_rate(self) -> float | None:
        """Searches without a result ÷ searches, in %."""
        return _percent(self.searches - self.with_result, self.searches)

    @property
    def click_through_rate(self) -> float | None:
        """Searches of which a result was opened ÷ searches that showed results, in %."""
        return _percent(self.clicked, self.with_result)

    @property
    def unclicked_rate(self) -> float | None:
        """Searches that showed results of which none was opened ÷ those, in %."""
        return _percent(self.with_result - self.clicked, self.with_result)

    @property
    def late_rate(self) -> float | None:
        """Searches of which the third or a later result was opened ÷ clicked ones, in %."""
        return _percent(self.late, self.clicked)

    @property
    def average_position(self) -> float | None:
        """The mean place of the results that were opened; 1 is best."""
        return round(self.positions / self.clicked, 2) if self.clicked else None


def sum_counts(counts: Iterable[SearchCounts]) -> SearchCounts:
    """All of them as one."""
    found = list(counts)
    return SearchCounts(
        searches=sum(one.searches for one in found),
        with_result=sum(one.with_result for one in found),
        clicked=sum(one.clicked for one in found),
        late=sum(one.late for one in found),
        positions=sum(one.positions for one in found),
    )


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
