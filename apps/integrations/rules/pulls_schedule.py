"""When a pull asks again: its rate, what the other system says, and after failures."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
MOST_FAILURES = 8
BUSY = frozenset({429, 503})
SHUT_OUT = frozenset({401, 403})


def pace(per_minute: int) -> timedelta:
    """The time between two requests."""
    return timedelta(minutes=1) / max(1, per_minute)


def wait_after(failures: int) -> timedelta | None:
    """After so many failures in a row: 30 s, doubled each time, an hour at most.

    None when the run is given up; the next one begins where it came to.
    """
    if failures >= MOST_FAILURES:
        return None
    return min(FIRST_WAIT * (1 << (failures - 1)), LONGEST_WAIT)


def asked_to_wait(text: str, now: datetime) -> timedelta | None:
    """What Retry-After says, in seconds or as a date; None where it says nothing.

    RFC 9110, 10.2.3. An hour at most, whatever it says.
    """
    if text.isascii() and text.isdigit():
        asked = timedelta(seconds=min(int(text), 86_400))
    else:
        try:
            asked = parsedate_to_datetime(text) - now
        except (ValueError, TypeError):
            return None
    return max(timedelta(0), min(asked, LONGEST_WAIT))
