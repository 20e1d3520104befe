"""Months as periods are counted: by their first day, in the zone of a calendar."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(month: date, steps: int = 1) -> date:
    """The first day of the month so many months later; earlier if negative."""
    count = month.year * 12 + month.month - 1 + steps
    return date(count // 12, count % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """The months from one to another, both included."""
    found, month = [], month_of(first)
    while month <= last:
        found.append(month)
        month = next_month(month)
    return found


def month_at(instant: datetime, zone: str) -> date:
    """The month in which an instant falls in this zone."""
    return month_of(instant.astimezone(ZoneInfo(zone)).date())


def bounds(month: date, zone: str) -> tuple[datetime, datetime]:
    """When a month begins and ends in this zone, in UTC."""
    return _midnight(month, zone), _midnight(next_month(month), zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC)


def last_year_end(today: date) -> date:
    """The last day of the year before."""
    return date(today.year - 1, 12, 31)
