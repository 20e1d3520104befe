"""What readers said, told to the index again."""

from celery import shared_task

from apps.knowledge.actions.weighing import weigh_all


@shared_task(name="knowledge.weigh")
def weigh() -> None:
    """Every night: what was indexed anew knows again how readers fared. Safe to run again."""
    weigh_all()
