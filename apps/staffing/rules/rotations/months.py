"""Months by the clock: the day of a handoff, or the month's last where it has fewer."""

from calendar import monthrange
from datetime import datetime


def add_months(local: datetime, months: int) -> datetime:
    """The same day and time that many months on; the last day of a shorter month."""
    years, month = divmod(local.month - 1 + months, 12)
    year = local.year + years
    last = monthrange(year, month + 1)[1]
    return local.replace(year=year, month=month + 1, day=min(local.day, last))


def months_between(since: datetime, local: datetime) -> int:
    """How many whole months have passed; below 0 before `since`."""
    months = (local.year - since.year) * 12 + local.month - since.month
    return months if add_months(since, months) <= local else months - 1
