"""GoAlert: schedules with targets and rules, rotations, users, overrides, as its GraphQL names them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
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
    need,
    zone_of,
)
from apps.staffing.rules.rotations import RotationRule, Unit, number_at

UNITS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month"}
EVERY_DAY = (True,) * 7
A_MONDAY = datetime.combine(date(2000, 1, 3), time())
SAFE_DAY = 28


def read(document: Document, now: datetime) -> list[Carried]:
    """The schedules of the file. A rotation's active user is the one on turn now."""
    data = document.get("data", document)
    one = data.get("schedule")
    found = [one] if one else listed(data, "schedules")
    if not found:
        raise CarryError("There is no “schedule” and no “schedules” in it.")
    return [_schedule(schedule, data, now) for schedule in found]


def _schedule(schedule: Document, data: Document, now: datetime) -> Carried:
    users = {str(one["id"]): one for one in listed(data, "users")}
    rotations = {str(one["id"]): one for one in listed(data, "rotations")}
    zone = str(schedule.get("timeZone") or schedule.get("time_zone") or "UTC")
    lost: list[str] = []
    turns = [
        found
        for target in listed(schedule, "targets")
        for found in _targets(target, rotations, zone, now, lost)
    ]
    changes = [*_temporary(schedule), *_overrides(schedule, data)]
    keys = {key for one in turns for place in one.places for key in place}
    keys |= {key for one in changes for key in (one.added, one.removed) if key}
    return Carried(
        f"goalert:{schedule['id']}" if schedule.get("id") else "",
        str(schedule.get("name") or "Schedule"),
        zone,
        (("Rules", tuple(turns)),),
        tuple(changes),
        {key: _who(key, users.get(key, {})) for key in keys},
        tuple(lost),
    )


def _who(key: str, user: Document) -> Who:
    return Who(key, str(user.get("name") or ""), str(user.get("email") or ""))


def _targets(
    target: Document,
    rotations: Mapping[str, Any],
    zone: str,
    now: datetime,
    lost: list[str],
) -> Iterator[Turns]:
    """A target's turns: once for all of its rules."""
    of = target.get("target") or target
    kept = [one for rule in listed(target, "rules") for one in _hours(rule)]
    key, kind = str(of["id"]), str(of.get("type") or "user").lower()
    if kind == "user":
        name = str(of.get("name") or key)
        yield Turns(name, ((key,),), "week", 1, A_MONDAY, zone, tuple(kept))
    elif key in rotations:
        yield _rotation(rotations[key], tuple(kept), now, lost)
    else:
        lost.append(f"The rotation {of.get('name') or key} is not in the file.")


def _hours(rule: Document) -> list[dict[str, Any]]:
    """A rule's days are listed from Sunday; start and end alike mean all day."""
    since = time.fromisoformat(str(rule.get("start") or "00:00")[:5])
    until = time.fromisoformat(str(rule.get("end") or "00:00")[:5])
    minutes = (until.hour - since.hour) * 60 + until.minute - since.minute
    minutes += 0 if minutes > 0 else MINUTES_A_DAY
    days = rule.get("weekdayFilter") or rule.get("weekday_filter") or EVERY_DAY
    if all(days) and minutes == MINUTES_A_DAY:
        return [hours(day, time(), minutes) for day in range(7)]
    return [hours(day - 1, since, minutes) for day in range(7) if days[day]]


def _rotation(
    one: Document, kept: tuple[dict[str, Any], ...], now: datetime, lost: list[str]
) -> Turns:
    name, unit = str(one.get("name") or "Rotation"), UNITS[str(one["type"]).lower()]
    zone = zone_of(one.get("timeZone") or "UTC")
    starts = local(need(one.get("start"), "start of a rotation"), zone)
    if unit == "month" and starts.day > SAFE_DAY:
        lost.append(f"{name}: shorter months hand over on their last day here.")
    places = tuple((str(key),) for key in one.get("userIDs") or [])
    length = int(one.get("shiftLength") or one.get("shift_length") or 1)
    if places and one.get("activeUserIndex") is not None:
        order = tuple((place,) for place in range(len(places)))
        rule = RotationRule(order, Unit(unit), length, starts, zone)
        number = number_at(rule, local(now, zone))
        turn = (int(one["activeUserIndex"]) - number) % len(places)
        places = places[turn:] + places[:turn]
    # Its turns count backwards too: what begins long ago says the same.
    return Turns(name, places, unit, length, starts, zone.key, kept)


def _temporary(schedule: Document) -> Iterator[Change]:
    """Temporary schedules replace the rules: the first of each time instead of everybody."""
    for one in listed(schedule, "temporarySchedules"):
        until: datetime | None = None
        for shift in sorted(listed(one, "shifts"), key=lambda row: str(row["start"])):
            starts = need(shift.get("start"), "start of a shift")
            ends = need(shift.get("end"), "end of a shift")
            key = str(shift.get("userID") or shift.get("userId"))
            is_beside = until is not None and starts < until
            yield Change(starts, ends, added=key, is_alone=not is_beside)
            until = max(until, ends) if until else ends


def _overrides(schedule: Document, data: Document) -> Iterator[Change]:
    rows = listed(schedule, "overrides") or listed(data, "userOverrides")
    for one in rows:
        added = one.get("addUserID") or (one.get("addUser") or {}).get("id")
        removed = one.get("removeUserID") or (one.get("removeUser") or {}).get("id")
        target = str((one.get("target") or {}).get("id") or schedule.get("id"))
        if target == str(schedule.get("id")) and (added or removed):
            yield Change(
                need(one.get("start"), "start of an override"),
                moment(one.get("end")) or need(one.get("start"), "x") + timedelta(1),
                added=str(added) if added else None,
                removed=str(removed) if removed else None,
            )
