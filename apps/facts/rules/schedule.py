"""When a question is asked again, and how long a system that does not answer rests."""

from datetime import datetime, timedelta

from apps.facts.rules.kinds import with_unit

MOST_WAIT = timedelta(hours=6)
FIRST_REST = timedelta(seconds=30)
MOST_REST = timedelta(minutes=15)
ENDURED = 3
STEPS = 10
MINUTES_A_DAY = 24 * 60


def next_run(every: timedelta, failures: int, now: datetime) -> datetime:
    """After `every`; twice as long after each failure, up to six hours or `every`."""
    wait = every * 2.0 ** min(failures, STEPS)
    return now + min(wait, max(MOST_WAIT, every))


def rest_until(failures: int, now: datetime) -> datetime | None:
    """Until when a system is left alone after so many times without an answer.

    Not at all up to the third; then half a minute, twice as long each time, up to 15.
    """
    if failures < ENDURED:
        return None
    return now + min(FIRST_REST * 2.0 ** min(failures - ENDURED, STEPS), MOST_REST)


def interval(minutes: int) -> str:
    """So many minutes in the largest unit that says them whole: 5 min, 2 h, 1 day."""
    if minutes % MINUTES_A_DAY == 0:
        return with_unit(str(minutes // MINUTES_A_DAY), "days")
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"
