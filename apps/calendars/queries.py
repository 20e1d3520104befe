"""Calendars as the rules read them."""

import warnings
from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from zoneinfo import ZoneInfo

import holidays
from django.db.models import Model, OuterRef, Prefetch, QuerySet, Subquery

from apps.calendars.models import (
    BusinessCalendar,
    CalendarEdition,
    OwnDate,
    WeeklyInterval,
)
from apps.calendars.rules import Hours, Interval, Schedule, working_seconds

HOLIDAY_YEARS = range(2000, 2061)
HOLIDAYS_VERSION = version("holidays")
NINE_TO_FIVE = ((time(9), time(17)),)
FALLBACK = Schedule(
    (Hours(date(2000, 1, 1), "Europe/London", dict.fromkeys(range(5), NINE_TO_FIVE)),)
)


def schedule_named(slug: str) -> Schedule:
    """The calendar with this slug; Monday to Friday, 9 to 17 in London, without one.

    Three queries, whatever the number of editions.
    """
    editions = CalendarEdition.objects.prefetch_related(
        "intervals", Prefetch("own_dates", OwnDate.objects.order_by("day"))
    )
    rows = BusinessCalendar.objects.filter(slug=slug)
    found = list(editions.filter(calendar__in=rows).order_by("valid_from_on"))
    return schedule_of(found) if found else FALLBACK


def schedule_of(editions: Iterable[CalendarEdition]) -> Schedule:
    """These editions, oldest first, with their holidays worked out."""
    return Schedule(tuple(_hours(one) for one in editions))


def _hours(edition: CalendarEdition) -> Hours:
    weekly: dict[int, tuple[Interval, ...]] = defaultdict(tuple)
    for one in edition.intervals.all():
        weekly[one.weekday] += ((one.starts, one.ends),)
    names = dict(holidays_of(edition))
    special: dict[date, tuple[Interval, ...]] = dict.fromkeys(names, ())
    for own in edition.own_dates.all():
        special[own.day] = ((own.starts, own.ends),) if own.starts and own.ends else ()
        names[own.day] = own.name
    return Hours(
        valid_from=edition.valid_from_on,
        zone=edition.time_zone,
        weekly=dict(weekly),
        special=special,
        is_around_the_clock=edition.is_around_the_clock,
        names=names,
    )


def holidays_of(edition: CalendarEdition) -> tuple[tuple[date, str], ...]:
    """The public holidays on which the edition stands still: around the clock, none."""
    if edition.is_around_the_clock or not edition.country:
        return ()
    return public_holidays(edition.country, edition.subdivision)


@lru_cache(maxsize=64)
def public_holidays(country: str, subdivision: str) -> tuple[tuple[date, str], ...]:
    """The public holidays by date, 2000 to 2060.

    Source: the `holidays` package, which warns where it knows fewer years of some.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        found = holidays.country_holidays(
            country, subdiv=subdivision or None, years=HOLIDAY_YEARS
        )
    return tuple(sorted(found.items()))


def listed_calendars(user: Model, today: date) -> QuerySet[BusinessCalendar]:
    """The calendars, each with the zone of what is in force, and since when."""
    editions = CalendarEdition.objects.filter(calendar=OuterRef("pk"))
    reached = editions.filter(valid_from_on__lte=today).order_by("-valid_from_on")
    return BusinessCalendar.objects.visible_to(user).annotate(
        zone=Subquery(reached.values("time_zone")[:1]),
        since_on=Subquery(reached.values("valid_from_on")[:1]),
    )


@dataclass(frozen=True)
class CalendarPage:
    """What the page of a calendar shows."""

    editions: list[CalendarEdition]
    current: CalendarEdition | None
    days: list[tuple[str, list[WeeklyInterval]]]
    off: list[tuple[date, str, str]]


def calendar_page(calendar: BusinessCalendar, today: date) -> CalendarPage:
    """Its editions, the hours in force, and the days off of the next twelve months."""
    rows = calendar.editions.prefetch_related("intervals", "own_dates")
    editions = list(rows.order_by("valid_from_on"))
    past = [one for one in editions if one.valid_from_on <= today]
    current = past[-1] if past else (editions[0] if editions else None)
    if current is None:
        return CalendarPage([], None, [], [])
    intervals = list(current.intervals.all())
    days = [
        (day.label, [one for one in intervals if one.weekday == day])
        for day in WeeklyInterval.Weekday
    ]
    return CalendarPage(editions, current, days, _days_off(editions, today))


def _days_off(
    editions: list[CalendarEdition], today: date
) -> list[tuple[date, str, str]]:
    """The days with their own hours, each by the edition in force on it."""
    until = today + timedelta(days=365)
    return [one for one in _all_days_off(editions) if today <= one[0] <= until]


def _all_days_off(editions: list[CalendarEdition]) -> list[tuple[date, str, str]]:
    found: dict[date, tuple[str, str]] = {}
    starts = [one.valid_from_on for one in editions[1:]]
    for edition, begins, ends in zip(
        editions, [date.min, *starts], [*starts, date.max], strict=True
    ):
        for day, *words in _special_days(edition):
            if begins <= day < ends:
                found[day] = (words[0], words[1])
    return [(day, *words) for day, words in sorted(found.items())]


def _special_days(edition: CalendarEdition) -> Iterator[tuple[date, str, str]]:
    """Its holidays, then its own days, which go before them."""
    for day, name in holidays_of(edition):
        yield day, name, "closed"
    for own in edition.own_dates.all():
        hours = f"{own.starts:%H:%M}–{own.ends:%H:%M}" if own.starts else "closed"
        yield own.day, own.name, hours


def digests(calendars: Iterable[int]) -> dict[int, str]:
    """What each of these calendars says, as a short fixed text: another if it changes.

    The version of the `holidays` package is in it, because that says something too.
    Three queries, whatever the number of calendars.
    """
    editions = CalendarEdition.objects.filter(calendar__in=list(calendars))
    rows = editions.prefetch_related("intervals", "own_dates")
    said: dict[int, list[str]] = defaultdict(list)
    for one in rows.order_by("calendar_id", "valid_from_on"):
        hours = [(i.weekday, i.starts, i.ends) for i in one.intervals.all()]
        own = [(d.day, d.starts, d.ends) for d in one.own_dates.all()]
        where = (one.time_zone, one.country, one.subdivision, one.is_around_the_clock)
        said[one.calendar_id].append(repr((one.valid_from_on, where, hours, own)))
    return {
        calendar: sha256("\n".join([HOLIDAYS_VERSION, *words]).encode()).hexdigest()
        for calendar, words in said.items()
    }


@dataclass(frozen=True)
class Day:
    """A day as the year shows it: working, short, closed by name, or off by the week."""

    day: date
    kind: str
    words: str


@dataclass(frozen=True)
class Month:
    """A month of the year: its weeks, Monday first, and what it holds."""

    first: date
    weeks: list[list[Day | None]]
    seconds: int

    def _count(self, kind: str) -> int:
        return sum(
            one is not None and one.kind == kind for w in self.weeks for one in w
        )

    @property
    def working(self) -> int:
        """Whole working days."""
        return self._count("working")

    @property
    def short(self) -> int:
        """Days with their own hours."""
        return self._count("short")

    @property
    def closed(self) -> int:
        """Holidays, and days closed on purpose."""
        return self._count("closed")

    @property
    def hours(self) -> float:
        """Working hours."""
        return self.seconds / 3600


def calendar_year(calendar: BusinessCalendar, year: int) -> list[Month]:
    """The twelve months of a year, day by day, by the editions in force. Three queries."""
    rows = calendar.editions.prefetch_related("intervals", "own_dates")
    editions = list(rows.order_by("valid_from_on"))
    schedule = schedule_of(editions) if editions else FALLBACK
    names = {day: name for day, name, _ in _all_days_off(editions)}
    found = []
    for number in range(1, 13):
        first = date(year, number, 1)
        weeks = [
            [
                _day(schedule, one, names) if one.month == number else None
                for one in week
            ]
            for week in Calendar().monthdatescalendar(year, number)
        ]
        after = (first + timedelta(days=31)).replace(day=1)
        begin, end = (_midnight(schedule, one) for one in (first, after))
        found.append(Month(first, weeks, working_seconds(schedule, begin, end)))
    return found


def _day(schedule: Schedule, day: date, names: dict[date, str]) -> Day:
    hours = schedule.in_force(day)
    usual = hours.weekly.get(day.weekday(), ())
    own = hours.special.get(day)
    if own is not None:
        spans = ", ".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in own) or "closed"
        kind = "short" if own else "closed"
        return Day(day, kind, f"{names.get(day, 'Own hours')}, {spans}")
    is_worked = hours.is_around_the_clock or bool(usual)
    return Day(day, "working" if is_worked else "off", "")


def _midnight(schedule: Schedule, day: date) -> datetime:
    zone = ZoneInfo(schedule.in_force(day).zone)
    return datetime.combine(day, time(0), zone)


@dataclass(frozen=True)
class SortedDay:
    """A day that a file closes: the edition it would join, or why it is left out."""

    day: date
    name: str
    edition: CalendarEdition | None
    words: str


def sort_days(
    calendar: BusinessCalendar, days: Iterable[tuple[date, str]], now: datetime
) -> list[SortedDay]:
    """Which of these days are new, and which are over or there already. Three queries."""
    rows = calendar.editions.prefetch_related("intervals", "own_dates")
    editions = list(rows.order_by("valid_from_on"))
    if not editions:
        return [SortedDay(day, name, None, "no hours yet") for day, name in days]
    schedule = schedule_of(editions)
    by_day = {one.valid_from_on: one for one in editions}
    found = []
    for day, name in sorted(dict(days).items()):
        hours = schedule.in_force(day)
        is_over = day < now.astimezone(ZoneInfo(hours.zone)).date()
        words = "over" if is_over else "there already" if day in hours.special else ""
        edition = None if words else by_day[hours.valid_from]
        found.append(SortedDay(day, name, edition, words or "new"))
    return found
