"""What a rota is usually asked for: its shifts, and the limits that hold for it."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from apps.staffing.models import CoverageRule, Generation, Rota, Shift
from apps.staffing.queries.working_time import counts, terms_by_country
from apps.staffing.rules.generating.lines import DAY, DAYS

BACK = timedelta(days=28)
USUAL = "Day, Mon-Sun, 08:00-20:00\nNight, Mon-Sun, 20:00-08:00"
MOST_LINES = 8
WEEKS = 13
WEIGHTS = ("wish_points", "change_points", "seconds")


def usual(rota: Rota, *, now: datetime) -> dict[str, Any]:
    """What the form begins with: as last time, else by shifts, coverage rules or habit."""
    today = now.astimezone(ZoneInfo(rota.time_zone)).date()
    plain = Generation()
    weights = {name: getattr(plain, name) for name in WEIGHTS}
    return {**weights, **_days(today), **(_last_time(rota) or _first_time(rota, now))}


def _days(today: date) -> dict[str, date]:
    """Thirteen weeks from the Monday after next."""
    monday = today + timedelta(days=14 - today.weekday())
    return {
        "first_on": monday,
        "last_on": monday + timedelta(weeks=WEEKS, days=-1),
    }


def _last_time(rota: Rota) -> dict[str, Any]:
    names = (
        *("lines", "rest", "weekly_rest", "weekly_work", "nights"),
        *WEIGHTS,
    )
    last = Generation.objects.filter(rota=rota).values(*names).first()
    return last or {}


def _first_time(rota: Rota, now: datetime) -> dict[str, Any]:
    lines = _by_shifts(rota, now) or _by_rules(rota) or USUAL
    terms = terms_by_country()[""]
    if not counts(rota.kind, terms):
        return {"lines": lines}
    return {
        "lines": lines,
        "rest": round(terms.rest),
        "weekly_rest": round(terms.weekly_rest),
        "weekly_work": round(terms.weekly_hours),
        "nights": terms.consecutive_nights,
    }


def _by_shifts(rota: Rota, now: datetime) -> str:
    """The shifts of the last weeks and those to come, by when they begin and end."""
    zone = ZoneInfo(rota.time_zone)
    rows = Shift.objects.filter(rota=rota, starts_at__gte=now - BACK)
    days: dict[tuple[int, int], set[int]] = defaultdict(set)
    for starts, ends in rows.values_list("starts_at", "ends_at").distinct()[:500]:
        a, b = starts.astimezone(zone), ends.astimezone(zone)
        length = (b.date() - a.date()).days * DAY + _minute(b) - _minute(a)
        days[_minute(a), length].add(a.weekday())
    return _lines(days)


def _by_rules(rota: Rota) -> str:
    """The windows of the coverage rules."""
    days: dict[tuple[int, int], set[int]] = defaultdict(set)
    for rule in CoverageRule.objects.filter(rota=rota):
        for one in rule.windows:
            begin, end = (_of(one[name]) for name in ("from", "until"))
            length = end - begin + (DAY if end <= begin else 0)
            days[begin, length].add(int(one["weekday"]))
    return _lines(days)


def _lines(days: dict[tuple[int, int], set[int]]) -> str:
    """A line each; nothing where there are too many to be shifts that repeat."""
    if len(days) > MOST_LINES:
        return ""
    return "\n".join(
        _line(begin, length, weekdays)
        for (begin, length), weekdays in sorted(days.items())
    )


def _line(begin: int, length: int, weekdays: set[int]) -> str:
    name = "Night" if (begin + length) > DAY and length < DAY else "Day"
    name = "On call" if length >= DAY else name
    on = (
        "daily"
        if len(weekdays) == len(DAYS)
        else " ".join(DAYS[day] for day in sorted(weekdays))
    )
    end = begin + length
    if length > DAY:
        return f"{name}, {on}, {_clock(begin)}, {length // 60} hours"
    return f"{name}, {on}, {_clock(begin)}-{_clock(end % DAY)}"


def _minute(at: datetime) -> int:
    return at.hour * 60 + at.minute


def _of(text: str) -> int:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
