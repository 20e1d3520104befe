"""The doors of time."""

from celery import shared_task
from django.utils import timezone

from apps.reminders import actions


@shared_task(name="reminders.plan")
def plan() -> None:
    """Every few minutes: bring what will be told in line with what is true."""
    actions.plan(now=timezone.now())


@shared_task(name="reminders.tick")
def tick() -> None:
    """Every few seconds: tell what happened and what is due. Any number at once."""
    actions.read_news(now=timezone.now())
    actions.fire(now=timezone.now())


@shared_task(name="reminders.deliver")
def deliver(pk: int) -> None:
    """Send one owed message. Safe to run again: at least once, with the same id."""
    actions.attempt(pk, now=timezone.now())
