"""The hours of a working day as people write them."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

PAIR = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
LAST_HOUR, LAST_MINUTE = 23, 59
MIDNIGHT = "24:00"


def read_day(text: str) -> list[list[str]]:
    """ "09:00-12:00, 13:00-17:30" as pairs of clock times, in order.

    Only the last pair may end on the next day. ValueError says what is wrong.
    """
    parts = [one.strip() for one in text.split(",") if one.strip()]
    found = sorted(_pair(one) for one in parts)
    for earlier, later in pairwise(found):
        if earlier[1] <= earlier[0] or later[0] < earlier[1]:
            raise ValueError("The spans overlap.")
    return found


def _pair(text: str) -> list[str]:
    match = PAIR.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is no span of time: write 09:00-17:30.")
    a, b, c, d = map(int, match.groups())
    if (a, b) == (c, d) or not _is_clock(a, b):
        raise ValueError(f"“{text}” is no span of time: write 09:00-17:30.")
    if not (_is_clock(c, d) or (c, d) == (LAST_HOUR + 1, 0)):
        raise ValueError(f"“{text}” is no span of time: write 09:00-17:30.")
    return [f"{a:02}:{b:02}", f"{c:02}:{d:02}"]


def _is_clock(hour: int, minute: int) -> bool:
    return hour <= LAST_HOUR and minute <= LAST_MINUTE


def written_day(pairs: Sequence[Sequence[str]]) -> str:
    """The same pairs as text that `read_day` reads."""
    return ", ".join(f"{starts}-{ends}" for starts, ends in pairs)


def is_worked(week: Sequence[Sequence[Sequence[str]]], zone: str, at: datetime) -> bool:
    """Whether somebody with these hours and this clock is at work at an instant."""
    local = at.astimezone(ZoneInfo(zone))
    clock = f"{local:%H:%M}"
    today, before = _day(week, local.weekday()), _day(week, local.weekday() - 1)
    is_now = any(
        starts <= clock and (clock < ends or ends <= starts) for starts, ends in today
    )
    return is_now or any(ends <= starts and clock < ends for starts, ends in before)


def _day(
    week: Sequence[Sequence[Sequence[str]]], weekday: int
) -> Sequence[Sequence[str]]:
    return week[weekday % len(week)] if week else ()
