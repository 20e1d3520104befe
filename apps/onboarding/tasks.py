"""What time alone changes."""

from celery import shared_task
from django.utils import timezone

from apps.onboarding import actions


@shared_task(name="onboarding.refresh")
def refresh() -> None:
    """Each night: waivers end and evidence lapses; readiness follows."""
    actions.refresh_all(now=timezone.now())


@shared_task(name="onboarding.judge")
def judge() -> None:
    """Every minute: the facts of live applications are held against their criteria again."""
    actions.judge_live(now=timezone.now())


@shared_task(name="onboarding.follow_campaigns")
def follow_campaigns() -> None:
    """Every five minutes: targets are what their facts say, and waivers end."""
    actions.follow_campaigns(now=timezone.now())
