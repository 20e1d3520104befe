"""Sending one message: at least once, under one id, and what its answer means."""

import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max, Q

from apps.core import mail, outbox, outgoing
from apps.history.actions import record
from apps.history.models import Event, label
from apps.integrations.actions.outbound_owing import owe_due
from apps.integrations.models import Attempt, Message, Subscription
from apps.integrations.queries.outbound_events import gone, subjects
from apps.integrations.rules import outbound_schedule as schedule
from apps.integrations.rules.outbound_kinds import NAMELESS, TEST, facts_sent
from apps.integrations.rules.outbound_payload import Told, body_of
from apps.integrations.rules.outbound_signing import signed_headers
from apps.integrations.states.outbound import MessageState

HEADERS = {"Content-Type": "application/json", "User-Agent": "support-portal"}
REFUSED_FOR_GOOD = "The receiver says that it is gone (410)."
GIVEN_UP = "The portal itself failed at it many times; tell an administrator."
OFF_LETTER = """Nothing is sent to {name} ({host}) any more: {reason}

What is waiting stays, and goes out when it is switched on again; what happened meanwhile
can be sent from its page.

{url}
"""


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: the status, or why there is none, and how long it took."""

    status: int | None
    error: str
    milliseconds: int

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has it."""
        return self.status is not None and schedule.is_taken(self.status)


def attempt(pk: int, *, now: datetime) -> None:
    """Send what this outbox row owes; a message that the portal cannot make is given up."""
    try:
        with outbox.claimed(pk) as item:
            if item:
                send(item.payload["message"], now=now)
    except Exception:
        if payload := outbox.given_up(pk):
            _give_up(payload["message"], now=now)
        raise


def send(pk: int, *, now: datetime) -> None:
    """Send a message that waits, and keep what came of it; inside a transaction.

    Who dies in between leaves it owed, and the second copy has the same webhook-id.
    """
    rows = Message.objects.waiting().select_related("subscription__owner", "event")
    message = rows.filter(pk=pk).first()
    if message is None:
        return
    subscription = message.subscription
    told = _told(message, now)
    outcome = None
    if told and subscription.is_on and subscription.owner.is_active:
        outcome = _post(subscription, message.public_id, body_of(told), now)
    keep(message, outcome, is_seen=told is not None, now=now)


def _told(message: Message, now: datetime) -> Told | None:
    """What it says; None if its object is no longer for the owner to see."""
    event = message.event
    if event is None:
        return _test(message, now)
    key = (message.subject_type, message.subject_id)
    subject = subjects(message.subscription, [key]).get(key)
    if subject is None and not gone(message.subscription, [key]):
        return None
    before = Q(number__lt=message.number)
    later = Q(number__gt=message.number, delivered_at__isnull=False)
    of_object = message.subscription.messages.exclude(state=MessageState.WITHDRAWN)
    around = of_object.filter(subject_type=key[0], subject_id=key[1]).aggregate(
        previous=Max("number", filter=before), later=Max("number", filter=later)
    )
    name, url = _named(subject) if subject else (_last_name(event), "")
    return Told(
        kind=message.kind,
        at=event.at,
        number=message.number,
        subject_type=key[0],
        subject_id=key[1],
        subject_name=name,
        subject_url=url,
        is_gone=subject is None,
        actor=event.actor_name,
        facts=facts_sent(event.facts),
        previous=around["previous"],
        is_late=around["later"] is not None,
    )


def _named(subject: models.Model) -> tuple[str, str]:
    """What has a page has a name; else what stands for it may be its text."""
    there = getattr(subject, "get_absolute_url", None)
    if there is None:
        return "", ""
    name = "" if label(subject) in NAMELESS else str(subject)[:200]
    return name, f"{settings.SITE_URL}{there()}"


def _last_name(event: Event) -> str:
    """What is gone has the name that its removal told, if it told one."""
    is_removal = event.verb.endswith("_removed")
    return str(event.facts.get("name", ""))[:200] if is_removal else ""


def _test(message: Message, now: datetime) -> Told:
    subscription = message.subscription
    return Told(
        kind=TEST,
        at=now,
        number=None,
        subject_type="integrations.subscription",
        subject_id=subscription.pk,
        subject_name=subscription.name,
        subject_url=f"{settings.SITE_URL}{subscription.get_absolute_url()}",
        actor=str(subscription.owner),
        facts={},
    )


def _post(
    subscription: Subscription, message_id: str, body: bytes, now: datetime
) -> Outcome:
    signed = signed_headers(subscription.keys, message_id, now, body)
    status, error, begun = None, "", time.perf_counter()
    try:
        status = outgoing.post(subscription.url, body, headers=HEADERS | signed).status
    except (outgoing.Refused, outgoing.Failed) as failure:
        error = str(failure)[:200]
    if status is not None and not schedule.is_taken(status):
        error = f"It answered {status}."
    return Outcome(status, error, round((time.perf_counter() - begun) * 1000))


def keep(
    message: Message, outcome: Outcome | None, *, is_seen: bool, now: datetime
) -> None:
    """What came of an attempt, for the message and for its receiver; in a transaction.

    The receiver is held from here on, and before any of its messages.
    """
    rows = Subscription.objects.select_for_update(of=("self",), no_key=True)
    subscription = rows.select_related("owner").get(pk=message.subscription_id)
    message.is_owed = False
    if not is_seen:
        message.become(MessageState.WITHDRAWN)
        message.last_error = "Its object is not for the owner to see."
    elif outcome:
        Attempt.objects.create(
            message=message,
            at=now,
            status=outcome.status,
            milliseconds=outcome.milliseconds,
            error=outcome.error,
        )
        message.tries += 1
        message.tried += 1
        message.last_status, message.last_error = outcome.status, outcome.error
        if outcome.is_taken:
            _delivered(subscription, message, now)
        else:
            _failed(subscription, message, outcome, now)
    message.save()
    owe_due(subscription, now=now)


def _delivered(subscription: Subscription, message: Message, now: datetime) -> None:
    message.become(MessageState.DELIVERED)
    message.delivered_at, message.next_at = now, None
    if subscription.failures:
        subscription.failures, subscription.failing_since = 0, None
        subscription.rests_until, subscription.last_error = None, ""
        _save_health(subscription)


def _failed(
    subscription: Subscription, message: Message, outcome: Outcome, now: datetime
) -> None:
    """Wait longer each time; in the end give the message up, or the receiver."""
    share = secrets.randbelow(1001) / 1000
    wait = schedule.wait_after(message.tries, share)
    if wait is None or message.event_id is None:
        message.become(MessageState.FAILED)
        message.next_at = None
    else:
        message.next_at = now + wait
    subscription.failures += 1
    subscription.failing_since = subscription.failing_since or now
    subscription.last_error = outcome.error
    rest = schedule.rest_after(subscription.failures)
    subscription.rests_until = now + rest if rest else None
    _save_health(subscription)
    if outcome.status == schedule.GONE:
        _switch_off(subscription, REFUSED_FOR_GOOD, now)
    elif now - subscription.failing_since >= schedule.OFF_AFTER:
        days = schedule.OFF_AFTER // timedelta(days=1)
        _switch_off(subscription, f"It failed for {days} days.", now)


def _save_health(subscription: Subscription) -> None:
    subscription.save(
        update_fields=["failures", "failing_since", "rests_until", "last_error"]
    )


def _switch_off(subscription: Subscription, reason: str, now: datetime) -> None:
    """Send there no more, and tell the owner."""
    subscription.is_on, subscription.off_reason = False, reason
    subscription.save_if_version(subscription.version, ["is_on", "off_reason"])
    record(
        subscription,
        "integrations.subscription_stopped",
        by=None,
        now=now,
        reason=reason,
    )
    url = f"{settings.SITE_URL}{subscription.get_absolute_url()}"
    mail.send(
        to=subscription.owner.email,
        subject=f"Events are no longer sent to {subscription.name}",
        text=OFF_LETTER.format(
            name=subscription.name, host=subscription.host, reason=reason, url=url
        ),
        key=f"subscription-off:{subscription.pk}:{subscription.version}",
        now=now,
    )


@transaction.atomic
def _give_up(pk: int, *, now: datetime) -> None:
    rows = Subscription.objects.select_for_update(of=("self",), no_key=True)
    subscription = rows.filter(messages=pk).first()
    message = Message.objects.waiting().filter(pk=pk).first()
    if subscription and message:
        message.become(MessageState.FAILED)
        message.is_owed, message.next_at, message.last_error = False, None, GIVEN_UP
        message.save()
        owe_due(subscription, now=now)
