"""Two people stand behind a vacancy and a personnel action."""

from collections.abc import Iterable

NEEDED = 2


def verdict(says: Iterable[bool]) -> bool | None:
    """True at the second yes, False at the first no, None as long as it is open."""
    found = list(says)
    if not all(found):
        return False
    return True if len(found) >= NEEDED else None
