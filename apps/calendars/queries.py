"""Calendars as the rules read them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache

import holidays
from django.db.models import Prefetch

from apps.calendars.models import BusinessCalendar, CalendarEdition, OwnDate
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
