"""What keeps the rooms together while time goes on."""

from celery import shared_task
from django.utils import timezone

from apps.dashboard.actions import plan_work_from_elsewhere


@shared_task(name="dashboard.planned_work")
def planned_work() -> None:
    """Capacity knows of the reviews and actions that wait. Safe to run again."""
    plan_work_from_elsewhere(now=timezone.now())
