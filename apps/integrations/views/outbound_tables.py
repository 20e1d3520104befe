"""The columns of receivers and of their logs."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import badge, link, state_badge
from apps.integrations.models import Message, Subscription
from apps.integrations.queries.outbound_log import noun_of
from apps.integrations.states.outbound import MessageState

TONES = {
    MessageState.WAITING: "blue",
    MessageState.DELIVERED: "green",
    MessageState.FAILED: "red",
    MessageState.WITHDRAWN: "grey",
}


def health(one: Subscription) -> str:
    """How it is, in a word."""
    if not one.is_on:
        return "Off"
    if not one.owner.is_active:
        return "Owner has left"
    return "Failing" if one.failures else "Works"


def health_badge(one: Subscription) -> SafeString:
    """The same, in its colour."""
    tones = {"Off": "grey", "Works": "green", "Failing": "red"}
    word = health(one)
    return badge(word, tones.get(word, "amber"))


def counted(one: Subscription) -> str:
    """How many kinds it names."""
    whole = [name.partition(".")[0] for name in one.kinds if name.endswith(".*")]
    single = len(one.kinds) - len(whole)
    parts = [f"everything in {name}" for name in whole]
    if single:
        parts.append(f"{single} {'kind' if single == 1 else 'kinds'}")
    return ", ".join(parts)


def problems(one: Subscription) -> object:
    """How many were given up, leading to them."""
    count = getattr(one, "failed_count", 0)
    if not count:
        return count
    return link(f"{one.get_absolute_url()}?state=failed", count)


SUBSCRIPTIONS = [
    Column(
        "name",
        "Receiver",
        lambda one: one.name,
        "name",
        lambda one: link(one.get_absolute_url(), one.name),
        is_head=True,
    ),
    Column("host", "Host", lambda one: one.host),
    Column("kinds", "Events", counted, css="portal-wide small"),
    Column("owner", "On behalf of", lambda one: one.owner.name, "owner__name"),
    Column("health", "How it is", health, "failures", health_badge),
    Column("waiting", "Waiting", lambda one: one.waiting_count, "waiting_count"),
    Column(
        "failed", "Given up", lambda one: one.failed_count, "failed_count", problems
    ),
    Column("last", "Last taken", lambda one: one.last_taken_at, "last_taken_at"),
]


def about(one: Message) -> str:
    """What the event is about, by kind and number."""
    if not one.subject_type:
        return ""
    return f"{noun_of(one.subject_type)} {one.subject_id}"


def about_linked(one: Message) -> object:
    """The same, leading to its story."""
    if not one.subject_type:
        return ""
    return link(
        reverse("history:story", args=[one.subject_type, one.subject_id]), about(one)
    )


def took(one: Any) -> object:
    """How long the last attempt took."""
    return f"{one.last.milliseconds} ms" if one.last else None


def ended(one: Message) -> object:
    """When it arrived, or when it is tried again."""
    return one.delivered_at or one.next_at


MESSAGES = [
    Column(
        "id",
        "Message",
        lambda one: one.public_id,
        "pk",
        lambda one: link(one.get_absolute_url(), one.public_id),
        is_head=True,
    ),
    Column("kind", "Event", lambda one: one.kind, "kind"),
    Column("about", "About", about, cell=about_linked),
    Column("created", "Owed", lambda one: one.created_at, "created_at"),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        "state",
        lambda one: state_badge(one, TONES[MessageState(one.state)]),
    ),
    Column("status", "Last status", lambda one: one.last_status, "last_status"),
    Column("took", "Took", took, "last_milliseconds"),
    Column("tried", "Attempts", lambda one: one.tried, "tried"),
    Column(
        "last",
        "Last tried",
        lambda one: one.last.at if one.last else None,
        only_exported=True,
    ),
    Column("ended", "Arrived, or tried next", ended),
    Column("error", "Error", lambda one: one.last_error, only_exported=True),
]


ATTEMPTS = [
    Column("at", "When", lambda one: one.at, is_head=True),
    Column("status", "Status", lambda one: one.status),
    Column("took", "Took", lambda one: f"{one.milliseconds} ms"),
    Column("error", "Error", lambda one: one.error, css="portal-wide small"),
]
