"""What reviewers and managers decide about a request as a whole."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.onboarding import rules
from apps.onboarding.access import can_approve, can_decide, can_go_live
from apps.onboarding.actions import automatic, clock, letters, measuring
from apps.onboarding.actions.requests import locked, save
from apps.onboarding.models import Approval, Request
from apps.onboarding.queries.items import items_of
from apps.onboarding.states import RequestState


@transaction.atomic
def request_changes(pk: int, *, by: User, reason: str, now: datetime) -> Request:
    """Give it back to the team; the review clock stands still, approvals fall."""
    request = locked(pk)
    if not can_decide(by, request):
        raise PermissionDenied
    request.become(RequestState.CHANGES_REQUESTED)
    request.approvals.all().delete()
    request.approved_at = None
    clock.pause(request, now)
    save(request, now, "state", "approved_at", *clock.CLOCK_FIELDS)
    event = record(
        request, "onboarding.changes_requested", by=by, now=now, reason=reason
    )
    people = letters.team_of(request)
    letters.tell(people, request, event, words="asks for changes")
    return request


@transaction.atomic
def approve(pk: int, *, by: User, note: str = "", now: datetime) -> Request:
    """Take one of the two seats; the second one approves the request."""
    request = locked(pk)
    if not can_approve(by, request):
        raise PermissionDenied
    if request.state != RequestState.IN_REVIEW:
        raise DomainError(
            f"Not possible now: it is {request.get_state_display().lower()}."
        )
    unmet = rules.unmet_musts(items_of(request, now.date()), now.date())
    if unmet:
        raise DomainError(f"These musts are still open: {', '.join(unmet)}.")
    seat = request.approvals.count() + 1
    given = Approval.objects.create(
        request=request, seat=seat, by=by, at=now, note=note
    )
    if seat == rules.SEATS:
        request.become(RequestState.APPROVED)
        request.approved_at = now
        clock.pause(request, now)
    save(request, now, "state", "approved_at", *clock.CLOCK_FIELDS)
    event = record(
        request,
        "onboarding.approved",
        by=by,
        now=now,
        touched=[given],
        seat=seat,
        note=note,
    )
    people = [*letters.team_of(request), *letters.managers_of(request)]
    words = f"approved ({seat} of {rules.SEATS})"
    letters.tell(people, request, event, words=words)
    return request


@transaction.atomic
def reject(pk: int, *, by: User, reason: str, now: datetime) -> Request:
    """Say no, with the reason."""
    request = locked(pk)
    if not can_decide(by, request):
        raise PermissionDenied
    request.become(RequestState.REJECTED)
    request.reason, request.ended_at = reason, now
    clock.pause(request, now)
    save(request, now, "state", "reason", "ended_at", *clock.CLOCK_FIELDS)
    event = record(request, "onboarding.rejected", by=by, now=now, reason=reason)
    people = letters.team_of(request)
    letters.tell(people, request, event, words="rejected the request")
    return request


@transaction.atomic
def go_live(pk: int, *, by: User, now: datetime) -> Request:
    """Through the gate: every must full or under a live waiver, both approvals given."""
    request = locked(pk)
    if not can_go_live(by, request):
        raise PermissionDenied
    automatic.check_facts(request, now)
    measuring.measure(request, now.date())
    request.become(RequestState.LIVE)
    if not request.is_gate_met:
        unmet = rules.unmet_musts(items_of(request, now.date()), now.date())
        raise DomainError(
            f"The gate is shut: {', '.join(unmet) or 'approvals missing'}."
        )
    request.live_at, request.live_badge = now, request.badge
    save(request, now, "state", "live_at", "live_badge")
    event = record(request, "onboarding.went_live", by=by, now=now, badge=request.badge)
    people = [*letters.team_of(request), *letters.managers_of(request)]
    letters.tell(people, request, event, words="took it live")
    return request


def refresh_all(*, now: datetime) -> int:
    """Each night: measure open and live requests again, since time alone ends things."""
    rows = Request.objects.filter(state__in=[*_MEASURED]).order_by("pk")
    return sum(refresh(pk, now=now) for pk in rows.values_list("pk", flat=True))


_MEASURED = (
    RequestState.IN_REVIEW,
    RequestState.CHANGES_REQUESTED,
    RequestState.APPROVED,
    RequestState.LIVE,
)


@transaction.atomic
def refresh(pk: int, *, now: datetime) -> bool:
    """Measure one again; the owner is told what lapsed. True if that changed."""
    request = locked(pk)
    before = request.readiness, request.badge
    measuring.measure(request, now.date())
    if (request.readiness, request.badge) == before:
        return False
    request.readiness, request.badge = before
    save(request, now)
    return True
