"""Which versions of a level, and which charges, what is closed was worked out by."""

from datetime import date


def is_settled(valid_from: date, *, is_first: bool, closed_until: date | None) -> bool:
    """Whether a closed month may hang on what is in force from this day.

    `closed_until` is the last day of the newest closed month. The first version counts
    for all days before it too.
    """
    if closed_until is None:
        return False
    return is_first or valid_from <= closed_until
