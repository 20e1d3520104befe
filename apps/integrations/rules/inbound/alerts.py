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

OVER = {"resolved", "ok", "normal"}
GOING_ON = {"firing", "alerting", "pending", "no_data", "nodata", "error"}
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
    is_over = _is_over(text(alert.get("status")))
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
        "state": "resolved" if is_over else "firing",
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


def _is_over(status: str) -> bool:
    lowered = status.lower()
    if lowered not in OVER | GOING_ON:
        raise Unreadable(
            f"An alert is neither firing nor resolved, but “{status[:40]}”."
        )
    return lowered in OVER


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
