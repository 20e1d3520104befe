"""Reading days off from an iCalendar file (RFC 5545). Hostile files end in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import IO, Any

from icalendar import Calendar, vDDDTypes

from apps.core.errors import DomainError

MAX_BYTES = 1024 * 1024
MAX_EVENTS = 2_000
MAX_DAYS_AN_EVENT = 31
NAME_LENGTH = 100
YEARS = range(2000, 2101)


@dataclass(frozen=True)
class ReadDay:
    """A day that the file closes, under its name."""

    day: date
    name: str


@dataclass(frozen=True)
class ReadFile:
    """What a file says: days, each once, in order; and what of it was left, and why."""

    days: tuple[ReadDay, ...]
    left: tuple[str, ...]


def read_days(file: IO[bytes]) -> ReadFile:
    """The whole-day events of an iCalendar file. DomainError says what is wrong with it."""
    content = file.read(MAX_BYTES + 1)
    events = list(_events(_parsed(content)))
    if not events:
        raise DomainError("This file has no events.")
    if len(events) > MAX_EVENTS:
        raise DomainError(f"This file has more than {MAX_EVENTS:,} events.")
    found: dict[date, str] = {}
    left = []
    for number, event in enumerate(events, 1):
        name = _name(event)
        try:
            for day in _days(event):
                found.setdefault(day, name)
        except ValueError as error:
            left.append(f"Event {number}, {name}: {error}")
    days = tuple(ReadDay(day, name) for day, name in sorted(found.items()))
    return ReadFile(days, tuple(left))


def _parsed(content: bytes) -> Calendar:
    if len(content) > MAX_BYTES:
        raise DomainError("This file is larger than 1 MB.")
    if b"\0" in content or not content.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(
        b"BEGIN:VCALENDAR"
    ):
        raise DomainError("This is no iCalendar file: it starts with BEGIN:VCALENDAR.")
    try:
        made = Calendar.from_ical(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DomainError("This file is not written in UTF-8.") from error
    except (ValueError, KeyError, IndexError, RecursionError, TypeError) as error:
        raise DomainError("This iCalendar file is broken; nothing was read.") from error
    return made


def _events(calendar: Calendar) -> Iterator[Any]:
    """The events right below the calendar; what is nested deeper is no event of it."""
    return (one for one in calendar.subcomponents if one.name == "VEVENT")


def _name(event: Any) -> str:
    words = " ".join(str(event.get("SUMMARY", "")).split())
    return words[:NAME_LENGTH] or "Day off"


def _days(event: Any) -> Iterator[date]:
    """Each day from DTSTART to before DTEND. ValueError in words for anything else."""
    start, end = _whole_day(event, "DTSTART"), _whole_day(event, "DTEND")
    if start is None:
        raise ValueError("it has no day.")
    if "RRULE" in event or "RDATE" in event:
        raise ValueError("it repeats; the file has to list each day.")
    length = (end - start).days if end else 1
    if not 1 <= length <= MAX_DAYS_AN_EVENT:
        raise ValueError(f"it lasts {length} days; 1 to {MAX_DAYS_AN_EVENT} are taken.")
    return (start + timedelta(days=step) for step in range(length))


def _whole_day(event: Any, name: str) -> date | None:
    given = event.get(name)
    if given is None:
        return None
    if not isinstance(given, vDDDTypes):
        raise ValueError("its day is none.")
    value = given.dt
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("it has times; only whole days are taken.")
    if value.year not in YEARS:
        raise ValueError(f"{value} is too far away.")
    return value
