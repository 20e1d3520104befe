"""Jira's searches: Cloud's /rest/api/3/search/jql, and /rest/api/2/search of a server.

Sources: developer.atlassian.com, Jira Cloud platform REST API v3, "Issue search";
docs.atlassian.com, Jira Server platform REST API, "search". In JQL a time is in the
account's own zone, and no finer than a minute.
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
    flat,
)

FIELDS = (
    *("created", "updated", "resolutiondate", "status", "priority", "issuetype"),
    *("summary", "components", "labels"),
)
CUSTOM = re.compile(r"customfield_\d{1,9}")
ORDER = re.compile(r"\border\s+by\b", re.IGNORECASE)
FORM = "%Y-%m-%d %H:%M"


def jql(query: str, cursor: Cursor, zone: str) -> str:
    """The question: what was chosen, and what changed since."""
    parts = [f"({query.strip()})"] if query.strip() else []
    if cursor.at:
        parts.append(f'updated >= "{cursor.at.astimezone(ZoneInfo(zone)):{FORM}}"')
    where = " AND ".join(parts)
    return f"{where} ORDER BY updated ASC, key ASC".strip()


def _asks(
    query: str, cursor: Cursor, fields: Iterable[str], zone: str, size: int
) -> dict[str, Any]:
    own = [one for one in fields if CUSTOM.fullmatch(one)]
    return {
        "jql": jql(query, cursor, zone),
        "fields": ",".join(dict.fromkeys([*FIELDS, *own])),
        "maxResults": size,
    }


def server_path(
    query: str, cursor: Cursor, *, fields: Iterable[str], zone: str, size: int
) -> str:
    """The path and question of one page of Jira Server or Data Center."""
    asks = _asks(query, cursor, fields, zone, size) | {"startAt": cursor.offset}
    return f"/rest/api/2/search?{urlencode(asks)}"


def cloud_path(
    query: str, cursor: Cursor, *, fields: Iterable[str], zone: str, size: int
) -> str:
    """The path and question of one page of Jira Cloud.

    A token goes with the question that it was given for.
    """
    first = Cursor(cursor.asked) if cursor.token else cursor
    asks = _asks(query, first, fields, zone, size)
    if cursor.token:
        asks["nextPageToken"] = cursor.token
    return f"/rest/api/3/search/jql?{urlencode(asks)}"


def read_server(data: Any, headers: Mapping[str, str], size: int) -> Page:
    """The issues of a server's answer; BadAnswer if it is none.

    A server may give fewer than were asked for: its own `maxResults` counts.
    """
    rows = _issues(data)
    given = data.get("maxResults")
    most = min(size, given) if isinstance(given, int) and given > 0 else size
    total, start = data.get("total"), data.get("startAt")
    return Page(
        rows,
        is_last=len(rows) < most,
        total=total if isinstance(total, int) and not start else None,
    )


def read_cloud(data: Any, headers: Mapping[str, str], size: int) -> Page:
    """The issues of Cloud's answer; the last page is the one without a token."""
    rows = _issues(data)
    token = data.get("nextPageToken")
    has_more = isinstance(token, str) and bool(token) and data.get("isLast") is not True
    return Page(rows, is_last=not has_more, token=str(token) if has_more else "")


def _issues(data: Any) -> list[Row]:
    if not isinstance(data, dict) or not isinstance(data.get("issues"), list):
        raise BadAnswer("The answer has no list “issues”.")
    return [_issue(one) for one in data["issues"]]


def _issue(data: Any) -> Row:
    fields = data.get("fields") if isinstance(data, dict) else None
    if not isinstance(fields, dict):
        raise BadAnswer("An issue of the answer has no “fields”.")
    key = str(data.get("key") or "")
    at = _instant(str(fields.get("updated")))
    if at is None:
        raise BadAnswer(f"Issue {key or '?'} does not say when it was last updated.")
    values = {name: flat(value) for name, value in fields.items()}
    return Row(key, at, {"key": key, **values})


def _instant(text: str) -> datetime | None:
    """In UTC; None where it is none, or does not say in which zone it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else None
