"""The work that is owed: PostgreSQL keeps it, Celery is only the wake-up call."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from celery import current_app
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from kombu.exceptions import OperationalError
from structlog.contextvars import bound_contextvars, get_contextvars

from apps.core.models import OutboxItem

BATCH = 500
LEASE = timedelta(seconds=60)
FIRST_WAIT = timedelta(seconds=10)
MAX_WAIT = timedelta(hours=6)
MAX_ATTEMPTS = 12
log = logging.getLogger(__name__)


def enqueue(
    task: str,
    payload: Mapping[str, Any],
    *,
    key: str,
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Owe this task once for this key, in the transaction of its cause."""
    enqueue_all(task, [Owed(key, payload, not_before or now)], now=now)


@dataclass(frozen=True)
class Owed:
    """One piece of work: its key, what it needs, and when it may begin."""

    key: str
    payload: Mapping[str, Any]
    not_before: datetime


def enqueue_all(task: str, owed: Iterable[Owed], *, now: datetime) -> None:
    """Owe this task once for each key; the workers are woken once."""
    cause = str(get_contextvars().get("request_id", ""))[:64]
    items = [
        OutboxItem(
            key=one.key,
            task=task,
            payload=dict(one.payload),
            created_at=now,
            not_before=one.not_before,
            request_id=cause,
        )
        for one in owed
    ]
    OutboxItem.objects.bulk_create(items, ignore_conflicts=True)
    transaction.on_commit(_wake, robust=True)


def dispatch(*, now: datetime) -> int:
    """Claim what is due under a lease and hand each to a worker; how many."""
    with transaction.atomic():
        due = (
            OutboxItem.objects.select_for_update(skip_locked=True)
            .filter(done_at=None, dead_at=None, not_before__lte=now)
            .filter(Q(lease_until=None) | Q(lease_until__lt=now))
            .order_by("not_before")[:BATCH]
        )
        items = list(due.values_list("pk", "task", "request_id"))
        OutboxItem.objects.filter(pk__in=[pk for pk, *_ in items]).update(
            lease_until=now + LEASE
        )
    for pk, task, cause in items:
        with bound_contextvars(request_id=cause):
            _publish(task, [pk])
    return len(items)


@contextmanager
def claimed(pk: int) -> Iterator[OutboxItem | None]:
    """The item while its effect is written, marked done with it; None if done before.

    A failure is noted on the item, which waits longer each time and in the end is
    left dead for a person to look at.
    """
    try:
        with transaction.atomic():
            item = (
                OutboxItem.objects.select_for_update()
                .filter(pk=pk, done_at=None, dead_at=None)
                .first()
            )
            yield item
            if item:
                item.done_at = timezone.now()
                item.save(update_fields=["done_at"])
    except Exception as error:
        _note_failure(pk, error, now=timezone.now())
        raise


def _note_failure(pk: int, error: Exception, *, now: datetime) -> None:
    rows = OutboxItem.objects.filter(pk=pk, done_at=None)
    rows.update(attempts=F("attempts") + 1, last_error=repr(error)[:1000])
    for item in rows:
        wait = min(FIRST_WAIT * 2**item.attempts, MAX_WAIT)
        item.not_before, item.lease_until = now + wait, None
        item.dead_at = now if item.attempts >= MAX_ATTEMPTS else None
        item.save(update_fields=["not_before", "lease_until", "dead_at"])


def owed(pk: int) -> dict[str, Any] | None:
    """What an item holds that is still to be done; None if it is done or given up."""
    item = OutboxItem.objects.filter(pk=pk, done_at=None, dead_at=None).first()
    return cast("dict[str, Any]", item.payload) if item else None


def given_up(pk: int) -> dict[str, Any] | None:
    """What an item holds that was tried in vain for the last time; None if it is not."""
    item = OutboxItem.objects.filter(pk=pk, dead_at__isnull=False).first()
    return cast("dict[str, Any]", item.payload) if item else None


def _wake() -> None:
    _publish("core.dispatch", [])


def _publish(task: str, args: list[int]) -> None:
    """Tell a worker. If nobody hears it, the next tick says it again."""
    try:
        current_app.send_task(task, args, retry=False)
    except (OperationalError, OSError):
        log.warning("broker is away; %s waits for the next tick", task)
