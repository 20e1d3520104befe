"""What people choose: by topic, by hour, who stands in, where else it goes."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.reminders.models import Away, Habits, Preference
from apps.reminders.states import How

HABITS = (
    *("morning", "digest_at", "digest_weekday"),
    *("quiet_starts", "quiet_ends", "is_weekend_quiet"),
)


@transaction.atomic
def choose(user: User, chosen: Mapping[str, str], *, by: User) -> None:
    """How they want to be told of each topic; topics that are not named stay."""
    if by.pk != user.pk:
        raise PermissionDenied
    rows = [
        Preference(user=user, topic=topic, how=How(how))
        for topic, how in chosen.items()
    ]
    Preference.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "topic"],
        update_fields=["how"],
    )


def unsubscribe(user: User, topics: Collection[str]) -> None:
    """No more mail of these topics; the inbox still has them. Also works logged out."""
    choose(user, dict.fromkeys(topics, How.OFF), by=user)


@transaction.atomic
def set_habits(user: User, *, by: User, expected_version: int, **values: Any) -> Habits:
    """When they are told. EditConflict if somebody saved in between."""
    if by.pk != user.pk:
        raise PermissionDenied
    habits, _ = Habits.objects.get_or_create(user=user)
    for name in HABITS:
        setattr(habits, name, values[name])
    habits.save_if_version(expected_version, HABITS)
    return habits


@transaction.atomic
def make_feed(user: User, *, by: User, now: datetime) -> str:
    """A new secret for their calendar's address; an earlier one works no more."""
    if by.pk != user.pk:
        raise PermissionDenied
    secret = secrets.token_urlsafe(32)
    habits, _ = Habits.objects.get_or_create(user=user)
    habits.feed_digest = digest_of(secret)
    habits.save(update_fields=["feed_digest"])
    record(user, "reminders.feed_made", by=by, now=now)
    return secret


@transaction.atomic
def revoke_feed(user: User, *, by: User, now: datetime) -> None:
    """The calendar's address works no more."""
    if by.pk != user.pk:
        raise PermissionDenied
    Habits.objects.filter(user=user).update(feed_digest="")
    record(user, "reminders.feed_revoked", by=by, now=now)


def digest_of(secret: str) -> str:
    """What is kept of a feed's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def mail_works_again(user: User, *, by: User, now: datetime) -> None:
    """Send mail to this address again; administrators, and the person."""
    if by.pk != user.pk and not by.rights.may("reminders.edit_rules"):
        raise PermissionDenied
    Habits.objects.filter(user=user).update(bounced_at=None, bounce_reason="")
    record(user, "reminders.mail_works_again", by=by, now=now)


@transaction.atomic
def go_away(
    user: User,
    *,
    deputy: User,
    starts_at: datetime,
    ends_at: datetime,
    by: User,
    now: datetime,
) -> Away:
    """While they are away, their deputy is told."""
    if by.pk != user.pk:
        raise PermissionDenied
    if deputy.pk == user.pk:
        raise DomainError("Name somebody else as deputy.")
    if ends_at <= max(starts_at, now):
        raise DomainError("Come back after you leave, and in the future.")
    try:
        with transaction.atomic():
            away = Away.objects.create(
                user=user, deputy=deputy, starts_at=starts_at, ends_at=ends_at
            )
    except IntegrityError as error:
        raise DomainError("You are away at that time already.") from error
    record(user, "reminders.went_away", by=by, now=now, deputy=str(deputy))
    return away


@transaction.atomic
def come_back(pk: int, *, by: User, now: datetime) -> None:
    """End an absence, or call it off."""
    away = Away.objects.filter(pk=pk, user=by).first()
    if away is None:
        raise PermissionDenied
    if away.starts_at >= now:
        away.delete()
    elif away.ends_at > now:
        away.ends_at = now
        away.save(update_fields=["ends_at"])
    record(by, "reminders.came_back", by=by, now=now)
