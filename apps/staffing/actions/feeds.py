"""Calendars of shifts: an address made, and taken back."""

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import Team, User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.models import Rota, ShiftFeed
from apps.staffing.queries.feeds import digest_of

MOST = 20
ONCE = timedelta(hours=1)


@transaction.atomic
def make_feed(
    *,
    by: User,
    now: datetime,
    rota: Rota | None = None,
    team: Team | None = None,
    alarm_minutes: int | None = None,
) -> tuple[ShiftFeed, str]:
    """A new address: the row, and the secret, which is kept nowhere."""
    if rota and not Rota.objects.visible_to(by).filter(pk=rota.pk).exists():
        raise PermissionDenied
    if team and not Team.objects.visible_to(by).filter(pk=team.pk).exists():
        raise PermissionDenied
    if rota and team:
        raise DomainError("A calendar is of a rota or of a team, not of both.")
    if by.shift_feeds.count() >= MOST:
        raise DomainError(f"You have {MOST} addresses: take one back first.")
    secret = secrets.token_urlsafe(32)
    made = ShiftFeed.objects.create(
        owner=by,
        rota=rota,
        team=team,
        digest=digest_of(secret),
        alarm_minutes=alarm_minutes,
        made_at=now,
    )
    record(by, "staffing.feed_made", by=by, now=now, touched=[made], of=str(made))
    return made, secret


@transaction.atomic
def revoke_feed(pk: int, *, by: User, now: datetime) -> None:
    """The address works no more."""
    feed = ShiftFeed.objects.select_related("rota", "team").get(pk=pk)
    if feed.owner_id != by.pk:
        raise PermissionDenied
    name = str(feed)
    feed.delete()
    record(by, "staffing.feed_revoked", by=by, now=now, of=name)


def note_reading(feed: ShiftFeed, now: datetime) -> None:
    """Keep when a calendar program last asked, once an hour at most."""
    if feed.read_at is None or now - feed.read_at > ONCE:
        ShiftFeed.objects.filter(pk=feed.pk).update(read_at=now)
