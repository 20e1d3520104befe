"""What reviewers do with a criterion: take it, accept it, return it, confirm it."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.onboarding.access import can_assign, can_review
from apps.onboarding.actions import letters
from apps.onboarding.actions.evidence import locked_assessment
from apps.onboarding.actions.requests import save
from apps.onboarding.models import Assessment, Comment
from apps.onboarding.states import AssessmentState, RequestState

VERDICT_FIELDS = ["state", "decided_by", "decided_at", "return_count", "waiting_since"]


@transaction.atomic
def assign(
    pks: Sequence[int], *, by: User, to: User | None, now: datetime
) -> list[Assessment]:
    """Put criteria on a reviewer's desk, or off it; all of them or none."""
    changed = []
    for pk in sorted(pks):
        found = locked_assessment(pk)
        is_self = to is not None and to.pk == by.pk and can_review(by, found)
        if not (is_self or can_assign(by, found.request)):
            raise PermissionDenied
        if to is not None and not can_review(to, found):
            raise DomainError(f"{to} can't review {found.criterion.code}.")
        found.assignee = to
        found.save_if_version(found.version, ["assignee"])
        record(
            found.request,
            "onboarding.assigned",
            by=by,
            now=now,
            touched=[found],
            criterion=found.criterion.code,
            to=str(to) if to else "",
        )
        changed.append(found)
    return changed


def _reviewed(pk: int, by: User) -> Assessment:
    found = locked_assessment(pk)
    if not can_review(by, found):
        raise PermissionDenied
    if found.request.state not in {RequestState.IN_REVIEW, RequestState.LIVE}:
        raise DomainError("Not possible now: the request is not under review.")
    return found


def _decided(found: Assessment, by: User, now: datetime) -> None:
    found.decided_by, found.decided_at, found.waiting_since = by, now, None
    found.save_if_version(found.version, VERDICT_FIELDS)
    save(found.request, now)


@transaction.atomic
def accept(pk: int, *, by: User, now: datetime) -> Assessment:
    """The evidence shows what the criterion asks for."""
    found = _reviewed(pk, by)
    found.become(AssessmentState.ACCEPTED)
    _decided(found, by, now)
    code = found.criterion.code
    record(
        found.request,
        "onboarding.accepted",
        by=by,
        now=now,
        touched=[found],
        criterion=code,
    )
    return found


@transaction.atomic
def accept_all(pks: Sequence[int], *, by: User, now: datetime) -> int:
    """Accept several at once; all of them or none. How many."""
    return len([accept(pk, by=by, now=now) for pk in sorted(pks)])


@transaction.atomic
def return_with_comment(
    pk: int, *, by: User, comment: str, now: datetime
) -> Assessment:
    """Send it back, saying what is missing. The team is told."""
    found = _reviewed(pk, by)
    found.become(AssessmentState.RETURNED)
    found.return_count += 1
    _decided(found, by, now)
    said = Comment.objects.create(
        request=found.request, assessment=found, author=by, text=comment, at=now
    )
    event = record(
        found.request,
        "onboarding.returned",
        by=by,
        now=now,
        touched=[found, said],
        criterion=found.criterion.code,
        comment=comment,
    )
    words = f"returned {found.criterion.code}"
    letters.tell(letters.team_of(found.request), found.request, event, words=words)
    return found


@transaction.atomic
def confirm_not_applicable(pk: int, *, by: User, now: datetime) -> Assessment:
    """Agree that the criterion does not apply here."""
    found = _reviewed(pk, by)
    found.become(AssessmentState.NOT_APPLICABLE)
    _decided(found, by, now)
    record(
        found.request,
        "onboarding.confirmed_not_applicable",
        by=by,
        now=now,
        touched=[found],
        criterion=found.criterion.code,
    )
    return found
