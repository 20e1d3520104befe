"""Calendars as the rules read them."""

import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

import holidays
from django.db.models import Model, OuterRef, Prefetch, QuerySet, Subquery

from apps.calendars.models import (
    BusinessCalendar,
    CalendarEdition,
    OwnDate,
    WeeklyInterval,
)
from apps.calendars.rules import Hours, Interval, Schedule

HOLIDAY_YEARS = range(2000, 2061)
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
        day: () for day, _ in holidays_of(edition)
    }
    for own in edition.own_dates.all():
        special[own.day] = ((own.starts, own.ends),) if own.starts and own.ends else ()
    return Hours(
        valid_from=edition.valid_from_on,
        zone=edition.time_zone,
        weekly=dict(weekly),
        special=special,
        is_around_the_clock=edition.is_around_the_clock,
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
    found: dict[date, tuple[str, str]] = {}
    starts = [one.valid_from_on for one in editions[1:]]
    for edition, begins, ends in zip(
        editions, [date.min, *starts], [*starts, date.max], strict=True
    ):
        for day, *words in _special_days(edition):
            if max(today, begins) <= day <= until and day < ends:
                found[day] = (words[0], words[1])
    return [(day, *words) for day, words in sorted(found.items())]


def _special_days(edition: CalendarEdition) -> Iterator[tuple[date, str, str]]:
    """Its holidays, then its own days, which go before them."""
    for day, name in holidays_of(edition):
        yield day, name, "closed"
    for own in edition.own_dates.all():
        hours = f"{own.starts:%H:%M}–{own.ends:%H:%M}" if own.starts else "closed"
        yield own.day, own.name, hours
