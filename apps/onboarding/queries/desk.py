"""Who should review what: by category, and by what lies on each desk already."""

from collections import defaultdict
from typing import Any

from django.db.models import Count, Q

from apps.accounts.models import Grant, User
from apps.onboarding.models import Category
from apps.onboarding.rules import Candidate, propose_reviewer
from apps.onboarding.states import WAITS_FOR_REVIEWER

REVIEWING = ["reviewer", "platform_manager", "administrator"]


def candidates() -> list[Candidate]:
    """Everybody who reviews, with their categories and open criteria. Two queries."""
    is_open = Q(
        assigned_assessments__state__in=WAITS_FOR_REVIEWER,
        assigned_assessments__request__state="in_review",
    )
    people = User.objects.filter(is_active=True, grants__role__in=REVIEWING)
    counted: Any = people.annotate(
        open_count=Count("assigned_assessments", filter=is_open, distinct=True)
    ).distinct()
    held: dict[int, list[Grant]] = defaultdict(list)
    for grant in Grant.objects.filter(role__in=REVIEWING):
        held[grant.user_id].append(grant)
    return [
        Candidate(
            pk=one.pk,
            name=one.name,
            categories={
                g.scope_key for g in held[one.pk] if g.scope_kind == "category"
            },
            is_for_all=any(g.scope_kind == "everything" for g in held[one.pk]),
            open_count=one.open_count,
        )
        for one in counted
    ]


def proposals() -> list[tuple[Category, Candidate]]:
    """For each category, who has least to do. Three queries."""
    able = candidates()
    pairs = [
        (category, propose_reviewer(category.slug, able, barred=()))
        for category in Category.objects.all()
    ]
    return [(category, one) for category, one in pairs if one]
