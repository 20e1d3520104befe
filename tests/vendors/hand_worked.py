"""The tables of docs/formulas.md: what was worked out by hand, as values."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from apps.calendars.models import (
    BusinessCalendar,
    CalendarEdition,
    OwnDate,
    WeeklyInterval,
)
from apps.calendars.rules import Hours, Interval, Schedule

DOCS = Path(__file__).parents[2] / "docs" / "formulas.md"
YEAR = 2026
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul")
MONTHS += ("Aug", "Sep", "Oct", "Nov", "Dec")
UNITS = {"h": 3600, "min": 60, "s": 1}
DAY = r"(?P<weekday>\w{3}) (?P<day>\d+) (?P<month>\w{3})"
MOMENT = re.compile(
    DAY + r" (?P<clock>\d\d:\d\d(:\d\d)?)(?P<offset> \+(?P<ahead>\d\d):00)?"
)
SPAN = re.compile(r"(?:(?P<state>[A-Z][a-z]+ed) )?(?P<start>\w{3} .+?) to (?P<end>.+)")
RANGE = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


def table(heading: str) -> list[dict[str, str]]:
    """The rows of the table under a heading, by the names of its columns."""
    part = DOCS.read_text().split(f"\n### {heading}\n", 1)[1]
    lines = part[part.index("\n|") + 1 :].split("\n\n", 1)[0].splitlines()
    names, _, *rows = (cells(line) for line in lines)
    return [dict(zip(names, row, strict=True)) for row in rows]


def cells(line: str) -> list[str]:
    """What stands between the bars."""
    return [one.strip() for one in line.strip().removeprefix("|").split("|")[:-1]]


def named(heading: str, of: str) -> list:
    """The rows as parameters of a test, named by a column."""
    return [(row[of], row) for row in table(heading)]


def day(text: str) -> date:
    """A day such as `Fri 20 Nov`; the weekday has to be right."""
    found = re.fullmatch(DAY, text)
    assert found, text
    made = date(YEAR, MONTHS.index(found["month"]) + 1, int(found["day"]))
    assert DAYS[made.weekday()] == found["weekday"], text
    return made


def month(text: str) -> date | None:
    """The first day of a month such as `Nov`."""
    return date(YEAR, MONTHS.index(text) + 1, 1) if text else None


def moment(text: str, zone: str) -> datetime | None:
    """An instant such as `Fri 20 Nov 16:30`, in a zone or with its own offset."""
    if not text:
        return None
    found = MOMENT.fullmatch(text)
    assert found, text
    on = day(f"{found['weekday']} {found['day']} {found['month']}")
    at = datetime.combine(on, time.fromisoformat(found["clock"]))
    if found["offset"]:
        return at.replace(tzinfo=UTC) - timedelta(hours=int(found["ahead"]))
    return at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def spans(text: str, zone: str) -> list[tuple[str, datetime, datetime | None]]:
    """Spans such as `Resolved Mon 23 Nov 12:00 to now`, with their state, if any."""
    found = []
    for part in filter(None, text.split("; ")):
        match = SPAN.fullmatch(part)
        assert match, part
        end = None if match["end"] == "now" else moment(match["end"], zone)
        found.append((match["state"] or "", moment(match["start"], zone), end))
    return found


def duration(text: str) -> int | None:
    """Seconds of `4 h 1 min`."""
    if text in {"", "0"}:
        return 0 if text else None
    words = text.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return sum(int(number) * UNITS[unit] for number, unit in pairs)


@dataclass(frozen=True)
class HandCalendar:
    """A calendar of the cases."""

    name: str
    zone: str
    editions: tuple[tuple[date, dict[int, tuple[Interval, ...]] | None], ...]
    own_days: dict[date, tuple[Interval, ...]]

    @property
    def schedule(self) -> Schedule:
        """As the rules read it."""
        return Schedule(
            tuple(
                Hours(since, self.zone, weekly or {}, self.own_days, weekly is None)
                for since, weekly in self.editions
            )
        )

    def kept(self) -> BusinessCalendar:
        """In the database."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.name.lower())
        made = BusinessCalendar.objects.create(slug=slug, name=self.name)
        for since, weekly in self.editions:
            edition = CalendarEdition.objects.create(
                calendar=made,
                valid_from_on=since,
                time_zone=self.zone,
                is_around_the_clock=weekly is None,
            )
            for weekday, intervals in (weekly or {}).items():
                for a, b in intervals:
                    WeeklyInterval.objects.create(
                        edition=edition, weekday=weekday, starts=a, ends=b
                    )
            for on, intervals in self.own_days.items():
                a, b = intervals[0] if intervals else (None, None)
                OwnDate.objects.create(
                    edition=edition, day=on, name="Own", starts=a, ends=b
                )
        return made


def calendars() -> dict[str, HandCalendar]:
    """The calendars of the cases by name."""
    return {
        row["calendar"]: HandCalendar(
            row["calendar"],
            row["zone"],
            _editions(row["hours"]),
            dict(map(_own_day, filter(None, row["own days"].split("; ")))),
        )
        for row in table("Calendars of the cases")
    }


def _editions(text: str):
    first, *later = re.split(r"; from (\w{3} \d+ \w{3}): ", text)
    found = [(date(2020, 1, 1), _weekly(first))]
    found += [
        (day(since), _weekly(hours))
        for since, hours in zip(later[::2], later[1::2], strict=True)
    ]
    return tuple(found)


def _weekly(text: str) -> dict[int, tuple[Interval, ...]] | None:
    if text == "always":
        return None
    weekly = {}
    for part in text.split("; "):
        names, hours = part.split(" ", 1)
        first, _, last = names.partition("-")
        for number in range(DAYS.index(first), DAYS.index(last or first) + 1):
            weekly[number] = _intervals(hours)
    return weekly


def _intervals(text: str) -> tuple[Interval, ...]:
    found = []
    for match in RANGE.finditer(text):
        a, b, c, d = map(int, match.groups())
        found.append((time(a, b), time(c % 24, d)))
    return tuple(found)


def _own_day(text: str) -> tuple[date, tuple[Interval, ...]]:
    name, hours = text.rsplit(" ", 1)
    return day(name), _intervals(hours)
