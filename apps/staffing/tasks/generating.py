"""The worker's door to the search for a rota."""

from celery import shared_task
from django.utils import timezone

from apps.core.outbox import claimed, given_up, owed
from apps.staffing.actions import generating

HOUR = 3600


@shared_task(name=generating.TASK, time_limit=HOUR)
def run_generation(pk: int) -> None:
    """Search for a rota. Safe to run again."""
    if payload := owed(pk):
        generating.begin_generation(payload["generation"], now=timezone.now())
    try:
        with claimed(pk) as item:
            if item:
                generating.run_generation(
                    item.payload["generation"], now=timezone.now()
                )
    except Exception:
        if payload := given_up(pk):
            generating.give_up_generation(payload["generation"], now=timezone.now())
        raise
