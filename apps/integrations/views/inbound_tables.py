"""The columns of endpoints and of what they received."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core import markup
from apps.core.lists import Column
from apps.integrations.forms.inbound import WAITING
from apps.integrations.models import Endpoint, InboundDelivery
from apps.integrations.states.inbound import DeliveryState

TONES = {
    DeliveryState.RECEIVED: "blue",
    DeliveryState.PROCESSED: "green",
    DeliveryState.QUARANTINED: "amber",
    DeliveryState.FAILED: "red",
}
RESULT_TONES = {
    **dict.fromkeys(("new", "changed", "measured", "noted", "proposed"), "green"),
    **dict.fromkeys(("warning", "left"), "amber"),
    "rejected": "red",
}


def leads(one: Endpoint) -> str:
    """Where it leads, in a line."""
    parts = [
        f"tickets of {one.service}" if one.service else "",
        f"facts on {one.platform}" if one.platform else "",
        f"evidence for {one.criterion_code}" if one.standard else "",
    ]
    whole = ", ".join(filter(None, parts))
    return whole[:1].upper() + whole[1:]


def on_badge(one: Endpoint) -> SafeString:
    """Whether it takes deliveries."""
    if one.is_on:
        return markup.badge("On", "green")
    return markup.badge("Off", "grey")


def waiting(one: Endpoint) -> object:
    """How many deliveries wait for a person, leading to them."""
    count = getattr(one, "unsettled", 0)
    if not count:
        return count
    url = reverse("integrations:deliveries")
    return markup.link(f"{url}?endpoint={one.pk}&state={WAITING}", count)


def delivery_state(one: InboundDelivery) -> SafeString:
    """Its state in its colour."""
    return markup.state_badge(one, TONES[DeliveryState(one.state)])


def became(one: InboundDelivery) -> str:
    """What became of it, in a line."""
    if one.error:
        return one.error
    told = [f"{row['what']} {row.get('name', '')}".strip() for row in one.result]
    return ", ".join(told)[:200]


ENDPOINTS = [
    Column(
        "name",
        "Endpoint",
        lambda one: one.name,
        "name",
        lambda one: markup.link(one.get_absolute_url(), one.name),
        is_head=True,
    ),
    Column("kind", "Sender", lambda one: one.get_kind_display(), "kind"),
    Column("leads", "Leads to", leads),
    Column("lately", "Within a day", lambda one: one.lately, "lately"),
    Column("last", "Last received", lambda one: one.last_at, "last_at"),
    Column("waiting", "Wait for you", lambda one: one.unsettled, "unsettled", waiting),
    Column("on", "State", lambda one: "On" if one.is_on else "Off", "is_on", on_badge),
]
DELIVERIES = [
    Column(
        "received",
        "Received",
        lambda one: one.received_at,
        "received_at",
        lambda one: markup.link(
            one.get_absolute_url(), markup.show_time(one.received_at)
        ),
        is_head=True,
    ),
    Column(
        "endpoint",
        "Endpoint",
        lambda one: one.endpoint.name,
        "endpoint__name",
        lambda one: markup.link(one.endpoint.get_absolute_url(), one.endpoint.name),
    ),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        "state",
        delivery_state,
    ),
    Column("became", "What became of it", became),
    Column("size", "Bytes", lambda one: one.size, "size"),
    Column("repeats", "Repeated", lambda one: one.repeats, "repeats"),
    Column("sent_from", "From", lambda one: one.sent_from or ""),
]


def results(one: InboundDelivery) -> list[dict[str, Any]]:
    """Each piece of what became of it, with the colour of its result."""
    return [
        {**row, "tone": RESULT_TONES.get(row["result"], "grey")} for row in one.result
    ]
