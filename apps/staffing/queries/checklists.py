"""What the pages of checklists look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.staffing.models import Checklist, ChecklistStep, ChecklistTemplate
from apps.staffing.rules.checklists import Progress, progress


def listed_checklists(user: User) -> QuerySet[Checklist]:
    """The checklists one sees, with person and steps."""
    rows = Checklist.objects.visible_to(user).select_related("person")
    return rows.prefetch_related("steps").order_by("day_on", "pk")


def listed_templates(user: User) -> QuerySet[ChecklistTemplate]:
    """The templates one sees, with their steps."""
    return ChecklistTemplate.objects.visible_to(user).prefetch_related("steps")


@dataclass(frozen=True)
class ChecklistPage:
    """A list's steps in the order they are due, and how far it is."""

    steps: Sequence[ChecklistStep]
    progress: Progress
    today: date


def checklist_page(found: Checklist, today: date) -> ChecklistPage:
    """Everything the page of a list shows. One query."""
    steps = list(found.steps.select_related("owner", "done_by"))
    done = progress([(one.due_on, one.done_at is not None) for one in steps], today)
    return ChecklistPage(steps, done, today)
