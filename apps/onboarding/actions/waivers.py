"""Waivers: a criterion not met, accepted for a time by somebody else."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.onboarding import rules
from apps.onboarding.access import can_decide_waiver, can_propose_waiver
from apps.onboarding.actions import letters
from apps.onboarding.actions.evidence import locked_assessment
from apps.onboarding.actions.requests import save
from apps.onboarding.models import Assessment, Waiver
from apps.onboarding.states import OPEN, AssessmentState, RequestState


@transaction.atomic
def propose_waiver(
    pk: int, *, by: User, risk: str, control: str, expires_on: date, now: datetime
) -> Waiver:
    """Propose to live without it for a time, naming the risk and what contains it.

    Under a waiver this proposes its renewal: the old one stands until it is approved.
    """
    found = locked_assessment(pk)
    if not can_propose_waiver(by, found):
        raise PermissionDenied
    is_renewal = _begin_proposal(found, expires_on, now.date())
    waiver = Waiver.objects.create(
        assessment=found,
        risk=risk,
        control=control,
        expires_on=expires_on,
        proposed_by=by,
        proposed_at=now,
    )
    found.waiver = found.waiver if is_renewal else waiver
    found.waiting_since = now
    found.save_if_version(found.version, ["state", "waiver", "waiting_since"])
    save(found.request, now)
    event = record(
        found.request,
        "onboarding.waiver_proposed",
        by=by,
        now=now,
        touched=[found, waiver],
        criterion=found.criterion.code,
        expires_on=expires_on,
    )
    letters.tell(
        letters.managers_of(found.request),
        found.request,
        event,
        words=f"proposes a waiver of {found.criterion.code}",
    )
    return waiver


def _begin_proposal(found: Assessment, expires_on: date, today: date) -> bool:
    """Whether it is a renewal; a waived criterion stays so, any other awaits the waiver."""
    if found.request.state not in {*OPEN, RequestState.LIVE}:
        raise DomainError("Not possible now: the request has ended.")
    if fault := rules.waiver_fault(expires_on, today):
        raise DomainError(fault)
    if found.state != AssessmentState.WAIVED:
        found.become(AssessmentState.WAIVER_PROPOSED)
        return False
    if fault := _renewal_fault(found, today):
        raise DomainError(fault)
    return True


def _renewal_fault(found: Assessment, today: date) -> str:
    """Why the waiver of this criterion can't be renewed now; empty if it can."""
    newest = found.newest_waiver
    if newest is None or newest.state == Waiver.State.PROPOSED:
        return "A renewal is proposed already."
    current = found.waiver
    return rules.renewal_fault(current.expires_on, today) if current else ""


def _locked_waiver(pk: int, by: User) -> tuple[Waiver, Assessment]:
    assessment_pk = Waiver.objects.values_list("assessment_id", flat=True).get(pk=pk)
    found = locked_assessment(assessment_pk)
    waiver = Waiver.objects.select_for_update().get(pk=pk)
    waiver.assessment = found
    if not can_decide_waiver(by, waiver):
        raise PermissionDenied
    if found.newest_waiver != waiver:
        raise DomainError("A newer proposal has taken the place of this waiver.")
    return waiver, found


@transaction.atomic
def approve_waiver(pk: int, *, by: User, now: datetime) -> Waiver:
    """Accept the risk until the waiver's last day."""
    waiver, found = _locked_waiver(pk, by)
    if fault := rules.waiver_fault(waiver.expires_on, now.date()):
        raise DomainError(fault)
    waiver.become(Waiver.State.APPROVED)
    if found.state != AssessmentState.WAIVED:
        found.become(AssessmentState.WAIVED)
    found.waiver = waiver
    _decide(waiver, found, by, now)
    event = record(
        found.request,
        "onboarding.waiver_approved",
        by=by,
        now=now,
        touched=[found, waiver],
        criterion=found.criterion.code,
        expires_on=waiver.expires_on,
    )
    people = [*letters.team_of(found.request), waiver.proposed_by]
    words = f"approved the waiver of {found.criterion.code}"
    letters.tell(people, found.request, event, words=words)
    return waiver


@transaction.atomic
def refuse_waiver(pk: int, *, by: User, reason: str, now: datetime) -> Waiver:
    """Don't accept the risk: the criterion goes back to the team.

    A refused renewal leaves the waiver that it would have followed as it is.
    """
    waiver, found = _locked_waiver(pk, by)
    waiver.become(Waiver.State.REFUSED)
    if found.state != AssessmentState.WAIVED:
        found.become(AssessmentState.RETURNED)
    _decide(waiver, found, by, now)
    event = record(
        found.request,
        "onboarding.waiver_refused",
        by=by,
        now=now,
        touched=[found, waiver],
        criterion=found.criterion.code,
        reason=reason,
    )
    people = [*letters.team_of(found.request), waiver.proposed_by]
    words = f"refused the waiver of {found.criterion.code}"
    letters.tell(people, found.request, event, words=words)
    return waiver


def _decide(waiver: Waiver, found: Assessment, by: User, now: datetime) -> None:
    waiver.decided_by, waiver.decided_at = by, now
    waiver.save(update_fields=["state", "decided_by", "decided_at"])
    found.decided_by, found.decided_at, found.waiting_since = by, now, None
    fields = ["state", "waiver", "decided_by", "decided_at", "waiting_since"]
    found.save_if_version(found.version, fields)
    save(found.request, now)
