"""What changes in an article that is searched is owed to the index."""

from datetime import datetime

from apps.core.outbox import enqueue
from apps.knowledge.models import Article


def owe_index(article: Article, *, now: datetime) -> None:
    """Owe the index this article as it is now: the worker's task is `knowledge.index`."""
    enqueue(
        "knowledge.index",
        {"article": article.pk},
        key=f"knowledge.index:{article.pk}:{article.version}",
        now=now,
    )
