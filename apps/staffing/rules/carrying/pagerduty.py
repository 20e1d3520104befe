"""PagerDuty: GET /schedules/{id}, with `users` of GET /users beside it for their e-mails."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from apps.staffing.rules.carrying.terms import (
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

UNITS = ((604_800, "week"), (86_400, "day"), (3_600, "hour"))
DAILY = "daily_restriction"


def read(document: Document, _: datetime) -> list[Carried]:
    """The schedules of the file. The first layer listed is the highest, as the API has it."""
    one = document.get("schedule")
    found = [one] if one else listed(document, "schedules")
    if not found:
        raise CarryError("There is no “schedule” and no “schedules” in it.")
    users = {str(user["id"]): user for user in listed(document, "users")}
    return [_schedule(schedule, users) for schedule in found]


def _schedule(schedule: Document, users: Mapping[str, Any]) -> Carried:
    zone = str(schedule.get("time_zone") or "UTC")
    zone_of(zone)
    people: dict[str, Who] = {}
    lost: list[str] = []
    layers = []
    for layer in reversed(listed(schedule, "schedule_layers")):
        name = str(layer.get("name") or "Layer")
        turns = _turns(layer, name, zone, lost)
        for row in listed(layer, "users"):
            _meet(row.get("user") or row, users, people)
        layers.append((name, (turns,) if turns else ()))
    part = schedule.get("overrides_subschedule") or {}
    rows = listed(schedule, "overrides") or listed(part, "rendered_schedule_entries")
    changes = [
        Change(
            need(row.get("start"), "start of an override"),
            need(row.get("end"), "end of an override"),
            added=_meet(row["user"], users, people),
            is_alone=True,
        )
        for row in rows
        if row.get("user")
    ]
    return Carried(
        f"pagerduty:{schedule['id']}" if schedule.get("id") else "",
        str(schedule.get("name") or schedule.get("summary") or "Schedule"),
        zone,
        tuple(layers),
        tuple(changes),
        people,
        tuple(lost),
    )


def _meet(user: Document, users: Mapping[str, Any], people: dict[str, Who]) -> str:
    """The key of a user, who is noted among the people."""
    key = str(user["id"])
    full = {**user, **users.get(key, {})}
    name = str(full.get("name") or full.get("summary") or "")
    people[key] = Who(key, name, str(full.get("email") or ""))
    return key


def _turns(layer: Document, name: str, zone: str, lost: list[str]) -> Turns | None:
    seconds = int(layer.get("rotation_turn_length_seconds") or 0)
    unit = next((u for u in UNITS if seconds and seconds % u[0] == 0), None)
    if unit is None:
        lost.append(f"{name}: turns of {seconds} s are no whole hours.")
        return None
    starts = need(layer.get("rotation_virtual_start") or layer.get("start"), "start")
    return Turns(
        name=name,
        places=tuple(
            (str((row.get("user") or row)["id"]),) for row in listed(layer, "users")
        ),
        unit=unit[1],
        length=seconds // unit[0],
        starts=local(starts, zone_of(zone)),
        zone=zone,
        hours=tuple(
            kept for one in listed(layer, "restrictions") for kept in _hours(one)
        ),
        since=moment(layer.get("start")),
        until=moment(layer.get("end")),
    )


def _hours(one: Document) -> list[dict[str, Any]]:
    """A restriction; days of the week are 1 for Monday to 7."""
    since = time.fromisoformat(str(one["start_time_of_day"])[:5])
    minutes = int(one["duration_seconds"]) // 60
    if one.get("type") == DAILY or not one.get("start_day_of_week"):
        days = list(range(7))
    else:
        days = [int(one["start_day_of_week"]) - 1]
    return [hours(day, since, minutes) for day in days]
