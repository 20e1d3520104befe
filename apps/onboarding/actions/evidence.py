"""What app teams do with a criterion: give evidence, confirm it, say it does not apply."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import store_file
from apps.core.errors import DomainError, EditConflict
from apps.core.models import StoredFile
from apps.core.uploads import check_upload
from apps.history.actions import record
from apps.onboarding import rules
from apps.onboarding.access import can_edit, has_approved, is_teams_turn
from apps.onboarding.actions.requests import locked, save
from apps.onboarding.models import Assessment, Evidence, Waiver
from apps.onboarding.states import AssessmentState, RequestState

EVIDENCE_FIELDS = [
    *("state", "evidence", "waiting_since"),
    *("not_applicable_reason", "not_applicable_by"),
]


def locked_assessment(pk: int) -> Assessment:
    """The assessment with its request, both held until the transaction ends."""
    request_pk = Assessment.objects.values_list("request_id", flat=True).get(pk=pk)
    request = locked(request_pk)
    rows = Assessment.objects.select_for_update(of=("self",)).with_all()
    found = rows.get(pk=pk)
    found.request = request
    return found


def check_team_may(by: User, found: Assessment) -> None:
    """Refuse who is not of the team, who approved it, and what is not the team's turn."""
    if not can_edit(by, found.request):
        raise PermissionDenied
    is_live = found.request.state == RequestState.LIVE
    if not is_live and has_approved(by, found.request):
        raise DomainError("You approved this request: its evidence is for others.")
    if not is_teams_turn(found):
        raise DomainError("Not possible now: the reviewers have the turn.")


@transaction.atomic
def give_evidence(
    pk: int,
    *,
    by: User,
    expected_version: int,
    value: str = "",
    note: str = "",
    file: "UploadedFile[bytes] | None" = None,
    now: datetime,
) -> Assessment:
    """Give evidence, as a new row beside what was given before.

    EditConflict when somebody changed the criterion meanwhile: both texts are shown.
    """
    found = locked_assessment(pk)
    check_team_may(by, found)
    if found.version != expected_version:
        raise EditConflict(found, {"value": value, "note": note})
    criterion = found.criterion
    has_file = file is not None or bool(found.evidence and found.evidence.file_id)
    fault = rules.fault(
        criterion.evidence_kind, value, criterion.wanted, has_file=has_file
    )
    if fault:
        raise DomainError(fault)
    given = Evidence.objects.create(
        assessment=found,
        value=value.strip(),
        note=note,
        file=_file_for(found, file, now),
        author=by,
        given_at=now,
        valid_until_on=rules.valid_until(now.date(), criterion.valid_days),
        meets_threshold=rules.meets_threshold(
            criterion.evidence_kind, value, criterion.wanted
        ),
    )
    return _given(found, given, by, now)


def _file_for(
    found: Assessment, file: "UploadedFile[bytes] | None", now: datetime
) -> StoredFile | None:
    """The new file, checked and kept; without one, the file that was given before."""
    if file:
        return store_file(file, check_upload(file), now=now)
    keeps = found.criterion.evidence_kind == "file" and found.evidence is not None
    return found.evidence.file if keeps and found.evidence else None


def _given(found: Assessment, given: Evidence, by: User, now: datetime) -> Assessment:
    found.evidence, found.not_applicable_by = given, None
    found.become(AssessmentState.EVIDENCE_GIVEN)
    found.waiting_since = now
    found.save_if_version(found.version, EVIDENCE_FIELDS)
    overtaken = _overtake_waivers(found)
    save(found.request, now)
    record(
        found.request,
        "onboarding.evidence_given",
        by=by,
        now=now,
        touched=[found, given, *overtaken],
        criterion=found.criterion.code,
    )
    return found


def _overtake_waivers(found: Assessment) -> list[Waiver]:
    """What was proposed and not decided is not needed any more."""
    waivers = list(found.waivers.filter(state=Waiver.State.PROPOSED))
    for one in waivers:
        one.become(Waiver.State.OVERTAKEN)
        one.save(update_fields=["state"])
    return waivers


@transaction.atomic
def confirm_evidence(pk: int, *, by: User, now: datetime) -> Assessment:
    """Stand by what the portal filled in: it becomes the person's evidence."""
    found = locked_assessment(pk)
    check_team_may(by, found)
    filled = found.evidence
    if filled is None or filled.is_confirmed:
        raise DomainError("There is nothing filled in to confirm.")
    criterion = found.criterion
    given = Evidence.objects.create(
        assessment=found,
        value=filled.value,
        author=by,
        given_at=now,
        source=filled.source,
        valid_until_on=rules.valid_until(now.date(), criterion.valid_days),
        meets_threshold=rules.meets_threshold(
            criterion.evidence_kind, filled.value, criterion.wanted
        ),
    )
    return _given(found, given, by, now)


@transaction.atomic
def say_not_applicable(
    pk: int, *, by: User, expected_version: int, reason: str, now: datetime
) -> Assessment:
    """Say, with the reason, that a criterion does not apply. A reviewer confirms."""
    found = locked_assessment(pk)
    check_team_may(by, found)
    if found.version != expected_version:
        raise EditConflict(found, {"not_applicable_reason": reason})
    found.become(AssessmentState.NOT_APPLICABLE_PROPOSED)
    found.not_applicable_reason, found.not_applicable_by = reason, by
    found.waiting_since = now
    found.save_if_version(found.version, EVIDENCE_FIELDS)
    save(found.request, now)
    record(
        found.request,
        "onboarding.said_not_applicable",
        by=by,
        now=now,
        touched=[found],
        criterion=found.criterion.code,
        reason=reason,
    )
    return found
