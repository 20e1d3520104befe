"""Where messages go besides mail."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.core import outgoing
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.reminders.access import can_edit_channel, can_edit_channels_of
from apps.reminders.actions.posting import Owed, owe
from apps.reminders.models import Channel, Delivery, Notification
from apps.reminders.rules import formats
from apps.reminders.states import ChannelKind, How

EDITABLE = ("name", "url", "topics", "is_on")


@transaction.atomic
def add_channel(
    *, by: User, now: datetime, team: Team | None = None, **values: Any
) -> Channel:
    """A channel of one's own, or of a team that one manages. Refused where it may not go."""
    if team and not can_edit_channels_of(by, team):
        raise PermissionDenied
    outgoing.check(values["url"])
    secret = formats.new_secret() if values["kind"] == ChannelKind.WEBHOOK else ""
    channel = Channel.objects.create(
        owner=None if team else by, team=team, secret=secret, **values
    )
    record(channel, "reminders.channel_added", by=by, now=now, kind=channel.kind)
    return channel


@transaction.atomic
def amend_channel(
    pk: int, *, by: User, now: datetime, expected_version: int, **values: Any
) -> Channel:
    """Change it; saved again, it is tried again."""
    channel = Channel.objects.select_for_update(of=("self",)).get(pk=pk)
    if not can_edit_channel(by, channel):
        raise PermissionDenied
    outgoing.check(values["url"])
    for name in EDITABLE:
        setattr(channel, name, values[name])
    channel.given_up_at, channel.failing_since, channel.last_error = None, None, ""
    names = [*EDITABLE, "given_up_at", "failing_since", "last_error"]
    channel.save_if_version(expected_version, names)
    record(channel, "reminders.channel_amended", by=by, now=now)
    return channel


@transaction.atomic
def remove_channel(pk: int, *, by: User, now: datetime) -> None:
    """Send nothing there any more."""
    channel = Channel.objects.select_for_update(of=("self",)).get(pk=pk)
    if not can_edit_channel(by, channel):
        raise PermissionDenied
    record(channel, "reminders.channel_removed", by=by, now=now, name=channel.name)
    channel.delete()


@transaction.atomic
def send_test(pk: int, *, by: User, now: datetime) -> Delivery:
    """Owe the channel a test message, at most one a minute; the sender's inbox has it too."""
    channel = Channel.objects.select_for_update(of=("self",)).get(pk=pk)
    if not can_edit_channel(by, channel):
        raise PermissionDenied
    key = f"test:{channel.pk}:{now:%Y%m%d%H%M}"
    if Notification.objects.filter(key=key).exists():
        raise DomainError("A test message went out a moment ago: wait a minute.")
    told = Notification.objects.create(
        key=key,
        user=by,
        topic="test",
        subject_type="reminders.channel",
        subject_id=channel.pk,
        title=f"Test of {channel.name}",
        words="if you read this there, the channel works",
        url=reverse("reminders:channel", args=[channel.pk]),
        why="you asked for it",
        at=now,
        read_at=now,
    )
    (delivery,) = owe([Owed([told], How.NOW, now, channel=channel)], now=now)
    return delivery
