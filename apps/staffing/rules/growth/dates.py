"""Days that count: how long a vacancy took, how long a row is kept."""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median

DAYS_A_YEAR = 365
CANDIDATE_DAYS = 180


def time_to_fill(opened: date | None, ended: date | None) -> int | None:
    """Days from the second approval to the day it was filled; None if it was not."""
    return (ended - opened).days if opened and ended else None


def median_days(days: Iterable[int | None]) -> float | None:
    """The middle one of those that are known; None of none."""
    known = [one for one in days if one is not None]
    return float(median(known)) if known else None


def candidate_erased_on(ended: date) -> date:
    """180 days after the answer: as long as it may be disputed."""
    return ended + timedelta(days=CANDIDATE_DAYS)


def kept_until(anchor: date, years: int) -> date:
    """The last day a row is kept: the day it ended, that many years on."""
    day = 28 if (anchor.month, anchor.day) == (2, 29) else anchor.day
    return date(anchor.year + years, anchor.month, day)


def kept_from(today: date, years: int) -> date:
    """Rows that ended before this day are kept no longer."""
    return kept_until(today, -years)
