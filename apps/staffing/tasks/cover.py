"""What time alone changes in cover."""

from celery import shared_task
from django.utils import timezone

from apps.staffing.actions.gap_finding import look_for_gaps


@shared_task(name="staffing.gaps")
def gaps() -> None:
    """Gaps that come into sight are found, those that are over closed. Safe to run again."""
    look_for_gaps(cause="Found as time went on", now=timezone.now())
