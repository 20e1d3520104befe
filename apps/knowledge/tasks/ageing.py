"""What time alone changes in articles."""

from celery import shared_task
from django.utils import timezone

from apps.knowledge.actions.publishing import mark_due


@shared_task(name="knowledge.clock")
def clock() -> None:
    """Articles whose review date is reached become due. Safe to run again."""
    mark_due(now=timezone.now())
