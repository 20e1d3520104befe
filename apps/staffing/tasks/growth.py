"""What growth does by itself."""

from celery import shared_task
from django.utils import timezone

from apps.staffing.actions.growth.keeping import forget_due, make_desks
from apps.staffing.actions.growth.personnel import put_into_effect


@shared_task(name="staffing.growth_nightly")
def growth_nightly() -> None:
    """Each night: what is approved takes effect, what is kept no longer goes."""
    put_into_effect(now=timezone.now())
    forget_due(now=timezone.now())
    make_desks()
