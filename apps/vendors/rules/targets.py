"""Targets as people write them: 30 min, 8 h, 2 d of working time."""

import re
from datetime import time

from apps.calendars.rules import Hours

HOUR = 3600
DAY = 24 * HOUR
LONGEST = 10 * 365 * DAY
PART = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(days?|d|hours?|h|minutes?|min|m|seconds?|s)\b", re.IGNORECASE
)
SIZES = {"h": HOUR, "m": 60, "s": 1}


def day_seconds(hours: Hours) -> int:
    """How long a working day of these hours is: the week's time by its working days."""
    if hours.is_around_the_clock:
        return DAY
    days = [
        sum(_length(starts, ends) for starts, ends in intervals)
        for intervals in hours.weekly.values()
        if intervals
    ]
    return sum(days) // len(days) if days else DAY


def _length(starts: time, ends: time) -> int:
    """An interval that ends at 00:00 ends at midnight."""
    return (_clock(ends) or DAY) - _clock(starts)


def _clock(at: time) -> int:
    return at.hour * HOUR + at.minute * 60 + at.second


def seconds_of(text: str, a_day: int) -> int:
    """Working seconds of words such as "2 d 4 h"; a day has `a_day` of them.

    ValueError where the words make no sense, or name no time or more than ten years.
    """
    words = text.strip()
    parts = list(PART.finditer(words))
    rest = PART.sub("", words).replace(",", " ").strip()
    if not parts or rest:
        raise ValueError(text)
    total = sum(
        float(part[1].replace(",", ".")) * _size(part[2], a_day) for part in parts
    )
    if not 0 < round(total) <= LONGEST:
        raise ValueError(text)
    return round(total)


def _size(unit: str, a_day: int) -> int:
    first = unit[0].lower()
    return a_day if first == "d" else SIZES[first]


def target_text(seconds: int) -> str:
    """Working seconds in hours and minutes, as they are typed: "1 h 30 min"."""
    hours, left = divmod(seconds, HOUR)
    minutes, rest = divmod(left, 60)
    parts = [(hours, "h"), (minutes, "min"), (rest, "s")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 min"
