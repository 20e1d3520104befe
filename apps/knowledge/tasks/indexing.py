"""What the index owes to articles."""

from celery import shared_task
from django.utils import timezone

from apps.core.outbox import claimed
from apps.knowledge.actions.indexing import index_article, reindex_all


@shared_task(name="knowledge.index")
def index(pk: int) -> None:
    """Make search know an article as it is published now. Safe to run again."""
    with claimed(pk) as item:
        if item:
            index_article(item.payload["article"], now=timezone.now())


@shared_task(name="knowledge.reindex", time_limit=3600)
def reindex() -> None:
    """Each night: make the index anew, so that its averages are exact."""
    reindex_all(now=timezone.now())
