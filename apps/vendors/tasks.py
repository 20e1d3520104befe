"""The worker's door to what vendors' figures need in the background."""

from celery import shared_task
from django.utils import timezone

from apps.core.outbox import claimed
from apps.vendors import actions
from apps.vendors.queries.progress import keep_progress


@shared_task(name="vendors.recount")
def recount(pk: int) -> None:
    """Judge the tickets of a service anew. Safe to run again."""
    with claimed(pk) as item:
        if item:
            asked = item.payload["recount"]
            actions.run_recount(
                asked,
                now=timezone.now(),
                progress=lambda done, of: keep_progress(f"recount:{asked}", done, of),
            )


@shared_task(name="vendors.clock")
def clock() -> None:
    """What time alone changes: targets crossed, claims lapsed, outages that go on.

    And calendars that say something else by now.
    """
    now = timezone.now()
    actions.notice_calendars(now=now)
    actions.cross_targets(now=now)
    actions.lapse_exclusions(now=now)
    actions.refresh_running(now=now)
