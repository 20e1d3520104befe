"""From an event to the work that is owed: who is told, and whose turn it is.

The row of the message is what is owed; the outbox carries one attempt at a time. So an
object's messages keep their order, a receiver that hangs holds few workers, and the
waits of the standard, three days in all, are ours: the outbox gives up after 11 hours.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet

from apps.core import outbox
from apps.history.models import Event
from apps.integrations.models import Follower, Message, Subscription
from apps.integrations.queries.outbound_events import wanted_by, writers
from apps.integrations.rules.outbound_schedule import RESTS_AFTER

SEND = "integrations.send"
READER = "outbound"
AT_ONCE = 500
IN_FLIGHT = 20
KEPT = timedelta(days=90)


def follow(*, now: datetime) -> int:
    """Owe messages of everything that happened since the last look; how many events."""
    total = 0
    while read := _read_some(now):
        total += read
        if read < AT_ONCE:
            break
    return total


@transaction.atomic
def begin_to_follow() -> None:
    """Let the first receiver hear of what happens from now on, not of years past."""
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    row = Follower(name=READER, reached=last)
    Follower.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def _read_some(now: datetime) -> int:
    """Some events that were not looked at. One reader at a time; a second one goes home.

    Ids are given before their transactions end, in any order. What is read first, the
    last id and then who still writes, decides how far nothing can appear any more.
    """
    held = Follower.objects.select_for_update(skip_locked=True)
    reader = held.filter(name=READER).first()
    if reader is None:
        return 0
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    running = writers()
    after = Event.objects.filter(pk__gt=reader.reached).order_by("pk")
    fresh = list(after.exclude(pk__in=reader.looked_at)[:AT_ONCE])
    if fresh:
        _owe_to_all(fresh, now)
    if len(fresh) < AT_ONCE:
        _settle(reader, last, running)
    reader.looked_at += [one.pk for one in fresh]
    reader.looked_at = [one for one in reader.looked_at if one > reader.reached]
    reader.save(update_fields=["reached", "looked_at", "until", "waits_for"])
    return len(fresh)


def _settle(reader: Follower, last: int, running: set[str]) -> None:
    """Move up to where nothing can still appear: all who wrote then have ended."""
    if reader.until is not None and running.isdisjoint(reader.waits_for):
        reader.reached, reader.until = reader.until, None
    if not running:
        reader.reached, reader.until = max(reader.reached, last), None
    if reader.until is None and last > reader.reached:
        reader.until, reader.waits_for = last, sorted(running)


def _owe_to_all(events: Iterable[Event], now: datetime) -> None:
    found = list(events)
    for subscription in _usable():
        wanted = wanted_by(subscription, found)
        if wanted:
            owe(subscription, wanted, now=now)


def _usable() -> QuerySet[Subscription]:
    """Held in one order, so that two who hold several never wait for each other."""
    rows = Subscription.objects.usable().select_related("owner").order_by("pk")
    return rows.select_for_update(of=("self",), no_key=True)


def owe(subscription: Subscription, events: Iterable[Event], *, now: datetime) -> None:
    """Keep a message of each event for a receiver that is held, and begin with the first."""
    messages = [
        Message(
            subscription=subscription,
            event=one,
            number=one.pk,
            kind=one.verb,
            subject_type=one.subject_type,
            subject_id=one.subject_id,
            created_at=now,
            next_at=now,
        )
        for one in events
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    owe_due(subscription, now=now)


def owe_due(subscription: Subscription, *, now: datetime) -> int:
    """Hand the outbox what may go to a receiver that is held; how many.

    The first about each object, as many as fit in flight; one at a time while the
    receiver fails; none while it is off or left in peace.
    """
    rests = subscription.rests_until
    is_heard = subscription.is_on and subscription.owner.is_active
    if not is_heard or (rests and rests > now):
        return 0
    most = 1 if subscription.failures >= RESTS_AFTER else IN_FLIGHT
    waiting = Message.objects.waiting().filter(subscription=subscription)
    room = most - waiting.filter(is_owed=True).count()
    if room <= 0:
        return 0
    due = waiting.filter(is_owed=False, next_at__lte=now).first_of_their_objects()
    found = list(due.order_by("number", "pk")[:room])
    for one in found:
        one.is_owed, one.owings = True, one.owings + 1
    Message.objects.bulk_update(found, ["is_owed", "owings"])
    work = [
        outbox.Owed(f"message:{one.pk}:{one.owings}", {"message": one.pk}, now)
        for one in found
    ]
    outbox.enqueue_all(SEND, work, now=now)
    return len(found)


def owe_what_is_due(*, now: datetime) -> int:
    """Whatever waits and may go by now, for every receiver; how many messages."""
    total = 0
    due = Message.objects.waiting().filter(is_owed=False, next_at__lte=now)
    for pk in sorted(set(due.values_list("subscription", flat=True))):
        with transaction.atomic():
            held = _usable().filter(pk=pk).first()
            total += owe_due(held, now=now) if held else 0
    return total


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Let go of messages that were settled long ago; how many."""
    old = Message.objects.filter(created_at__lt=now - KEPT)
    count, _ = old.exclude(pk__in=Message.objects.waiting()).delete()
    return count
