"""Opsgenie: GET /v2/schedules?expand=rotation, with `overrides` of each schedule beside it."""

from datetime import datetime, time
from typing import Any

from apps.staffing.rules.carrying.terms import (
    MINUTES_A_DAY,
    STEPS,
    Carried,
    CarryError,
    Change,
    Document,
    Turns,
    Who,
    ended,
    hours,
    listed,
    local,
    moment,
    need,
    zone_of,
)

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = {"hourly": "hour", "daily": "day", "weekly": "week"}


def read(document: Document, _: datetime) -> list[Carried]:
    """The schedules of the file: its rotations are on call side by side."""
    data = document.get("data", document)
    found = data if isinstance(data, list) else listed(document, "schedules") or [data]
    if not all(isinstance(one, dict) and "rotations" in one for one in found):
        raise CarryError("There is no schedule with “rotations” in it.")
    return [_schedule(one) for one in found]


def _schedule(schedule: Document) -> Carried:
    zone = str(schedule.get("timezone") or "UTC")
    people: dict[str, Who] = {}
    lost: list[str] = []
    found = []
    for one in listed(schedule, "rotations"):
        name = str(one.get("name") or "Rotation")
        if one.get("enabled") is False:
            lost.append(f"{name}: it is disabled.")
            continue
        turns = _turns(one, name, zone, people, lost)
        if turns:
            found.append(turns)
    return Carried(
        f"opsgenie:{schedule['id']}" if schedule.get("id") else "",
        str(schedule.get("name") or "Schedule"),
        zone,
        (("Rotations", tuple(found)),),
        tuple(_change(one, people, lost) for one in listed(schedule, "overrides")),
        people,
        tuple(lost),
    )


def _change(one: Document, people: dict[str, Who], lost: list[str]) -> Change:
    if one.get("rotations"):
        lost.append("An override of some rotations counts for all of them here.")
    return Change(
        need(one.get("startDate"), "start of an override"),
        need(one.get("endDate"), "end of an override"),
        added=_meet(one.get("user") or {}, people),
        is_alone=True,
    )


def _meet(user: Document, people: dict[str, Who]) -> str:
    """The key of a user, whose user name is an e-mail."""
    email = str(user.get("username") or user.get("name") or "")
    key = str(user.get("id") or email)
    people[key] = Who(key, email=email)
    return key


def _turns(
    one: Document, name: str, zone: str, people: dict[str, Who], lost: list[str]
) -> Turns | None:
    unit = UNITS.get(str(one.get("type")))
    if unit is None:
        lost.append(f"{name}: turns of the type “{one.get('type')}” are not known.")
        return None
    places: list[tuple[str, ...]] = []
    for member in listed(one, "participants"):
        kind = member.get("type")
        if kind == "user":
            places.append((_meet(member, people),))
        else:
            places.append(())
            if kind != "none":
                lost.append(f"{name}: a {kind} takes a turn, which is nobody's here.")
    length = int(one.get("length") or 1)
    begins = need(one.get("startDate"), "start of a rotation")
    starts = local(begins, zone_of(zone))
    over = ended(places)
    if over and over < len(places):
        places = places[-over:] + places[:-over]
        starts -= over * length * STEPS[unit]
    return Turns(
        name=name,
        places=tuple(places),
        unit=unit,
        length=length,
        starts=starts,
        zone=zone,
        hours=tuple(_hours(one.get("timeRestriction") or {})),
        since=begins,
        until=moment(one.get("endDate")),
    )


def _hours(one: Document) -> list[dict[str, Any]]:
    if one.get("type") == "time-of-day":
        found = one.get("restriction") or (listed(one, "restrictions") or [{}])[0]
        since, minutes = _clock(found, "start"), _length(found, 0)
        return [hours(day, since, minutes) for day in range(7)]
    return [_days(found) for found in listed(one, "restrictions")]


def _days(found: Document) -> dict[str, Any]:
    first = DAYS.index(str(found["startDay"]).lower())
    last = DAYS.index(str(found["endDay"]).lower())
    minutes = _length(found, (last - first) % 7)
    return hours(first, _clock(found, "start"), minutes)


def _length(found: Document, days: int) -> int:
    since, until = _clock(found, "start"), _clock(found, "end")
    minutes = (until.hour - since.hour) * 60 + until.minute - since.minute
    minutes += days * MINUTES_A_DAY
    week = 7 * MINUTES_A_DAY if "startDay" in found else MINUTES_A_DAY
    return minutes if minutes > 0 else minutes + week


def _clock(found: Document, end: str) -> time:
    hour = int(found.get(f"{end}Hour") or 0) % 24
    return time(hour, int(found.get(f"{end}Min") or 0))
