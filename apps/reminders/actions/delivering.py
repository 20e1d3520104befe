"""Sending a message: at least once, always under the same id, never what is untrue."""

import json
import smtplib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.core import mail, outbox, outgoing
from apps.core.models import OutboxItem
from apps.reminders.models import Channel, Delivery, Habits, Notification
from apps.reminders.queries import RULES
from apps.reminders.rules import formats
from apps.reminders.states import ChannelKind, DeliveryState

UNSUBSCRIBE = "reminders.unsubscribe"
GIVE_UP_AFTER = timedelta(days=3)
GONE = 410


class NotDelivered(Exception):
    """The other side did not take the message; it is tried again later."""


def attempt(pk: int, *, now: datetime) -> None:
    """Send the message that this outbox row owes; a channel that fails remembers it."""
    try:
        with outbox.claimed(pk) as item:
            if item:
                deliver(item, now=now)
    except (NotDelivered, outgoing.Failed) as error:
        note_failure(pk, error, now=now)
        raise


def deliver(item: OutboxItem, *, now: datetime) -> None:
    """Send the owed message, less what is done, muted, asleep or no longer true.

    The row stays locked until it is marked: who dies in between leaves it owed, and the
    second copy carries the same Message-ID. Raises what the mail server or channel said.
    """
    rows = Delivery.objects.select_for_update(no_key=True, of=("self",)).waiting()
    delivery = (
        rows.select_related("user", "channel")
        .filter(pk=item.payload["delivery"])
        .first()
    )
    if delivery is None:
        return
    told = still_true(delivery, now)
    if not told:
        _close(delivery, DeliveryState.WITHDRAWN, now)
    elif delivery.channel:
        _post(delivery, delivery.channel, told, now)
    elif delivery.user:
        _mail(delivery, delivery.user, told, now)


def still_true(delivery: Delivery, now: datetime) -> list[Notification]:
    """What is still worth telling; what stopped being true leaves the inbox as well."""
    told = list(
        delivery.notifications.filter(done_at=None, withdrawn_at=None)
        .select_related("occurrence", "user", "instead_of")
        .order_by("-is_critical", "at", "pk")
    )
    awake = [one for one in told if not (one.snoozed_until and one.snoozed_until > now)]
    true = _true_of(awake)
    gone = [one for one in awake if one.occurrence and _key(one) not in true]
    Notification.objects.filter(pk__in=[one.pk for one in gone]).update(
        withdrawn_at=now
    )
    return [one for one in awake if one not in gone]


def _true_of(lines: Iterable[Notification]) -> set[tuple[object, ...]]:
    """What the rules of these lines still find, and when it is due. Each is asked once."""
    subjects: dict[str, set[int]] = defaultdict(set)
    for one in lines:
        if one.occurrence and one.topic in RULES:
            subjects[one.topic].add(one.subject_id)
    return {
        (topic, *due.key)
        for topic, pks in subjects.items()
        for due in RULES[topic].find(pks)
    }


def _key(one: Notification) -> tuple[object, ...]:
    due = one.occurrence.due if one.occurrence else None
    return one.topic, one.subject_type, one.subject_id, due


def _mail(
    delivery: Delivery, user: User, told: Sequence[Notification], now: datetime
) -> None:
    habits = Habits.objects.filter(user=user).first()
    if not user.is_active or (habits and habits.bounced_at):
        delivery.error = "The address did not take mail before; it is marked."
        _close(delivery, DeliveryState.FAILED, now)
        return
    try:
        letter(delivery, user, told).send()
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        if code < 500:  # noqa: PLR2004 (SMTP: 4xx may pass, 5xx will not)
            raise
        mark_bounced(user, words.decode(errors="replace"), now)
        delivery.error = f"{code} {words.decode(errors='replace')}"[:300]
        _close(delivery, DeliveryState.FAILED, now)
        return
    _close(delivery, DeliveryState.SENT, now)


def mark_bounced(user: User, reason: str, now: datetime) -> None:
    """Send this address no more mail until somebody says that it works again."""
    habits, _ = Habits.objects.get_or_create(user=user)
    habits.bounced_at, habits.bounce_reason = now, reason[:300]
    habits.save(update_fields=["bounced_at", "bounce_reason"])


def letter(
    delivery: Delivery, user: User, told: Sequence[Notification]
) -> EmailMultiAlternatives:
    """The mail: plain and HTML, in a thread with others about the same object."""
    topics = sorted({one.topic for one in told})
    leave = f"{settings.SITE_URL}{unsubscribe_path(user, topics)}"
    message = as_message(told)
    context = {
        "message": message,
        "told": told,
        "user": user,
        "site": settings.SITE_URL,
        "unsubscribe_url": leave,
    }
    with timezone.override(user.time_zone):
        text = render_to_string("reminders/mail.txt", context)
        html = render_to_string("reminders/mail.html", context)
    headers = {
        "Message-ID": mail.message_id(f"delivery:{delivery.pk}"),
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    about = {(one.subject_type, one.subject_id) for one in told}
    if len(about) == 1:
        kind, pk = about.pop()
        headers["References"] = mail.message_id(f"about:{kind}:{pk}")
    found = EmailMultiAlternatives(
        subject=" ".join(message.subject.split()),
        body=text,
        to=[user.email],
        headers=headers,
    )
    found.attach_alternative(html, "text/html")
    return found


def as_message(told: Sequence[Notification]) -> formats.Message:
    """What any channel says, free of markup."""
    first = told[0]
    subject = (
        f"{first.title}: {first.words}"
        if len(told) == 1
        else f"{len(told)} things for you: {first.title} and more"
    )
    lines = [
        formats.Line(
            title=one.title,
            text=_with_lateness(one),
            url=f"{settings.SITE_URL}{one.url}",
            reason=one.why,
            due_on=one.due_on,
            is_critical=one.is_critical,
        )
        for one in told
    ]
    return formats.Message(
        subject=subject[:200],
        intro="",
        lines=tuple(lines),
        settings_url=f"{settings.SITE_URL}{reverse('reminders:settings')}",
    )


def _with_lateness(one: Notification) -> str:
    since = timezone.localtime(one.late_since) if one.late_since else None
    late = f" (late: meant for {since:%d %b %Y %H:%M})" if since else ""
    instead = f" (for {one.instead_of}, who is away)" if one.instead_of else ""
    return f"{one.words}{instead}{late}"


def unsubscribe_path(user: User, topics: Sequence[str]) -> str:
    """The address by which anybody who has the mail ends mails of these topics."""
    token = signing.dumps([user.pk, list(topics)], salt=UNSUBSCRIBE, compress=True)
    return reverse("reminders:unsubscribe", args=[token])


def _post(
    delivery: Delivery, channel: Channel, told: Sequence[Notification], now: datetime
) -> None:
    if not channel.is_on or channel.given_up_at:
        delivery.error = "The channel is switched off."
        _close(delivery, DeliveryState.FAILED, now)
        return
    body, headers = posting(channel, told, f"delivery-{delivery.pk}", now)
    try:
        answer = outgoing.post(channel.url, body, headers=headers)
    except outgoing.Refused as refusal:
        _fail(delivery, channel, str(refusal), now)
        return
    if answer.status == GONE:
        _fail(delivery, channel, "The other side says that it is gone (410).", now)
    elif not 200 <= answer.status < 300:  # noqa: PLR2004 (HTTP: 2xx is taken)
        raise NotDelivered(f"{channel.get_kind_display()} answered {answer.status}")
    else:
        Channel.objects.filter(pk=channel.pk).update(failing_since=None, last_error="")
        _close(delivery, DeliveryState.SENT, now)


def posting(
    channel: Channel, told: Sequence[Notification], event_id: str, now: datetime
) -> tuple[bytes, dict[str, str]]:
    """Body and headers as the channel's kind wants them."""
    message = as_message(told)
    headers = {"Content-Type": "application/json", "User-Agent": "support-portal"}
    if channel.kind == ChannelKind.TEAMS:
        return json.dumps(formats.teams_card(message)).encode(), headers
    if channel.kind == ChannelKind.SLACK:
        return json.dumps(formats.slack_message(message)).encode(), headers
    event = formats.webhook_event(message, event_id=event_id, at=told[0].at)
    body = json.dumps(event).encode()
    return body, headers | formats.signed_headers(channel.secret, event_id, now, body)


def _fail(delivery: Delivery, channel: Channel, reason: str, now: datetime) -> None:
    """The channel will not work until somebody mends it."""
    delivery.error = reason[:300]
    _close(delivery, DeliveryState.FAILED, now)
    Channel.objects.filter(pk=channel.pk).update(
        given_up_at=now, last_error=reason[:300]
    )


def _close(delivery: Delivery, state: DeliveryState, now: datetime) -> None:
    delivery.become(state)
    delivery.sent_at = now if state == DeliveryState.SENT else None
    delivery.save(update_fields=["state", "sent_at", "error"])


@transaction.atomic
def note_failure(pk: int, error: Exception, *, now: datetime) -> None:
    """Remember on the channel since when it fails; after days it is given up."""
    owed = OutboxItem.objects.get(pk=pk).payload["delivery"]
    delivery = Delivery.objects.select_related("channel").filter(pk=owed).first()
    if delivery is None or delivery.channel is None:
        return
    channel = delivery.channel
    channel.failing_since = channel.failing_since or now
    channel.last_error = str(error)[:300]
    if now - channel.failing_since > GIVE_UP_AFTER:
        channel.given_up_at = now
    channel.save(update_fields=["failing_since", "last_error", "given_up_at"])
