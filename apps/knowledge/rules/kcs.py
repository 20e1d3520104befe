"""KCS measures of a month: what articles were worth, and how fast flags were fixed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

DAY = 86_400


@dataclass(frozen=True)
class Month:
    """What happened in the month that begins on a day.

    `published` is how many articles readers had by its end, `reused` how many of them
    solved a ticket in it, `uses` how many tickets that were. `flagged` counts flags raised
    in it, `fixed` those fixed in it, `fix_days` how long these took: median days.
    """

    begins_on: date
    published: int = 0
    reused: int = 0
    uses: int = 0
    flagged: int = 0
    fixed: int = 0
    fix_days: float | None = None

    @property
    def reuse_rate(self) -> float | None:
        """Articles that solved a ticket ÷ published articles, in %."""
        return round(100 * self.reused / self.published, 1) if self.published else None


@dataclass(frozen=True)
class Linked:
    """The tickets closed in the month that begins on a day, and those with an article."""

    begins_on: date
    closed: int = 0
    linked: int = 0

    @property
    def unlinked(self) -> int:
        """Closed without one."""
        return self.closed - self.linked

    @property
    def rate(self) -> float | None:
        """KCS link rate: closed with an article linked ÷ closed, in %; None of none."""
        return round(100 * self.linked / self.closed, 1) if self.closed else None


def median_days(spans: Iterable[tuple[datetime, datetime]]) -> float | None:
    """The median time from flag to fix, in days; None of none."""
    seconds = [(fixed - flagged).total_seconds() for flagged, fixed in spans]
    return round(median(seconds) / DAY, 1) if seconds else None


def months_until(today: date, count: int) -> list[date]:
    """The first days of so many months, the last one that of today."""
    last = today.year * 12 + today.month - 1
    return [
        date(number // 12, number % 12 + 1, 1)
        for number in range(last - count + 1, last + 1)
    ]
