"""Splunk's webhook alert action: the first row of a search's result, and never an end."""

from collections.abc import Mapping
from typing import Any

from apps.integrations.rules.inbound.events import (
    Incoming,
    Options,
    Reading,
    Unreadable,
    digest,
    flatten,
)

FIRST_ROW = "Splunk sends the first row of the result only: there may be more."
SEVERITIES = ("result.severity", "result.urgency", "result.priority")


def read_splunk(payload: Mapping[str, Any], options: Options) -> Reading:
    """One alert, told from others by the search's name and the chosen fields of its row."""
    result = payload.get("result")
    if not isinstance(result, Mapping) or "sid" not in payload:
        raise Unreadable("There is no result and sid: this is no Splunk alert.")
    found = flatten(payload)
    search = found.get("search_name") or "Search without a name"
    told = [found.get(f"result.{name}", "") for name in options.identity]
    fingerprint = digest([search, *told])
    title = " · ".join([search, *filter(None, told)])[:250]
    severity = next((found[key] for key in SEVERITIES if found.get(key)), "")
    fields = {"title": title, "severity": severity, "state": "firing", **found}
    event = Incoming(
        fingerprint=fingerprint,
        number="",
        title=title,
        started_at=None,
        is_over=False,
        fields=fields,
    )
    return Reading((event,), warnings=(FIRST_ROW,))
