"""Assessments as the readiness rules see them."""

from collections.abc import Iterable
from datetime import date

from apps.onboarding import rules
from apps.onboarding.models import Assessment, Request, Waiver


def items(assessments: Iterable[Assessment]) -> list[rules.Item]:
    """Applicable assessments as the readiness rules see them."""
    return [
        rules.Item(
            code=one.criterion.code,
            level=one.criterion.level,
            weight=one.criterion.weight,
            state=one.state,
            evidence_until=one.evidence.valid_until_on if one.evidence else None,
            waived_until=_waived_until(one.waiver),
        )
        for one in assessments
        if one.is_applicable
    ]


def _waived_until(waiver: Waiver | None) -> date | None:
    """A waiver counts from its approval only."""
    is_approved = waiver is not None and waiver.state == Waiver.State.APPROVED
    return waiver.expires_on if waiver and is_approved else None


def items_of(request: Request) -> list[rules.Item]:
    """The request's applicable criteria, in one query."""
    rows = request.assessments.applicable()
    return items(rows.select_related("criterion", "evidence", "waiver"))
