"""Gaps and coverage rules as lists and pages need them."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from apps.accounts.models import User
from apps.staffing.models import CoverageRule, Gap


def listed_gaps(user: User) -> QuerySet[Gap]:
    """Every gap one sees, the next first."""
    rows = Gap.objects.visible_to(user)
    return rows.select_related("rule__rota__team", "rule__skill")


def listed_rules(user: User, now: datetime) -> QuerySet[CoverageRule]:
    """Every coverage rule one sees, with how many of its gaps are open."""
    rows = CoverageRule.objects.visible_to(user).select_related("rota__team", "skill")
    is_open = Q(gaps__closed_at=None, gaps__ends_at__gt=now)
    counted = rows.annotate(open_gaps=Count("gaps", filter=is_open))
    return counted.order_by("rota__name", "name", "pk")


def gaps_of_rule(rule: CoverageRule) -> list[Gap]:
    """Its open gaps, the next first, at most 20."""
    rows = rule.gaps.filter(closed_at=None).select_related("rule__rota", "rule__skill")
    return list(rows.order_by("starts_at")[:20])
