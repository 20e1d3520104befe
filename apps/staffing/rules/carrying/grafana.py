"""Grafana OnCall: `schedules`, `on_call_shifts` and `users` of its public API."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from apps.staffing.rules.carrying.terms import (
    MINUTES_A_DAY,
    Carried,
    CarryError,
    Change,
    Document,
    Turns,
    Who,
    hours,
    listed,
    local,
    moment,
    zone_of,
)
from apps.staffing.rules.rotations import instant

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNITS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month"}
WEEK_MINUTES = 7 * MINUTES_A_DAY


def read(document: Document, _: datetime) -> list[Carried]:
    """The schedules of the file: levels are layers, overrides beat them all."""
    found = listed(document, "schedules")
    if not found:
        raise CarryError("There are no “schedules” in it.")
    shifts = {str(one["id"]): one for one in listed(document, "on_call_shifts")}
    users = {str(one["id"]): one for one in listed(document, "users")}
    return [_schedule(schedule, shifts, users) for schedule in found]


def _schedule(
    schedule: Document, shifts: Mapping[str, Any], users: Mapping[str, Any]
) -> Carried:
    zone = str(schedule.get("time_zone") or "UTC")
    lost: list[str] = []
    levels: dict[int, list[Turns]] = {}
    changes: list[Change] = []
    keys: set[str] = set()
    for key in schedule.get("shifts") or []:
        shift = shifts.get(str(key))
        if shift is None:
            lost.append(f"The shift {key} is not in the file.")
            continue
        keys |= {one for place in _places(shift) for one in place}
        if shift.get("type") == "override":
            changes += _override(shift, zone)
        elif turns := _turns(shift, zone, lost):
            levels.setdefault(int(shift.get("level") or 0), []).append(turns)
    return Carried(
        f"grafana:{schedule['id']}" if schedule.get("id") else "",
        str(schedule.get("name") or "Schedule"),
        zone,
        tuple((f"Level {level}", tuple(levels[level])) for level in sorted(levels)),
        tuple(changes),
        {key: _who(key, users.get(key, {})) for key in sorted(keys)},
        tuple(lost),
    )


def _who(key: str, user: Document) -> Who:
    name = str(user.get("username") or user.get("name") or "")
    return Who(key, name, str(user.get("email") or ""))


def _zone(shift: Document, zone: str) -> str:
    return str(shift.get("time_zone") or zone)


def _begin(text: Any, zone: str) -> datetime:
    """A shift's time is its zone's unless it says another."""
    found = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    return local(found, zone_of(zone)) if found.tzinfo else found


def _places(shift: Document) -> list[tuple[str, ...]]:
    """Groups that take turns, from the one that is named first."""
    groups = [tuple(map(str, one)) for one in shift.get("rolling_users") or []]
    if not groups:
        return [tuple(map(str, shift.get("users") or []))]
    first = int(shift.get("start_rotation_from_user_index") or 0) % len(groups)
    return groups[first:] + groups[:first]


def _override(shift: Document, zone: str) -> list[Change]:
    starts = instant(
        _begin(shift["start"], _zone(shift, zone)), zone_of(_zone(shift, zone))
    )
    ends = starts + timedelta(seconds=int(shift["duration"]))
    people = [key for place in _places(shift) for key in place]
    return [
        Change(starts, ends, added=key, is_alone=number == 0)
        for number, key in enumerate(people)
    ]


def _turns(shift: Document, zone: str, lost: list[str]) -> Turns | None:
    name = str(shift.get("name") or shift["id"])
    if refused := _refused(shift):
        lost.append(f"{name}: {refused}")
        return None
    zone = _zone(shift, zone)
    starts = _begin(shift["start"], zone)
    minutes = int(shift["duration"]) // 60
    since = _begin(shift.get("rotation_start") or shift["start"], zone)
    until = shift.get("until")
    common: dict[str, Any] = {
        "name": name,
        "places": tuple(_places(shift)),
        "zone": zone,
        "since": instant(max(since, starts), zone_of(zone)),
        "until": moment(until),
    }
    frequency = shift.get("frequency")
    if not frequency:
        ends = instant(starts, zone_of(zone)) + timedelta(minutes=minutes)
        once = {**common, "until": ends}
        return Turns(unit="hour", length=9000, starts=starts, **once)
    unit, length = UNITS[str(frequency)], int(shift.get("interval") or 1)
    if shift.get("by_day"):
        common |= {"unit": unit, "length": length}
        return _by_day(shift, common, starts, minutes)
    return Turns(unit=unit, length=length, starts=starts, on_minutes=minutes, **common)


def _by_day(
    shift: Document,
    common: dict[str, Any],
    starts: datetime,
    minutes: int,
) -> Turns:
    """Turns that count some weekdays: days by number, weeks and months from their start."""
    days = tuple(sorted(DAYS.index(one) for one in shift["by_day"]))
    kept = tuple(hours(day, starts.time(), minutes) for day in days)
    on: dict[str, Any] = {"hours": kept}
    unit, length = common["unit"], common["length"]
    if unit == "day":
        on["weekdays"] = days
    elif unit == "week":
        first = DAYS.index(str(shift.get("week_start") or "MO"))
        starts -= timedelta(days=(starts.weekday() - first) % 7)
        on["on_minutes"] = WEEK_MINUTES if length > 1 else None
    else:
        starts = starts.replace(day=1)
    return Turns(starts=starts, **on, **common)


def _refused(shift: Document) -> str:
    """Why a shift can't be carried, or nothing."""
    days = shift.get("by_day") or []
    if shift.get("by_month") or shift.get("by_monthday"):
        return "months or days of the month are not carried."
    if any(one not in DAYS for one in days):
        return f"weekdays by number ({', '.join(days)}) are not carried."
    if days and shift.get("frequency") == "hourly":
        return "hourly turns on some weekdays are not carried."
    if (
        days
        and shift.get("frequency") == "monthly"
        and int(shift.get("interval") or 1) > 1
    ):
        return "every second month on some weekdays is not carried."
    if shift.get("ical_url"):
        return "a calendar's address is not followed."
    return ""
