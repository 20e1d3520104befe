"""Receivers of events: added, amended, given a new secret, taken over, removed, tested."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.catalog.models import Platform
from apps.core import outgoing
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.history.models import Event
from apps.integrations.access import can_edit
from apps.integrations.actions.names import check_name
from apps.integrations.actions.outbound_owing import begin_to_follow, owe, owe_due
from apps.integrations.models import Message, Subscription
from apps.integrations.queries.outbound_events import wanted_by
from apps.integrations.queries.outbound_kinds import kinds
from apps.integrations.rules.outbound_kinds import TEST, is_wanted
from apps.integrations.rules.outbound_signing import new_secret
from apps.integrations.states.outbound import MessageState
from apps.vendors.models import Vendor

MOST_AGAIN = 10_000
READ_AT_ONCE = 5_000


@transaction.atomic
def add_subscription(
    *,
    by: User,
    now: datetime,
    platforms: Iterable[Platform],
    vendors: Iterable[Vendor],
    **values: Any,
) -> Subscription:
    """A receiver, told what its maker may see. Refused where the portal may not go."""
    if not can_edit(by):
        raise PermissionDenied
    check_name(Subscription, values["name"])
    outgoing.check(values["url"])
    made = Subscription.objects.create(
        owner=by, secret=new_secret(), secret_made_at=now, created_at=now, **values
    )
    made.platforms.set(platforms)
    made.vendors.set(vendors)
    begin_to_follow()
    record(made, "integrations.subscription_added", by=by, now=now, name=made.name)
    return made


def _held(pk: int, by: User) -> Subscription:
    if not can_edit(by):
        raise PermissionDenied
    rows = Subscription.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("owner").get(pk=pk)


@transaction.atomic
def amend_subscription(
    pk: int,
    *,
    by: User,
    now: datetime,
    version: int,
    platforms: Sequence[Platform],
    vendors: Sequence[Vendor],
    **values: Any,
) -> Subscription:
    """Change it. Switched on, or saved while it fails, what waits is tried at once."""
    found = _held(pk, by)
    check_name(Subscription, values["name"], found)
    if values["url"] != found.url:
        outgoing.check(values["url"])
    for name, value in values.items():
        setattr(found, name, value)
    found.off_reason = "" if found.is_on else found.off_reason
    found.failures, found.failing_since, found.rests_until = 0, None, None
    health = ["failures", "failing_since", "rests_until", "off_reason"]
    found.save_if_version(version, [*values, *health])
    found.platforms.set(platforms)
    found.vendors.set(vendors)
    if found.is_on:
        _try_at_once(found, now)
    record(
        found,
        "integrations.subscription_amended",
        by=by,
        now=now,
        name=found.name,
        is_on=found.is_on,
    )
    return found


def _try_at_once(found: Subscription, now: datetime) -> None:
    waiting = Message.objects.waiting().filter(subscription=found, is_owed=False)
    waiting.update(next_at=now)
    owe_due(found, now=now)


@transaction.atomic
def remove_subscription(pk: int, *, by: User, now: datetime) -> None:
    """Send nothing there any more, and forget its log."""
    found = _held(pk, by)
    record(found, "integrations.subscription_removed", by=by, now=now, name=found.name)
    found.delete()


@transaction.atomic
def take_over(pk: int, *, by: User, now: datetime) -> Subscription:
    """Make it one's own: from now on it is told what one may see."""
    found = _held(pk, by)
    found.owner = by
    found.save_if_version(found.version, ["owner"])
    record(found, "integrations.subscription_taken_over", by=by, now=now)
    return found


@transaction.atomic
def new_secret_for(pk: int, *, by: User, now: datetime) -> Subscription:
    """Sign by a new secret, and by the former one beside it until that is dropped."""
    found = _held(pk, by)
    if found.former_secret:
        raise DomainError("Drop the former secret first: two are the most.")
    found.former_secret, found.secret = found.secret, new_secret()
    found.secret_made_at = now
    names = ["former_secret", "secret", "secret_made_at"]
    found.save_if_version(found.version, names)
    record(found, "integrations.subscription_secret_made", by=by, now=now)
    return found


@transaction.atomic
def drop_former_secret(pk: int, *, by: User, now: datetime) -> Subscription:
    """Sign by the newest secret alone."""
    found = _held(pk, by)
    if not found.former_secret:
        raise DomainError("There is only one secret.")
    found.former_secret = ""
    found.save_if_version(found.version, ["former_secret"])
    record(found, "integrations.subscription_secret_dropped", by=by, now=now)
    return found


@transaction.atomic
def send_test(pk: int, *, by: User, now: datetime) -> Message:
    """Owe it a test, which is tried once."""
    found = _held(pk, by)
    if not found.is_on:
        raise DomainError("It is switched off. Switch it on first.")
    made = Message.objects.create(
        subscription=found, kind=TEST, created_at=now, next_at=now
    )
    found.rests_until = None
    found.save(update_fields=["rests_until"])
    owe_due(found, now=now)
    record(found, "integrations.subscription_tested", by=by, now=now)
    return made


@transaction.atomic
def send_again(message_pk: int, *, by: User, now: datetime) -> Message:
    """Owe one message again, under the same id."""
    key = Message.objects.values_list("subscription", flat=True).get(pk=message_pk)
    found = _held(key, by)
    message = Message.objects.get(pk=message_pk)
    _again([message], now)
    owe_due(found, now=now)
    record(found, "integrations.messages_sent_again", by=by, now=now, count=1)
    return message


@transaction.atomic
def send_again_since(pk: int, *, by: User, now: datetime, since: datetime) -> int:
    """Owe again what was given up since then, and what was never owed while it was off.

    How many messages; MOST_AGAIN at a time.
    """
    found = _held(pk, by)
    if not found.is_on:
        raise DomainError("It is switched off. Switch it on first.")
    failed = Message.objects.failed().filter(subscription=found, event__isnull=False)
    given_up = list(failed.filter(event__at__gte=since).order_by("number")[:MOST_AGAIN])
    _again(given_up, now)
    missed = _missed(found, since, MOST_AGAIN - len(given_up))
    owe(found, missed, now=now)
    count = len(given_up) + len(missed)
    record(found, "integrations.messages_sent_again", by=by, now=now, count=count)
    return count


def _again(messages: Iterable[Message], now: datetime) -> None:
    found = list(messages)
    for one in found:
        one.become(MessageState.WAITING)
        one.tries, one.next_at, one.is_owed = 0, now, False
    Message.objects.bulk_update(found, ["state", "tries", "next_at", "is_owed"])


def _missed(found: Subscription, since: datetime, most: int) -> list[Event]:
    """Events since then that it would have been told of, and was not.

    Most events may be about what it is not told of, so that they are read to the end.
    """
    told = Message.objects.filter(subscription=found, event__isnull=False)
    wanted = [one for one in kinds() if is_wanted(one, found.kinds)]
    rows = Event.objects.filter(at__gte=since, verb__in=wanted)
    rows = rows.exclude(pk__in=told.values("event"))
    missed: list[Event] = []
    reached = 0
    while len(missed) < most:
        some = list(rows.filter(pk__gt=reached).order_by("pk")[:READ_AT_ONCE])
        missed += wanted_by(found, some)
        if len(some) < READ_AT_ONCE:
            break
        reached = some[-1].pk
    return missed[:most]
