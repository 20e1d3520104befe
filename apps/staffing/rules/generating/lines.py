"""The shifts of a rota as a planner types them, a line each, and the slots they make."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from apps.staffing.rules import cover
from apps.staffing.rules.generating.instance import Need, Slot
from apps.staffing.rules.intervals import instant, minute_of
from apps.staffing.rules.working_time import Limits, worked_nights

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY = 24 * 60
MOST_PARTS = 4
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
LENGTH = re.compile(r"(\d+) (hour|day|week)s?")
UNITS = {"hour": 60, "day": DAY, "week": 7 * DAY}
LIKE = (
    "Write a line as “Day, Mon-Sun, 08:00-20:00” or “On call, Mon, 09:00, 7 days”;"
    " this one is not:"
)


@dataclass(frozen=True)
class Line:
    """A shift: its name, the weekdays it begins on, when, until what minute counted on."""

    name: str
    weekdays: frozenset[int]
    begins: int
    ends: int


@dataclass(frozen=True)
class Wanted:
    """A coverage rule, and the skill that it asks for, if it asks for one."""

    need: cover.Need
    skill: int | None = None
    level: int = 0
    skill_name: str = ""


def read_lines(text: str) -> list[Line]:
    """The shifts of a text, a line each. ValueError, in words, for the first not read."""
    lines = [one.strip() for one in text.splitlines() if one.strip()]
    return [_read(one) for one in lines]


def _read(text: str) -> Line:
    parts = [part.strip() for part in text.split(",")]
    name, weekdays, *when = parts + [""] * (MOST_PARTS - len(parts))
    days = _weekdays(weekdays)
    begin, _, end = when[0].replace("–", "-").partition("-")
    begin, end = begin.strip(), end.strip()
    length = LENGTH.fullmatch(when[1])
    is_whole = name and days and CLOCK.fullmatch(begin) and len(parts) <= MOST_PARTS
    if not is_whole or bool(length) == bool(CLOCK.fullmatch(end)):
        raise ValueError(f"{LIKE} “{text}”.")
    begins = minute_of(begin)
    if length:
        ends = begins + int(length[1]) * UNITS[length[2]]
    else:
        ends = minute_of(end) + (DAY if minute_of(end) <= begins else 0)
    return Line(name, days, begins, ends)


def _weekdays(text: str) -> frozenset[int]:
    """Such as "daily", "Mon-Fri", "Sat Sun"; empty if it is none of these."""
    if text.lower() in {"daily", "every day"}:
        return frozenset(range(7))
    found: set[int] = set()
    for part in text.replace("–", "-").split():
        first, _, last = part.title().partition("-")
        if first not in DAYS or (last and last not in DAYS):
            return frozenset()
        begin, end = DAYS.index(first), DAYS.index(last or first)
        found |= {day % 7 for day in range(begin, end + (7 if end < begin else 0) + 1)}
    return frozenset(found)


def slots_of(
    lines: Iterable[Line],
    wanted: Sequence[Wanted],
    days: tuple[date, date],
    zone: ZoneInfo,
    weigh: Callable[[datetime, datetime], int],
) -> list[Slot]:
    """The slots that begin on these days, by time; those that no rule asks for are none.

    A slot needs as many as the largest of the rules that touch it; where there are no
    rules at all, one person.
    """
    found = []
    for line in lines:
        for starts, ends in _times(line, days, zone):
            touching = [one for one in wanted if _asks(one, starts, ends)]
            demand = max((one.need.people for one in touching), default=not wanted)
            if demand:
                found.append(
                    Slot(
                        line.name,
                        starts,
                        ends,
                        int(demand),
                        weigh(starts, ends),
                        tuple(_needs(touching)),
                        night_of(starts, ends, zone),
                    )
                )
    return sorted(found, key=lambda one: (one.starts, one.ends, one.name))


def _times(
    line: Line, days: tuple[date, date], zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    for ahead in range((days[1] - days[0]).days + 1):
        day = days[0] + timedelta(days=ahead)
        if day.weekday() in line.weekdays:
            later, minute = divmod(line.ends, DAY)
            end = instant(day + timedelta(days=later), minute, zone)
            yield instant(day, line.begins, zone), end


def _asks(one: Wanted, starts: datetime, ends: datetime) -> bool:
    return any(
        a < ends and starts < b for a, b in cover.occurrences(one.need, starts, ends)
    )


def _needs(touching: Iterable[Wanted]) -> list[Need]:
    """Of each skill and level the largest number asked for."""
    found: dict[tuple[int, int], Need] = {}
    for one in touching:
        if one.skill is None:
            continue
        key = (one.skill, one.level)
        before = found.get(key)
        if before is None or before.count < one.need.people:
            found[key] = Need(one.skill, one.level, one.need.people, one.skill_name)
    return [found[key] for key in sorted(found)]


def night_of(starts: datetime, ends: datetime, zone: ZoneInfo) -> date | None:
    """The evening whose night is worked by this shift; None by day, and if it is longer
    than a day: being on call for a week is no night's work.
    """
    if ends - starts > timedelta(days=1):
        return None
    nights = worked_nights([(starts, ends)], Limits(), zone)
    return nights[0] if nights else None
