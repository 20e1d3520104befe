"""Signed webhooks after Standard Webhooks: type, timestamp and data, of four kinds."""

from collections.abc import Mapping
from typing import Any

from apps.integrations.rules.inbound.events import (
    Given,
    Incoming,
    Options,
    Reading,
    Unreadable,
    flatten,
    instant,
    short,
    text,
)

TICKET, FACT, EVIDENCE, DEPLOYMENT = "ticket", "fact", "evidence", "deployment"
NEEDED = {FACT: ("name", "value"), EVIDENCE: ("value",), DEPLOYMENT: ()}


def read_signed(payload: Mapping[str, Any], options: Options) -> Reading:
    """By the first word of its type: a ticket, a fact, evidence or a deployment."""
    kind = text(payload.get("type")).partition(".")[0]
    data = payload.get("data")
    if not isinstance(data, Mapping):
        raise Unreadable("There is no data beside the type.")
    found = flatten(data)
    if kind == TICKET:
        return Reading((_ticket(payload, found),))
    if kind not in NEEDED:
        raise Unreadable(
            f"The type “{text(payload.get('type'))[:40]}” leads nowhere: it has to begin "
            "with ticket, fact, evidence or deployment."
        )
    for name in ("application", *NEEDED[kind]):
        if not found.get(name):
            raise Unreadable(f"The data does not say {name}.")
    told = found.get("measured_at") or found.get("at") or payload.get("timestamp")
    return Reading(given=(Given(kind, found["application"], found, instant(told)),))


def _ticket(payload: Mapping[str, Any], found: Mapping[str, str]) -> Incoming:
    number, opened = found.get("number", ""), instant(found.get("opened_at"))
    if not number or opened is None:
        raise Unreadable("A ticket needs its number and opened_at.")
    ended = instant(found.get("resolved_at")) or instant(found.get("closed_at"))
    return Incoming(
        fingerprint=short(number),
        number=number,
        title=found.get("title", "")[:250],
        started_at=opened,
        is_over=ended is not None,
        ended_at=ended,
        heard_at=instant(found.get("updated_at") or payload.get("timestamp")),
        fields=found,
    )
