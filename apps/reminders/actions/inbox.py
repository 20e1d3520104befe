"""What people do with their inbox."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.reminders.models import Mute, Notification

SHORTEST_SNOOZE = timedelta(minutes=3)
LONGEST_SNOOZE = timedelta(days=366)


def _mine(pks: Collection[int], by: User) -> "list[Notification]":
    rows = Notification.objects.visible_to(by).filter(pk__in=pks)
    return list(rows.select_for_update(no_key=True, of=("self",)))


@transaction.atomic
def mark_read(pks: Collection[int], *, by: User, now: datetime) -> int:
    """They have been looked at; how many were unread."""
    rows = [one for one in _mine(pks, by) if one.read_at is None]
    for one in rows:
        one.read_at = now
    return Notification.objects.bulk_update(rows, ["read_at"])


@transaction.atomic
def mark_unread(pks: Collection[int], *, by: User) -> int:
    """As if they had not been looked at."""
    rows = _mine(pks, by)
    for one in rows:
        one.read_at = None
    return Notification.objects.bulk_update(rows, ["read_at"])


@transaction.atomic
def finish(pks: Collection[int], *, by: User, now: datetime) -> int:
    """Done with them; how many were open."""
    rows = [one for one in _mine(pks, by) if one.done_at is None]
    for one in rows:
        one.done_at, one.read_at = now, one.read_at or now
        one.snoozed_until = None
    return Notification.objects.bulk_update(
        rows, ["done_at", "read_at", "snoozed_until"]
    )


@transaction.atomic
def snooze(pks: Collection[int], *, until: datetime, by: User, now: datetime) -> int:
    """Put them away until then; they come back unread, by mail too where that is chosen."""
    if until < now + SHORTEST_SNOOZE:
        raise DomainError("Snooze for three minutes or longer.")
    if until > now + LONGEST_SNOOZE:
        raise DomainError("Snooze for a year at the longest.")
    rows = [one for one in _mine(pks, by) if not (one.done_at or one.withdrawn_at)]
    for one in rows:
        one.snoozed_until, one.read_at = until, None
    return Notification.objects.bulk_update(rows, ["snoozed_until", "read_at"])


@transaction.atomic
def wake(pks: Collection[int], *, by: User) -> int:
    """Bring them back now."""
    rows = _mine(pks, by)
    for one in rows:
        one.snoozed_until = None
    return Notification.objects.bulk_update(rows, ["snoozed_until"])


@transaction.atomic
def mute(pk: int, *, by: User, now: datetime) -> Mute:
    """Hear no more of the object that this is about; what is open about it is done."""
    one = Notification.objects.visible_to(by).get(pk=pk)
    found, _ = Mute.objects.get_or_create(
        user=by,
        subject_type=one.subject_type,
        subject_id=one.subject_id,
        defaults={"title": one.title, "at": now},
    )
    rows = Notification.objects.visible_to(by).filter(
        subject_type=one.subject_type, subject_id=one.subject_id, done_at=None
    )
    finish(list(rows.values_list("pk", flat=True)), by=by, now=now)
    return found


@transaction.atomic
def mute_all(pks: Collection[int], *, by: User, now: datetime) -> list[Mute]:
    """Hear no more of the objects that these are about."""
    return [mute(pk, by=by, now=now) for pk in pks]


@transaction.atomic
def unmute(pk: int, *, by: User) -> None:
    """Hear of the object again."""
    Mute.objects.visible_to(by).filter(pk=pk).delete()
