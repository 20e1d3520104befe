"""The worker's door to imports."""

from celery import shared_task
from django.utils import timezone

from apps.catalog import actions
from apps.core.outbox import claimed, given_up


@shared_task(name="catalog.run_import")
def run_import(pk: int) -> None:
    """Carry out one confirmed import. Safe to run again."""
    try:
        with claimed(pk) as item:
            if item:
                actions.run_import(item.payload["run"], now=timezone.now())
    except Exception:
        if payload := given_up(pk):
            actions.give_up_import(payload["run"], now=timezone.now())
        raise
