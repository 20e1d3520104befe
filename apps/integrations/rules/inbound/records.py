"""Records of ticket systems: an issue of Jira, a row that a ServiceNow business rule sends."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from apps.integrations.rules.inbound.events import (
    Incoming,
    Options,
    Reading,
    Unreadable,
    flatten,
    instant,
    short,
    text,
)

GONE = "The issue was deleted in Jira; its ticket stays as it was last known."
MILLISECONDS = 1_000


def read_jira(payload: Mapping[str, Any], options: Options) -> Reading:
    """The issue as it is now, whatever happened to it."""
    issue = payload.get("issue")
    if not isinstance(issue, Mapping) or not isinstance(issue.get("fields"), Mapping):
        raise Unreadable("There is no issue with its fields: this is no Jira webhook.")
    key = text(issue.get("key"))
    if not key:
        raise Unreadable("The issue has no key.")
    if text(payload.get("webhookEvent")) == "jira:issue_deleted":
        return Reading(warnings=(GONE,))
    values = issue["fields"]
    ended = instant(values.get("resolutiondate"))
    event = Incoming(
        fingerprint=short(key),
        number=key,
        title=text(values.get("summary"))[:250],
        started_at=_needed(instant(values.get("created")), "created"),
        is_over=ended is not None,
        ended_at=ended,
        heard_at=instant(values.get("updated")) or _told_at(payload),
        fields={"key": key, **flatten(values)},
    )
    return Reading((event,))


def _told_at(payload: Mapping[str, Any]) -> datetime | None:
    told = payload.get("timestamp")
    if not isinstance(told, int) or isinstance(told, bool):
        return None
    try:
        return datetime.fromtimestamp(told / MILLISECONDS, UTC)
    except (ValueError, OverflowError, OSError):
        raise Unreadable(f"{str(told)[:40]} is no timestamp.") from None


def read_servicenow(payload: Mapping[str, Any], options: Options) -> Reading:
    """The record as the business rule sends it: flat, or under `record` or `result`.

    It has to say `number`, `opened_at` and `sys_updated_on`: without the last, an update
    that repeats an earlier state could not be told from a repeated delivery.
    """
    inner = next((payload[k] for k in ("record", "result") if k in payload), payload)
    found = {
        key.removesuffix(".display_value"): value
        for key, value in flatten(inner).items()
        if not key.endswith((".value", ".link"))
    }
    number = found.get("number", "")
    if not number:
        raise Unreadable("There is no number: this is no record of ServiceNow.")
    ended = instant(found.get("resolved_at")) or instant(found.get("closed_at"))
    event = Incoming(
        fingerprint=short(number),
        number=number,
        title=found.get("short_description", "")[:250],
        started_at=_needed(instant(found.get("opened_at")), "opened_at"),
        is_over=ended is not None,
        ended_at=ended,
        heard_at=_needed(instant(found.get("sys_updated_on")), "sys_updated_on"),
        fields=found,
    )
    return Reading((event,))


def _needed(moment: datetime | None, name: str) -> datetime:
    if moment is None:
        raise Unreadable(f"The record does not say {name}.")
    return moment
