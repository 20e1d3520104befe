"""Prometheus Alertmanager's webhook, version 4, and Grafana's, which has the same core."""

from collections.abc import Mapping
from typing import Any

from apps.integrations.rules.inbound.events import (
    Incoming,
    Options,
    Reading,
    Unreadable,
    digest,
    flatten,
    instant,
    short,
    text,
    written,
)

# In the five words of Keep's normalisation; what is not resolved goes on.
STATES = {
    **dict.fromkeys(("resolved", "ok", "normal"), "resolved"),
    **dict.fromkeys(("firing", "alerting", "error"), "firing"),
    **dict.fromkeys(("pending", "no_data", "nodata"), "pending"),
    **dict.fromkeys(("suppressed", "paused"), "suppressed"),
    "acknowledged": "acknowledged",
}
TITLES = ("annotations.summary", "annotations.title", "labels.alertname")


def read_alerts(payload: Mapping[str, Any], options: Options) -> Reading:
    """Each alert of the group by its own fingerprint; the group's key names no alert."""
    alerts = payload.get("alerts")
    if not isinstance(alerts, list):
        raise Unreadable("There is no list of alerts: this is no alert notification.")
    if any(not isinstance(one, Mapping) for one in alerts):
        raise Unreadable("The list of alerts holds something that is none.")
    events = tuple(_alert(one) for one in alerts)
    return Reading(events, warnings=_warnings(payload, len(alerts)))


def _alert(alert: Mapping[str, Any]) -> Incoming:
    labels = alert.get("labels")
    if not isinstance(labels, Mapping):
        raise Unreadable("An alert has no labels.")
    fingerprint = text(alert.get("fingerprint")) or _of_labels(labels)
    started = instant(alert.get("startsAt"))
    if started is None:
        raise Unreadable("An alert does not say since when (startsAt).")
    state = _state(text(alert.get("status")))
    is_over = state == "resolved"
    ended = (instant(alert.get("endsAt")) or started) if is_over else None
    found = flatten(alert)
    name = short(fingerprint)
    title = next((found[key] for key in TITLES if found.get(key)), "Alert")
    number = f"{name}-{started:%Y%m%dT%H%M%S}"
    fields = {
        "number": number,
        "title": title,
        "opened": written(started),
        "resolved": written(ended),
        "state": state,
        "severity": found.get("labels.severity") or found.get("labels.priority", ""),
        **found,
    }
    return Incoming(
        fingerprint=name,
        number=number,
        title=title,
        started_at=started,
        is_over=is_over,
        ended_at=ended,
        fields=fields,
    )


def _state(status: str) -> str:
    known = STATES.get(status.lower())
    if known is None:
        raise Unreadable(
            f"An alert is neither firing nor resolved, but “{status[:40]}”."
        )
    return known


def _of_labels(labels: Mapping[str, Any]) -> str:
    """For senders from before there were fingerprints: the labels are the identity."""
    return digest([f"{key}={text(labels[key])}" for key in sorted(labels)])


def _warnings(payload: Mapping[str, Any], count: int) -> tuple[str, ...]:
    cut = text(payload.get("truncatedAlerts"))
    found = []
    if cut.isdigit() and int(cut) > 0:
        found.append(
            f"The sender left out {cut} more alerts of this group (max_alerts): they are"
            " not known here."
        )
    if not count:
        found.append("The group holds no alert.")
    return tuple(found)
