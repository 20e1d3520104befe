"""What administrators do with calendars. The past is never rewritten."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from apps.calendars.access import can_edit_calendars
from apps.calendars.models import (
    BusinessCalendar,
    CalendarEdition,
    OwnDate,
    WeeklyInterval,
)
from apps.calendars.queries import sort_days
from apps.calendars.rules import Interval, are_apart
from apps.core.errors import DomainError
from apps.history.actions import record


@transaction.atomic
def create_calendar(
    *, by: models.Model, slug: str, name: str, now: datetime
) -> BusinessCalendar:
    """A new calendar, which says nothing until its first edition."""
    if not can_edit_calendars(by):
        raise PermissionDenied
    if BusinessCalendar.objects.filter(slug=slug).exists():
        raise DomainError("There is a calendar with this short name.")
    calendar = BusinessCalendar.objects.create(slug=slug, name=name)
    record(calendar, "calendars.created", by=by, now=now)
    return calendar


@transaction.atomic
def put_in_force(
    pk: int,
    *,
    by: models.Model,
    valid_from_on: date,
    hours: Mapping[int, Sequence[Interval]],
    now: datetime,
    **fields: Any,
) -> CalendarEdition:
    """What the calendar says from a day on; `hours` by weekday, Monday is 0."""
    calendar = BusinessCalendar.objects.select_for_update().get(pk=pk)
    if not can_edit_calendars(by):
        raise PermissionDenied
    before = calendar.editions.in_force(valid_from_on)
    if before and valid_from_on < _local_day(before, now):
        raise DomainError("A change can't begin in the past: what was due is due.")
    if calendar.editions.filter(valid_from_on=valid_from_on).exists():
        raise DomainError("There is a change from this day already.")
    if not (hours or fields.get("is_around_the_clock")):
        raise DomainError("A calendar without hours would stop every clock for good.")
    edition = CalendarEdition.objects.create(
        calendar=calendar, valid_from_on=valid_from_on, **fields
    )
    _set_hours(edition, hours)
    if before:
        _take_over_days(before, edition)
    record(
        calendar,
        "calendars.put_in_force",
        by=by,
        now=now,
        touched=[edition],
        valid_from_on=valid_from_on,
    )
    return edition


def _set_hours(
    edition: CalendarEdition, hours: Mapping[int, Sequence[Interval]]
) -> None:
    if not all(are_apart(intervals) for intervals in hours.values()):
        raise DomainError("The spans of a day overlap, or end before they start.")
    WeeklyInterval.objects.bulk_create(
        WeeklyInterval(edition=edition, weekday=day, starts=start, ends=end)
        for day, intervals in hours.items()
        for start, end in intervals
    )


def _local_day(edition: CalendarEdition, now: datetime) -> date:
    """Today, where the calendar is kept."""
    return now.astimezone(ZoneInfo(edition.time_zone)).date()


def _take_over_days(before: CalendarEdition, edition: CalendarEdition) -> None:
    """Days that were promised to be closed stay so under the new hours."""
    days = before.own_dates.filter(day__gte=edition.valid_from_on)
    OwnDate.objects.bulk_create(
        OwnDate(
            edition=edition,
            day=one.day,
            name=one.name,
            starts=one.starts,
            ends=one.ends,
        )
        for one in days
    )


@transaction.atomic
def add_own_date(
    pk: int,
    *,
    by: models.Model,
    day: date,
    name: str,
    starts: time | None,
    ends: time | None,
    now: datetime,
) -> OwnDate:
    """A day of the calendar's own: closed without hours, else with these.

    It belongs to the edition that is in force on the day.
    """
    calendar = BusinessCalendar.objects.select_for_update().get(pk=pk)
    if not can_edit_calendars(by):
        raise PermissionDenied
    edition = calendar.editions.in_force(day)
    if edition is None:
        raise DomainError("Put the calendar's first hours in force before its days.")
    if day < _local_day(edition, now):
        raise DomainError("The past is not rewritten.")
    if edition.own_dates.filter(day=day).exists():
        raise DomainError("This day is there already.")
    own = OwnDate.objects.create(
        edition=edition, day=day, name=name, starts=starts, ends=ends
    )
    record(
        calendar,
        "calendars.date_added",
        by=by,
        now=now,
        touched=[own],
        day=day,
        name=name,
    )
    return own


@transaction.atomic
def add_days_off(
    pk: int, *, by: models.Model, days: Iterable[tuple[date, str]], now: datetime
) -> int:
    """Close these days, each under its name; how many are new.

    What is over, closed already or an own day already stays as it is, so that the same
    days may come again.
    """
    calendar = BusinessCalendar.objects.select_for_update().get(pk=pk)
    if not can_edit_calendars(by):
        raise PermissionDenied
    chosen = [one for one in sort_days(calendar, days, now) if one.edition]
    OwnDate.objects.bulk_create(
        OwnDate(edition=one.edition, day=one.day, name=one.name) for one in chosen
    )
    if chosen:
        record(
            calendar,
            "calendars.days_added",
            by=by,
            now=now,
            count=len(chosen),
            first=chosen[0].day,
            last=chosen[-1].day,
        )
    return len(chosen)
