"""The doors of time."""

from celery import shared_task
from django.utils import timezone

from apps.core.outbox import claimed
from apps.facts.actions import own, planning, rounds, thinning


@shared_task(name="facts.plan")
def plan() -> None:
    """Every minute: see what checks ask about, and what the portal itself knows."""
    now = timezone.now()
    planning.ensure_own_checks(now=now)
    planning.plan(now=now)
    own.gather_own(now=now)


@shared_task(name="facts.gather")
def gather() -> None:
    """Every few seconds: ask what is due. Any number at once."""
    rounds.gather(now=timezone.now())


@shared_task(name="facts.wake")
def wake(pk: int) -> None:
    """Somebody wants to know at once. What is not asked now is asked at the next tick."""
    with claimed(pk):
        pass
    rounds.gather(now=timezone.now())


@shared_task(name="facts.thin")
def thin() -> None:
    """Every night: keep of old values the last of each day."""
    thinning.thin(now=timezone.now())
