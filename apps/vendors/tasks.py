"""The worker's door to what vendors' figures need in the background."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from celery import shared_task
from django.utils import timezone

from apps.core.outbox import claimed, given_up, owed
from apps.core.queries.jobs import keep_progress
from apps.vendors import actions

HOUR = 3600


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


@shared_task(name="vendors.check_import", time_limit=HOUR)
def check_import(pk: int) -> None:
    """Look what a file of tickets would do. Safe to run again."""
    with _held(pk, "import", actions.give_up_import) as asked:
        if asked:
            actions.check_import(asked, now=timezone.now(), progress=_shown(asked))


@shared_task(name="vendors.run_import", time_limit=HOUR)
def run_import(pk: int) -> None:
    """Bring a file of tickets in. Safe to run again."""
    if payload := owed(pk):
        actions.begin_import(payload["import"], now=timezone.now())
    with _held(pk, "import", actions.give_up_import) as asked:
        if asked:
            actions.run_import(asked, now=timezone.now(), progress=_shown(asked))


@shared_task(name="vendors.make_book", time_limit=HOUR)
def make_book(pk: int) -> None:
    """Make a workbook that somebody asked for. Safe to run again."""
    with _held(pk, "book", actions.give_up_book) as asked:
        if asked:
            told = partial(keep_progress, f"book:{asked}")
            actions.make_book(asked, now=timezone.now(), progress=told)


@contextmanager
def _held(pk: int, name: str, give_up: Callable[..., object]) -> Iterator[int | None]:
    """What is owed, by its name; given up with the item that owes it."""
    try:
        with claimed(pk) as item:
            yield item.payload[name] if item else None
    except Exception:
        if payload := given_up(pk):
            give_up(payload[name], now=timezone.now())
        raise


def _shown(asked: int) -> Callable[[int, int], None]:
    return partial(keep_progress, f"import:{asked}")


@shared_task(name="vendors.clock")
def clock() -> None:
    """What time alone changes: targets crossed, claims lapsed, outages, months over,
    workbooks too old to keep.

    And calendars that say something else by now.
    """
    now = timezone.now()
    actions.notice_calendars(now=now)
    actions.cross_targets(now=now)
    actions.lapse_exclusions(now=now)
    actions.refresh_running(now=now)
    actions.open_periods(now=now)
    actions.forget_books(now=now)
