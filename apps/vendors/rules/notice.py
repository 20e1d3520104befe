"""When notice of a contract can still be given, and when a contract ends by it."""

from calendar import monthrange
from datetime import date, timedelta

DAYS = "days"


def last_notice_day(ends_on: date | None, notice: int, unit: str) -> date | None:
    """The latest day from which the whole notice period still fits before the end.

    `ends_on` is the contract's last day, `unit` is days or months. A period of months
    ends on the day of the same number, or on the month's last day where it has none
    (Regulation 1182/71, Article 3): to 30 June, three months run from 31 March. None
    where the contract has no end.
    """
    if ends_on is None:
        return None
    if unit == DAYS:
        return date.fromordinal(max(ends_on.toordinal() - notice, 1))
    year, month = _months_later(ends_on, -notice)
    if year < date.min.year:
        return date.min
    longest = monthrange(year, month)[1]
    if ends_on.day == monthrange(ends_on.year, ends_on.month)[1]:
        return date(year, month, longest)
    return date(year, month, min(ends_on.day, longest))


def end_by_notice(given_on: date, notice: int, unit: str) -> date:
    """The last day of a contract without an end, once notice is given on a day."""
    if unit == DAYS:
        return given_on + timedelta(days=notice)
    year, month = _months_later(given_on, notice)
    return date(year, month, min(given_on.day, monthrange(year, month)[1]))


def _months_later(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1
