"""Calendars as the rules read them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

import holidays
from django.db.models import Prefetch

from apps.calendars.models import (
    BusinessCalendar,
    CalendarEdition,
    OwnDate,
    WeeklyInterval,
)
from apps.calendars.rules import Hours, Interval, Schedule

HOLIDAY_YEARS = range(2015, 2041)
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
    special: dict[date, tuple[Interval, ...]] = {
        day: () for day, _ in public_holidays(edition.country, edition.subdivision)
    }
    for own in edition.own_dates.all():
        has_hours = own.starts is not None and own.ends is not None
        special[own.day] = ((own.starts, own.ends),) if has_hours else ()  # type: ignore[assignment]
    return Hours(
        valid_from=edition.valid_from_on,
        zone=edition.time_zone,
        weekly=dict(weekly),
        special=special,
        is_around_the_clock=edition.is_around_the_clock,
    )


@lru_cache(maxsize=64)
def public_holidays(country: str, subdivision: str) -> tuple[tuple[date, str], ...]:
    """The public holidays by date, 2015 to 2040; none without a country.

    Source: the `holidays` package.
    """
    if not country:
        return ()
    found = holidays.country_holidays(
        country, subdiv=subdivision or None, years=HOLIDAY_YEARS
    )
    return tuple(sorted(found.items()))


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
    return CalendarPage(editions, current, days, _days_off(current, today))


def _days_off(edition: CalendarEdition, today: date) -> list[tuple[date, str, str]]:
    until = today + timedelta(days=365)
    found = {
        day: (name, "closed")
        for day, name in public_holidays(edition.country, edition.subdivision)
        if today <= day <= until
    }
    for own in edition.own_dates.all():
        if today <= own.day <= until:
            hours = f"{own.starts:%H:%M}–{own.ends:%H:%M}" if own.starts else "closed"
            found[own.day] = (own.name, hours)
    return [(day, *words) for day, words in sorted(found.items())]
