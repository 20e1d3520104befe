"""The worker's door to imports and exports of articles."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from celery import shared_task
from django.utils import timezone

from apps.core.outbox import claimed, given_up, owed
from apps.core.queries.jobs import keep_progress
from apps.knowledge.actions.exporting import make_export
from apps.knowledge.actions.importing import (
    begin_import,
    give_up_import,
    run_import,
)
from apps.knowledge.actions.importing import check_import as check

HOUR = 3600


@shared_task(name="knowledge.check_import", time_limit=HOUR)
def check_articles(pk: int) -> None:
    """Look what a tree of documents would do. Safe to run again."""
    with _held(pk) as asked:
        if asked:
            check(asked, now=timezone.now(), progress=_shown(asked))


@shared_task(name="knowledge.run_import", time_limit=HOUR)
def import_articles(pk: int) -> None:
    """Bring a tree of documents in. Safe to run again."""
    if payload := owed(pk):
        begin_import(payload["import"], now=timezone.now())
    with _held(pk) as asked:
        if asked:
            run_import(asked, now=timezone.now(), progress=_shown(asked))


@shared_task(name="knowledge.export_space", time_limit=HOUR)
def export_articles(pk: int) -> None:
    """Write a space as files. Safe to run again."""
    with claimed(pk) as item:
        if item:
            make_export(item.payload["export"], now=timezone.now())


@contextmanager
def _held(pk: int) -> Iterator[int | None]:
    """The import that is owed; given up with the item that owes it."""
    try:
        with claimed(pk) as item:
            yield item.payload["import"] if item else None
    except Exception:
        if payload := given_up(pk):
            give_up_import(payload["import"], now=timezone.now())
        raise


def _shown(asked: int) -> Callable[[int, int], None]:
    return partial(keep_progress, f"article-import:{asked}")
