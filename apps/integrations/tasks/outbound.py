"""What happens is told to its receivers. Each may run any number of times at once."""

from celery import shared_task
from django.utils import timezone

from apps.integrations.actions import outbound_owing, outbound_sending


@shared_task(name="integrations.follow")
def follow() -> None:
    """Every few seconds: owe messages of what happened, and those whose wait is over."""
    outbound_owing.follow(now=timezone.now())
    outbound_owing.owe_what_is_due(now=timezone.now())


@shared_task(name="integrations.send")
def send(pk: int) -> None:
    """One attempt at one message. Safe to run again: at least once, with the same id."""
    outbound_sending.attempt(pk, now=timezone.now())


@shared_task(name="integrations.forget")
def forget() -> None:
    """Every night: let go of messages that were settled long ago."""
    outbound_owing.forget_old(now=timezone.now())
