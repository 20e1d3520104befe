"""What came in is carried out; what the clock alone changes follows."""

from celery import shared_task
from django.utils import timezone

from apps.core.outbox import claimed, given_up
from apps.integrations.actions import inbound_processing


@shared_task(name="integrations.process")
def process(pk: int) -> None:
    """Do what a delivery says. Safe to run again."""
    try:
        with claimed(pk) as item:
            if item:
                asked = item.payload["delivery"]
                inbound_processing.process(asked, now=timezone.now())
    except Exception:
        if payload := given_up(pk):
            inbound_processing.give_up(payload["delivery"], now=timezone.now())
        raise


@shared_task(name="integrations.hear_again")
def hear_again(pk: int) -> None:
    """Let what was told once more go on. Safe to run again."""
    with claimed(pk) as item:
        if item:
            inbound_processing.hear_again(item.payload["delivery"], now=timezone.now())


@shared_task(name="integrations.close_silent")
def close_silent() -> None:
    """Every minute: end alerts whose senders tell no end."""
    inbound_processing.close_silent(now=timezone.now())


@shared_task(name="integrations.forget_old")
def forget_old() -> None:
    """Every night: drop what was processed long ago."""
    inbound_processing.forget_old(now=timezone.now())
