"""What links to an article is looked at anew when the article changes."""

from celery import shared_task

from apps.core.outbox import claimed
from apps.knowledge.actions.linking import relink as relink_around


@shared_task(name="knowledge.relink")
def relink(pk: int) -> None:
    """Note the links around an article anew. Safe to run again."""
    with claimed(pk) as item:
        if item:
            relink_around(item.payload["article"])
