"""Assessments as the readiness rules see them."""

from collections.abc import Iterable

from apps.onboarding import rules
from apps.onboarding.models import Assessment, Request


def items(assessments: Iterable[Assessment]) -> list[rules.Item]:
    """Applicable assessments as the readiness rules see them."""
    return [
        rules.Item(
            code=one.criterion.code,
            level=one.criterion.level,
            weight=one.criterion.weight,
            state=one.state,
            evidence_until=one.evidence.valid_until_on if one.evidence else None,
            waived_until=one.waiver.expires_on if one.waiver else None,
        )
        for one in assessments
        if one.is_applicable
    ]


def items_of(request: Request) -> list[rules.Item]:
    """The request's applicable criteria, in one query."""
    rows = request.assessments.applicable()
    return items(rows.select_related("criterion", "evidence", "waiver"))
