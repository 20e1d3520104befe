"""Working time: the measure of a span, due times, and both for millions at once."""

from apps.calendars.rules.hours import (
    Hours,
    Interval,
    Schedule,
    add_working_time,
    are_apart,
    elapsed_seconds,
    is_working_day,
    working_intervals,
    working_seconds,
)

__all__ = [
    "Hours",
    "Interval",
    "Schedule",
    "add_working_time",
    "are_apart",
    "elapsed_seconds",
    "is_working_day",
    "working_intervals",
    "working_seconds",
]
