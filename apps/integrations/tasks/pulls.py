"""Tables of other systems, asked on schedule. Each may run any number of times at once."""

from celery import shared_task
from django.utils import timezone

from apps.integrations.actions import pulls, pulls_reading


@shared_task(name="integrations.begin_pulls")
def begin_pulls() -> None:
    """Every minute: begin a run of each pull whose time has come."""
    pulls.begin_due(now=timezone.now())


@shared_task(name="integrations.pull", time_limit=600)
def pull(pk: int) -> None:
    """One request, and what it brings. Safe to run again."""
    pulls_reading.take_step(pk, now=timezone.now())


@shared_task(name="integrations.forget_runs")
def forget_runs() -> None:
    """Every night: let go of runs that ended long ago."""
    pulls.forget_old_runs(now=timezone.now())
