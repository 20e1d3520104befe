"""Hours of a week as people type them, such as "Mon-Fri 09:00-17:00"."""

import re
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EVERY_DAY = "every day"
LINE = re.compile(
    r"(?P<first>every day|[a-z]{3})(?:-(?P<last>[a-z]{3}))? "
    r"(?P<since>\d\d?:\d\d)-(?:(?P<end>[a-z]{3}) )?(?P<until>\d\d?:\d\d)",
    re.IGNORECASE,
)


class HoursError(ValueError):
    """A line that is not hours of a week; its text says how to type it."""


def read_hours(text: str) -> list[dict[str, Any]]:
    """The hours of each line as they are kept. HoursError names the line that is wrong."""
    found: list[dict[str, Any]] = []
    for line in filter(None, (" ".join(one.split()) for one in text.splitlines())):
        found += _read_line(line)
    return found


def _read_line(line: str) -> list[dict[str, Any]]:
    match = LINE.fullmatch(line)
    if not match:
        raise HoursError(
            f"“{line}”: type it like “Mon-Fri 09:00-17:00”, “every day 22:00-06:00” "
            "or “Fri 18:00-Mon 08:00”."
        )
    since, until = _clock(match["since"], line), _clock(match["until"], line)
    if match["first"].lower() == EVERY_DAY:
        days = list(range(7))
    else:
        first = _day(match["first"], line)
        last = _day(match["last"] or match["first"], line)
        days = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    kept: dict[str, Any] = {"from": since, "until": until}
    if match["end"]:
        if len(days) > 1:
            raise HoursError(f"“{line}”: give one day from which they last.")
        kept["days"] = _more_days(days[0], _day(match["end"], line), since, until)
    return [{"weekday": day, **kept} for day in days]


def _more_days(first: int, last: int, since: str, until: str) -> int:
    """How many days lie between, beside the night that an earlier `until` means."""
    over = (last - first) % 7
    if until <= since:
        return (over or 7) - 1
    return over


def _clock(text: str, line: str) -> str:
    if text == "24:00":
        return "00:00"
    try:
        return time.fromisoformat(text.zfill(5)).strftime("%H:%M")
    except ValueError as error:
        raise HoursError(f"“{line}”: {text} is no time of a day.") from error


def _day(text: str, line: str) -> int:
    if text.title() not in DAYS:
        raise HoursError(f"“{line}”: {text} is no day. Days are {', '.join(DAYS)}.")
    return DAYS.index(text.title())


def hours_text(kept: Iterable[Mapping[str, Any]]) -> str:
    """The hours as they would be typed, one a line, days with the same hours together."""
    days: dict[tuple[str, str, int], list[int]] = {}
    for one in kept:
        key = (str(one["from"]), str(one["until"]), int(one.get("days", 0)))
        days.setdefault(key, []).append(int(one["weekday"]))
    lines = []
    for (since, until, more), numbers in days.items():
        for first, last in _runs(sorted(set(numbers))) if not more else ():
            lines.append(f"{_range(first, last)} {since}-{until}")
        for number in numbers if more else ():
            end = DAYS[(number + more + (until <= since)) % 7]
            lines.append(f"{DAYS[number]} {since}-{end} {until}")
    return "\n".join(lines)


def _range(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return EVERY_DAY
    return DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Days that follow each other, as first and last."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
