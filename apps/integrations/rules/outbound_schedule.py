"""When a message is tried again, when a receiver is left in peace, when it is given up."""

from datetime import timedelta

# Standard Webhooks 1.0, "Deliverability and reliability": 75 h 35 min in all.
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)
MOST_ATTEMPTS = len(WAITS) + 1
JITTER = 0.1
GONE = 410
# A receiver that failed so often in a row gets one attempt at a time, and pauses between.
RESTS_AFTER = 5
SHORTEST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(hours=1)
OFF_AFTER = timedelta(days=5)


def wait_after(failures: int, share: float) -> timedelta | None:
    """How long a message waits after so many failures; None when it is given up.

    `share`, from 0 to 1, is drawn by lot: up to a tenth is added, so that what failed
    together does not come back together.
    """
    if failures >= MOST_ATTEMPTS:
        return None
    return WAITS[failures - 1] * (1 + JITTER * share)


def rest_after(failures: int) -> timedelta | None:
    """How long a receiver is left in peace after so many failures in a row.

    None while it is not: 1, 2, 4, … minutes from the fifth on, an hour at most.
    """
    if failures < RESTS_AFTER:
        return None
    doubled = min(failures - RESTS_AFTER, 10)
    return min(SHORTEST_REST * (1 << doubled), LONGEST_REST)


def is_taken(status: int) -> bool:
    """Whether the receiver has the message: any 2xx."""
    return 200 <= status < 300  # noqa: PLR2004 (HTTP's own numbers)
