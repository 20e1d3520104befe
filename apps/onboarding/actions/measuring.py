"""Which criteria apply, and what a request's readiness is: worked out after each change."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from apps.onboarding import rules
from apps.onboarding.models import (
    Approval,
    Assessment,
    Criterion,
    Evidence,
    Request,
    StandardVersion,
)
from apps.onboarding.queries.facts import SOURCE, catalog_facts
from apps.onboarding.queries.items import items_of_all
from apps.onboarding.states import WAITS_FOR_REVIEWER, AssessmentState

MEASURES = ["readiness", "badge", "is_gate_met", "unmet_count", "waiting_count"]


def situation(request: Request) -> rules.Situation:
    """What the applicability rules may ask about this request."""
    return rules.Situation(
        request.platform.kind, request.application.tier, request.answers
    )


def measure(request: Request, today: date) -> list[rules.Item]:
    """Set readiness, badge, gate and counts on the request. The caller saves."""
    return measure_all([request], today)[request.pk]


def measure_all(
    requests: Iterable[Request], today: date
) -> dict[int, list[rules.Item]]:
    """The same for several, in two queries; what was measured, by the request's key."""
    given = list(requests)
    found = items_of_all(given, today)
    rows = Approval.objects.filter(request__in=given).order_by()
    counted: Any = rows.values_list("request").annotate(count=Count("pk"))
    approvals = dict(counted)
    for request in given:
        _measure(request, found[request.pk], approvals.get(request.pk, 0), today)
    return found


def _measure(
    request: Request, found: list[rules.Item], approvals: int, today: date
) -> None:
    request.readiness = rules.readiness(found, today)
    request.badge = rules.badge(found, approvals, today)
    request.is_gate_met = rules.is_gate_met(found, approvals, today)
    request.unmet_count = len(rules.unmet_musts(found, today))
    request.waiting_count = sum(one.state in WAITS_FOR_REVIEWER for one in found)


def choose_editions(request: Request) -> None:
    """The published standards that apply; what was handed in keeps its editions."""
    here = situation(request)
    editions = list(StandardVersion.objects.in_force().select_related("standard"))
    if request.submitted_at:
        editions += request.editions.select_related("standard")
    by_standard = {one.standard_id: one for one in editions}
    request.editions.set(
        one for one in by_standard.values() if rules.applies(one.standard.applies, here)
    )


def apply_criteria(request: Request) -> None:
    """An assessment for each criterion; those that no longer apply keep their evidence."""
    here = situation(request)
    criteria = list(
        Criterion.objects.filter(edition__requests=request).select_related("edition")
    )
    _follow(request, criteria)
    held = {one.criterion_id: one for one in request.assessments.all()}
    words = dict(request.editions.values_list("questions__key", "questions__text"))
    new, changed = [], []
    for criterion in criteria:
        fits = rules.applies(criterion.applies, here)
        why = rules.explain(criterion.applies, words)[:500]
        found = held.pop(criterion.pk, None)
        if found is None:
            new.append(
                Assessment(
                    request=request, criterion=criterion, is_applicable=fits, why=why
                )
            )
        elif (found.is_applicable, found.why) != (fits, why):
            found.is_applicable, found.why = fits, why
            changed.append(found)
    for left_over in held.values():
        left_over.is_applicable = False
        changed.append(left_over)
    Assessment.objects.bulk_create(new)
    Assessment.objects.bulk_update(changed, ["is_applicable", "why"])


def _follow(request: Request, criteria: list[Criterion]) -> None:
    """Where a newer edition asks for the same evidence, what was given moves to it."""
    rows = request.assessments.exclude(criterion__in=criteria)
    left = {
        _asked(one.criterion): one for one in rows.select_related("criterion__edition")
    }
    known = set(request.assessments.values_list("criterion_id", flat=True))
    moved = []
    for criterion in criteria:
        found = left.get(_asked(criterion))
        if found and criterion.pk not in known:
            found.criterion = criterion
            moved.append(found)
    Assessment.objects.bulk_update(moved, ["criterion"])


def _asked(criterion: Criterion) -> tuple[int, str, str, str]:
    """What makes two criteria of two editions ask for the same evidence."""
    wanted = json.dumps(criterion.wanted, sort_keys=True)
    standard = criterion.edition.standard_id
    return standard, criterion.code, criterion.evidence_kind, wanted


def prefill(request: Request, now: datetime) -> int:
    """Fill in what the catalog and the team's last request know, marked to be confirmed."""
    facts = catalog_facts([request.application])[request.application_id]
    last = _last_evidence(request)
    filled = 0
    rows = request.assessments.applicable().filter(state=AssessmentState.NOT_STARTED)
    for found in rows.exclude(criterion__evidence_kind="automatic").select_related(
        "criterion"
    ):
        name = found.criterion.wanted.get("prefill", "")
        value, source = facts.get(name, ""), SOURCE
        if not value and (known := last.get(found.criterion.code)):
            value, source = known.value, f"{known.assessment.request.number}"
        if not value or rules.fault(
            found.criterion.evidence_kind, value, found.criterion.wanted, has_file=False
        ):
            continue
        found.evidence = Evidence.objects.create(
            assessment=found,
            value=value,
            given_at=now,
            source=source,
            is_confirmed=False,
        )
        found.save(update_fields=["evidence"])
        filled += 1
    return filled


def _last_evidence(request: Request) -> dict[str, Evidence]:
    """By code, what the team gave the last time for criteria that ask for the same again."""
    before = (
        Request.objects.filter(team=request.team, submitted_at__isnull=False)
        .exclude(pk=request.pk)
        .order_by("-submitted_at")
        .first()
    )
    if request.copied_from_id:
        before = request.copied_from
    if before is None:
        return {}
    wanted = (
        {} if request.copied_from_id else {"criterion__wanted__prefill": "last_request"}
    )
    rows = before.assessments.filter(evidence__isnull=False, **wanted)
    return {
        one.criterion.code: one.evidence
        for one in rows.select_related("criterion", "evidence__assessment__request")
        if one.evidence and not one.evidence.file_id
    }
