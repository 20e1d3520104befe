"""Assessments as the readiness rules see them."""

from collections.abc import Iterable
from datetime import date

from apps.onboarding import rules
from apps.onboarding.models import Assessment, Request, Waiver


def items(assessments: Iterable[Assessment], today: date) -> list[rules.Item]:
    """Applicable assessments as the readiness rules see them: those that count by today."""
    return [one for _, one in _items(assessments, today)]


def _items(
    assessments: Iterable[Assessment], today: date
) -> list[tuple[int, rules.Item]]:
    pairs = [(one.request_id, _item(one)) for one in assessments if one.is_applicable]
    return [(pk, one) for pk, one in pairs if rules.counts(one, today)]


def _item(one: Assessment) -> rules.Item:
    return rules.Item(
        code=one.criterion.code,
        level=one.criterion.level,
        weight=one.criterion.weight,
        state=one.state,
        evidence_until=one.evidence.valid_until_on if one.evidence else None,
        waived_until=_waived_until(one.waiver),
        counts_from=one.counts_from_on,
    )


def _waived_until(waiver: Waiver | None) -> date | None:
    """A waiver counts from its approval only."""
    is_approved = waiver is not None and waiver.state == Waiver.State.APPROVED
    return waiver.expires_on if waiver and is_approved else None


def items_of(request: Request, today: date) -> list[rules.Item]:
    """The request's criteria that apply and count, in one query."""
    return items_of_all([request], today)[request.pk]


def items_of_all(
    requests: Iterable[Request], today: date
) -> dict[int, list[rules.Item]]:
    """The same for several, by the request's key. One query."""
    found: dict[int, list[rules.Item]] = {one.pk: [] for one in requests}
    rows = Assessment.objects.applicable().filter(request__in=list(found))
    ordered = rows.select_related("criterion__category", "evidence", "waiver")
    for pk, item in _items(ordered, today):
        found[pk].append(item)
    return found
