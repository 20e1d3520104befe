"""The doors of the outbox."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from apps.core import actions, mail, outbox


@shared_task(name="core.dispatch")
def dispatch() -> None:
    """Every few seconds: hand what is due to the workers."""
    outbox.dispatch(now=timezone.now())


@shared_task(name="core.heartbeat")
def heartbeat() -> None:
    """Every few seconds: show that beat, the broker and a worker are in step."""
    cache.set("core.heartbeat", timezone.now(), timeout=60)


@shared_task(name="core.forget")
def forget() -> None:
    """Every night: throw away what was done long ago."""
    actions.forget_done(now=timezone.now())


@shared_task(name="core.send_mail")
def send_mail(pk: int) -> None:
    """Send one owed letter. Safe to run again: at least once, with the same id."""
    with outbox.claimed(pk) as item:
        if item:
            mail.deliver(item)
