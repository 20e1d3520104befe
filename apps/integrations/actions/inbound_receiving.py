"""The inbox: what a sender sent is kept before it is told so, or refused for a reason."""

from datetime import datetime, timedelta
from enum import Enum

from django.db import transaction
from django.db.models import F

from apps.accounts.rules import is_within
from apps.core.outbox import enqueue
from apps.integrations.models import Endpoint, InboundDelivery, Refusal
from apps.integrations.rules.inbound.proof import (
    Sent,
    key_of_delivery,
    refusal,
    signs,
)
from apps.integrations.states.inbound import REPEATING, SIGNING, EndpointKind

MOST = 4 * 1024 * 1024
KEPT_OF_MORE = 64 * 1024
PROCESS = "integrations.process"
AGAIN = "integrations.hear_again"
KEPT_HEADERS = (
    *("content-type", "user-agent", "webhook-id", "webhook-timestamp"),
    *("x-atlassian-webhook-identifier", "x-atlassian-webhook-retry", "x-request-id"),
)
MINUTE = timedelta(minutes=1)


class Outcome(Enum):
    """What became of a request, by the HTTP status that the sender is told.

    Alertmanager sends again after 5xx only, and never after 4xx: so 4xx is for what
    could not be told from a forgery, and what may pass later is 503.
    """

    TAKEN = 202
    KNOWN = 200
    UNPROVED = 401
    ELSEWHERE = 403
    TOO_LARGE = 413
    NOT_NOW = 503


def receive(pk: int, sent: Sent, *, now: datetime) -> Outcome:
    """Keep a delivery, once however often it comes; work on it is owed with it.

    Nothing but a count of refusals is written for who is not believed.
    """
    endpoint = Endpoint.objects.get(pk=pk)
    outcome, why = _judged(endpoint, sent, now)
    if why:
        _note(endpoint, why, now)
        return outcome
    return _kept(endpoint, sent, now)


def _judged(endpoint: Endpoint, sent: Sent, now: datetime) -> tuple[Outcome, str]:
    """Why it is refused, if it is; the cheapest questions first."""
    kind = EndpointKind(endpoint.kind)
    if not endpoint.is_on:
        return Outcome.NOT_NOW, "It was switched off."
    if endpoint.networks and not is_within(sent.address, endpoint.networks):
        return Outcome.ELSEWHERE, "It came from a network that is not allowed."
    if (kind in SIGNING or signs(sent)) and sent.size > MOST:
        return Outcome.TOO_LARGE, "It was too large for its signature to be checked."
    keys = (endpoint.secret, endpoint.former_secret)
    if why := refusal(kind, sent, keys, now=now.timestamp()):
        return Outcome.UNPROVED, why
    lately = endpoint.deliveries.filter(received_at__gt=now - MINUTE)
    if lately[: endpoint.per_minute].count() >= endpoint.per_minute:
        return Outcome.NOT_NOW, "There were too many within a minute."
    return Outcome.TAKEN, ""


@transaction.atomic
def _kept(endpoint: Endpoint, sent: Sent, now: datetime) -> Outcome:
    """The inbox row and the work that it causes, or one more repeat of a known one."""
    made, is_new = InboundDelivery.objects.get_or_create(
        endpoint=endpoint,
        key=key_of_delivery(EndpointKind(endpoint.kind), sent),
        defaults={
            "body": sent.body,
            "size": sent.size,
            "headers": {
                name: sent.headers[name][:200]
                for name in KEPT_HEADERS
                if name in sent.headers
            },
            "sent_from": str(sent.address) if sent.address else None,
            "received_at": now,
        },
    )
    if not is_new:
        rows = InboundDelivery.objects.filter(pk=made.pk)
        rows.update(repeats=F("repeats") + 1, repeated_at=now)
        if endpoint.auto_close_minutes and endpoint.kind in REPEATING:
            key = f"{AGAIN}:{made.pk}:{made.repeats + 1}"
            enqueue(AGAIN, {"delivery": made.pk}, key=key, now=now)
        return Outcome.KNOWN
    owe(made, now)
    return Outcome.TAKEN


def owe(delivery: InboundDelivery, now: datetime) -> None:
    """Have a worker find out what the delivery says."""
    key = f"{PROCESS}:{delivery.pk}:{delivery.runs}"
    enqueue(PROCESS, {"delivery": delivery.pk}, key=key, now=now)


@transaction.atomic
def _note(endpoint: Endpoint, why: str, now: datetime) -> None:
    """Count a refusal by day and reason, for whoever wonders why nothing comes."""
    counted, is_new = Refusal.objects.get_or_create(
        endpoint=endpoint, day_on=now.date(), why=why, defaults={"last_at": now}
    )
    if not is_new:
        rows = Refusal.objects.filter(pk=counted.pk)
        rows.update(count=F("count") + 1, last_at=now)
