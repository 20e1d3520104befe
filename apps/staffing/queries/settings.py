"""What the pages of patterns and roles look at."""

from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from apps.accounts.models import User
from apps.staffing.models import Target, TeamRole, WorkingPattern


def listed_patterns(user: User) -> QuerySet[Any]:
    """The patterns one sees, each with how many work by it."""
    rows: QuerySet[Any] = WorkingPattern.objects.visible_to(user)
    found: QuerySet[Any] = rows.annotate(people=Count("person"))
    return found.order_by("name")


def listed_roles(user: User) -> QuerySet[Any]:
    """The roles one sees, with their targets."""
    targets = Target.objects.select_related("skill").order_by("skill__name")
    rows: QuerySet[Any] = TeamRole.objects.visible_to(user)
    return rows.prefetch_related(Prefetch("targets", targets)).order_by("name")
