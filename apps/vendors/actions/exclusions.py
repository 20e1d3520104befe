"""Leaving a ticket out of a level: one side proposes, the bank decides, time lapses."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import store_file
from apps.core.errors import DomainError, EditConflict
from apps.core.uploads import check_upload
from apps.history.actions import record
from apps.vendors.access import (
    can_decide_exclusion,
    can_propose_exclusion,
    can_represent,
)
from apps.vendors.actions.figures import refresh_counts
from apps.vendors.actions.late import late_for
from apps.vendors.models import Exclusion, ExclusionFile, Period, Verdict
from apps.vendors.states import ExclusionState, Outcome, PeriodState

LIVE = (ExclusionState.PROPOSED, ExclusionState.ACCEPTED)
DECISION_FIELDS = ["state", "decided_by", "decided_at", "answer", "note"]


@transaction.atomic
def propose_exclusion(
    ticket_pk: int,
    level_pk: int,
    *,
    by: User,
    reason: str,
    words: str,
    files: "Iterable[UploadedFile[bytes]]" = (),
    note: str = "",
    now: datetime,
) -> Exclusion:
    """Ask to leave a ticket out of a level; somebody else of the bank answers in time.

    DomainError where the clock has not judged it, its month waits for a signature, the
    time to dispute is over, or it is asked or decided already. Of a frozen month only the
    bank asks, and it counts once the month is restated.
    """
    verdict = _judged(ticket_pk, level_pk)
    if not can_propose_exclusion(by, verdict.level.service):
        raise PermissionDenied
    late = _late(verdict, by, now)
    note = note if by.is_internal else ""
    said = {"reason": reason, "words": words, "note": note}
    made = _proposed(verdict, said, by, now)
    _attach(made, files, by, now)
    refresh_counts(verdict.level, [verdict.month])
    record(
        made,
        "vendors.exclusion_proposed",
        by=by,
        now=now,
        touched=[verdict.ticket],
        ticket=verdict.ticket.number,
        level=verdict.level.name,
        late=late,
    )
    return made


def _proposed(
    verdict: Verdict, said: dict[str, str], by: User, now: datetime
) -> Exclusion:
    same = Exclusion.objects.filter(ticket=verdict.ticket, level=verdict.level)
    if same.filter(state__in=LIVE).exists():
        raise DomainError(
            "An exclusion of this ticket is proposed or accepted already."
        )
    contract = verdict.level.service.contract
    return Exclusion.objects.create(
        ticket=verdict.ticket,
        level=verdict.level,
        **said,
        proposed_by=by,
        proposed_at=now,
        answer_by_at=now + timedelta(days=contract.claim_days),
    )


def _judged(ticket_pk: int, level_pk: int) -> Verdict:
    rows = Verdict.objects.select_related(
        "ticket", "level__service__contract__vendor"
    ).filter(ticket_id=ticket_pk, level_id=level_pk)
    found = rows.first()
    if found is None or found.outcome not in {Outcome.MET, Outcome.BREACHED}:
        raise DomainError("Only a ticket that was met or breached can be left out.")
    return found


def _late(verdict: Verdict, by: User | None, now: datetime) -> str:
    """The month for which this is late, if it is; refused where it is too late.

    Nobody but time itself (None) moves what a signature waits for.
    """
    service = verdict.level.service
    rows = Period.objects.select_for_update().filter(service=service)
    period = rows.filter(month=verdict.month).first() if verdict.month else None
    if period is None or by is None:
        return ""
    late = late_for(service, [period.month])
    if not by.is_internal and (late or period.state == PeriodState.UNDER_REVIEW):
        _check_disputable(period, now)
    return late


def _check_disputable(period: Period, now: datetime) -> None:
    last = period.dispute_until_on
    if last is None:
        raise DomainError("This month was reviewed with no time to dispute it.")
    if now.date() > last or period.state == PeriodState.FROZEN:
        raise DomainError(f"The time to dispute this month ended on {last:%-d %B %Y}.")


def _locked(pk: int) -> Exclusion:
    rows = Exclusion.objects.select_for_update(of=("self",)).select_related(
        "ticket", "level__service__contract__vendor", "proposed_by"
    )
    return rows.get(pk=pk)


@transaction.atomic
def decide_exclusion(
    pk: int,
    *,
    by: User,
    is_accepted: bool,
    answer: str,
    expected_version: int,
    note: str | None = None,
    now: datetime,
) -> Exclusion:
    """Accept or refuse what somebody else proposed. A refusal says why.

    A `note` replaces the one that only the bank reads.
    """
    found = _locked(pk)
    if not can_decide_exclusion(by, found):
        raise PermissionDenied
    if found.version != expected_version:
        raise EditConflict(found, {"answer": answer})
    if not is_accepted and not answer.strip():
        raise DomainError("Say why it is refused.")
    found.note = found.note if note is None else note
    return _decide(
        found,
        ExclusionState.ACCEPTED if is_accepted else ExclusionState.REFUSED,
        by=by,
        answer=answer,
        now=now,
    )


@transaction.atomic
def decide_exclusions(
    picked: Mapping[int, int],
    *,
    by: User,
    is_accepted: bool,
    answer: str,
    now: datetime,
) -> list[Exclusion]:
    """Accept or refuse several, given as key and version as read: all, or none."""
    return [
        decide_exclusion(
            pk,
            by=by,
            is_accepted=is_accepted,
            answer=answer,
            expected_version=picked[pk],
            now=now,
        )
        for pk in sorted(picked)
    ]


def _decide(
    found: Exclusion,
    state: ExclusionState,
    *,
    by: User | None,
    answer: str,
    now: datetime,
) -> Exclusion:
    verdict = _judged(found.ticket_id, found.level_id)
    late = _late(verdict, by, now)
    found.become(state)
    found.decided_by, found.decided_at, found.answer = by, now, answer
    found.save_if_version(found.version, DECISION_FIELDS)
    refresh_counts(found.level, [verdict.month])
    record(
        found,
        f"vendors.exclusion_{state}",
        by=by,
        now=now,
        touched=[found.ticket],
        ticket=found.ticket.number,
        level=found.level.name,
        late=late,
    )
    return found


@transaction.atomic
def withdraw_exclusion(pk: int, *, by: User, now: datetime) -> Exclusion:
    """Take it back: who proposed it while it waits; the bank also once accepted."""
    found = _locked(pk)
    is_own = found.proposed_by_id == by.pk and can_propose_exclusion(
        by, found.level.service
    )
    is_waiting = found.state == ExclusionState.PROPOSED
    if not (is_own and is_waiting) and not can_decide_exclusion(by, found):
        raise PermissionDenied
    return _take_back(found, by, now)


def _take_back(found: Exclusion, by: User, now: datetime) -> Exclusion:
    verdict = _judged(found.ticket_id, found.level_id)
    late = _late(verdict, by, now)
    found.become(ExclusionState.WITHDRAWN)
    found.save_if_version(found.version, ["state"])
    refresh_counts(found.level, [verdict.month])
    record(
        found,
        "vendors.exclusion_withdrawn",
        by=by,
        now=now,
        touched=[found.ticket],
        ticket=found.ticket.number,
        level=found.level.name,
        late=late,
    )
    return found


@transaction.atomic
def attach_to_exclusion(
    pk: int, *, by: User, file: "UploadedFile[bytes]", now: datetime
) -> ExclusionFile:
    """Add a file while it waits for an answer; either side may."""
    found = _locked(pk)
    vendor = found.level.service.contract.vendor
    is_side = can_represent(by, vendor) or can_decide_exclusion(by, found)
    if not is_side and found.proposed_by_id != by.pk:
        raise PermissionDenied
    if found.state != ExclusionState.PROPOSED:
        raise DomainError("Not possible now: it is decided.")
    (made,) = _attach(found, [file], by, now)
    record(found, "vendors.exclusion_file", by=by, now=now, name=made.file.name)
    return made


def _attach(
    found: Exclusion, files: "Iterable[UploadedFile[bytes]]", by: User, now: datetime
) -> list[ExclusionFile]:
    return [
        ExclusionFile.objects.create(
            exclusion=found,
            file=store_file(file, check_upload(file), now=now),
            by=by,
            at=now,
        )
        for file in files
    ]


def lapse_exclusions(*, now: datetime) -> int:
    """Let lapse what nobody answered by its deadline; how many. Safe to repeat."""
    late = Exclusion.objects.filter(
        state=ExclusionState.PROPOSED, answer_by_at__lte=now
    )
    done = 0
    for pk in list(late.values_list("pk", flat=True)):
        done += _lapse(pk, now)
    return done


@transaction.atomic
def _lapse(pk: int, now: datetime) -> int:
    found = _locked(pk)
    if found.state != ExclusionState.PROPOSED or found.answer_by_at > now:
        return 0
    _decide(found, ExclusionState.LAPSED, by=None, answer="", now=now)
    return 1
