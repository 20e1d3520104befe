"""ServiceNow's Table API: GET /api/now/table/{table}.

Source: ServiceNow documentation, "Table API", GET; the values of a date are UTC in
`value`, and in the account's own zone and format in `display_value`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from apps.integrations.rules.pulls_pages import (
    BadAnswer,
    Cursor,
    Page,
    Row,
)

FIELDS = (
    *("sys_id", "sys_updated_on", "sys_mod_count", "number", "opened_at"),
    *("resolved_at", "closed_at", "state", "incident_state", "priority"),
    *("sys_class_name", "short_description", "assignment_group", "category"),
    *("cmdb_ci", "location", "reopen_count", "reassignment_count", "made_sla"),
)
FIELD = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
TABLE = re.compile(r"[a-z][a-z0-9_]{0,79}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
FORM = "%Y-%m-%d %H:%M:%S"


def path(
    table: str,
    query: str,
    cursor: Cursor,
    *,
    fields: Iterable[str],
    zone: str,
    size: int,
) -> str:
    """The path and question of one page."""
    parts = [query.strip("^")] if query.strip("^ ") else []
    if cursor.at:
        asked = cursor.at.astimezone(ZoneInfo(zone)).strftime(FORM)
        parts.append(f"sys_updated_on>={asked}")
    parts += ["ORDERBYsys_updated_on", "ORDERBYsys_id"]
    names = dict.fromkeys([*FIELDS, *(one for one in fields if FIELD.fullmatch(one))])
    asks = {
        "sysparm_query": "^".join(parts),
        "sysparm_fields": ",".join(names),
        "sysparm_display_value": "all",
        "sysparm_exclude_reference_link": "true",
        "sysparm_limit": size,
        "sysparm_offset": cursor.offset,
    }
    return f"/api/now/table/{table}?{urlencode(asks)}"


def read(data: Any, headers: Mapping[str, str], size: int) -> Page:
    """The rows of an answer; BadAnswer if it is none."""
    if not isinstance(data, dict) or not isinstance(data.get("result"), list):
        raise BadAnswer("The answer has no list “result”.")
    rows = [_row(one) for one in data["result"]]
    total = headers.get("x-total-count", "")
    return Page(
        rows,
        is_last=len(rows) < size,
        total=int(total) if total.isascii() and total.isdigit() else None,
    )


def _row(data: Any) -> Row:
    if not isinstance(data, dict):
        raise BadAnswer("A row of the answer is no object.")
    key = _raw(data.get("sys_id"))
    updated = _raw(data.get("sys_updated_on"))
    try:
        at = datetime.strptime(f"{updated} +0000", f"{FORM} %z").astimezone(UTC)
    except ValueError:
        raise BadAnswer(
            f"Row {key or '?'} does not say when it was last updated."
        ) from None
    return Row(key, at, {name: _shown(value) for name, value in data.items()})


def _raw(value: Any) -> str:
    found = value.get("value") if isinstance(value, dict) else value
    return str(found or "")


def _shown(value: Any) -> str:
    """What people see of a value; of an instant the UTC that is behind it."""
    raw = _raw(value)
    if INSTANT.fullmatch(raw) or not isinstance(value, dict):
        return raw
    return str(value.get("display_value") or raw)
