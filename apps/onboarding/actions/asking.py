"""Asking live requests for a criterion that is new to them, or raised; and letting go of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from apps.onboarding import rules
from apps.onboarding.actions.measuring import situation
from apps.onboarding.models import Assessment, CampaignTarget, Criterion, Request

SETTLED = {*rules.FULL, "waived"}
REPLACED = "another edition asks for something else in its place"


@dataclass
class Asked:
    """What a live request is asked, and what that took the place of."""

    request: Request
    assessment: Assessment
    was_criterion: Criterion | None = None
    replaces: Assessment | None = None


def ask(
    criterion: Criterion, requests: Iterable[Request], *, by_day: date, why: str
) -> list[Asked]:
    """Ask those of the requests to which the criterion applies. A fixed number of queries.

    What an older edition asked in the same words moves with all that was given;
    otherwise it is asked anew. It counts against them from the day on, and for them
    once it is met.
    """
    fitting = [one for one in requests if _applies(criterion, one)]
    held = _held(criterion, fitting)
    asked = [_ask_one(criterion, one, held.get(one.pk, [])) for one in fitting]
    for one in asked:
        found = one.assessment
        found.is_applicable, found.why = True, why[:500]
        found.counts_from_on = None if found.state in SETTLED else by_day
    Assessment.objects.bulk_create(
        one.assessment for one in asked if not one.assessment.pk
    )
    left = [one.replaces for one in asked if one.replaces]
    for found in left:
        found.is_applicable, found.why = False, REPLACED
    Assessment.objects.bulk_update(
        [*(one.assessment for one in asked), *left],
        ["criterion", "is_applicable", "why", "counts_from_on"],
    )
    return asked


def _applies(criterion: Criterion, request: Request) -> bool:
    here = situation(request)
    standard = criterion.edition.standard
    return rules.applies(standard.applies, here) and rules.applies(
        criterion.applies, here
    )


def _held(criterion: Criterion, requests: list[Request]) -> dict[int, list[Assessment]]:
    """What each request has of this code in any edition of the standard. One query."""
    rows = Assessment.objects.filter(
        request__in=requests,
        criterion__code=criterion.code,
        criterion__edition__standard=criterion.edition.standard_id,
    ).select_related("criterion", "waiver")
    found: dict[int, list[Assessment]] = {}
    for one in rows.order_by("-criterion__edition__number", "pk"):
        found.setdefault(one.request_id, []).append(one)
    return found


def _ask_one(criterion: Criterion, request: Request, held: list[Assessment]) -> Asked:
    exact = next((one for one in held if one.criterion_id == criterion.pk), None)
    current = next(
        (one for one in held if one.is_applicable and one is not exact), None
    )
    if exact:
        return Asked(request, exact, replaces=current)
    if current and _same(current.criterion, criterion):
        before, current.criterion = current.criterion, criterion
        return Asked(request, current, was_criterion=before)
    made = Assessment(request=request, criterion=criterion)
    return Asked(request, made, replaces=current)


def _same(one: Criterion, other: Criterion) -> bool:
    """Whether both ask for the same evidence, whatever the level."""
    return (one.evidence_kind, json.dumps(one.wanted, sort_keys=True)) == (
        other.evidence_kind,
        json.dumps(other.wanted, sort_keys=True),
    )


def let_go(targets: Iterable[CampaignTarget]) -> None:
    """Ask no more what is not met yet: what was asked before is asked again in its place."""
    changed = []
    for target in targets:
        found = target.assessment
        if found is None or found.counts_from_on is None or found.state in SETTLED:
            continue
        found.counts_from_on = None
        if target.was_criterion:
            found.criterion = target.was_criterion
        else:
            found.is_applicable = False
        changed.append(found)
        if target.replaces:
            target.replaces.is_applicable = True
            changed.append(target.replaces)
    Assessment.objects.bulk_update(
        changed, ["criterion", "is_applicable", "counts_from_on"]
    )
