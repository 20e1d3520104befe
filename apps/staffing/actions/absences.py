"""What people do with absences: ask, approve, refuse, cancel."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import concern, record
from apps.staffing.access import (
    can_ask_absence,
    can_cancel_absence,
    can_decide_absence,
)
from apps.staffing.actions.gap_finding import look_for_gaps_of
from apps.staffing.models import Absence, AbsenceType, Person
from apps.staffing.queries.absences import deciders_of
from apps.staffing.states import AbsenceState

TOPIC = "staffing.absences"
DECISION = ["state", "decided_by", "decided_at", "answer"]


@transaction.atomic
def ask_absence(
    person_pk: int,
    *,
    by: User,
    kind: AbsenceType,
    first_on: date,
    last_on: date,
    from_noon: bool = False,
    until_noon: bool = False,
    note: str = "",
    now: datetime,
) -> Absence:
    """Ask to be away; a kind that needs no approval is approved at once.

    DomainError where they are away or have asked for it then already.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_pk)
    if not can_ask_absence(by, person, first_on):
        raise PermissionDenied
    made = Absence(
        person=person, kind=kind, first_on=first_on, last_on=last_on,
        from_noon=from_noon, until_noon=until_noon, note=note, asked_by=by, asked_at=now,
    )  # fmt: skip
    _check_free(made)
    made.save()
    event = record(made, "staffing.absence_asked", by=by, now=now, **_when(made))
    if kind.needs_approval:
        concern(
            event, deciders_of(person, first_on), topic=TOPIC,
            words=f"asks for you to decide on an absence of {person.name}"[:200],
            why="you decide on it",
        )  # fmt: skip
        return made
    return _decided(made, AbsenceState.APPROVED, by=None, answer="", now=now)


def _when(absence: Absence) -> dict[str, Any]:
    """What everybody may know of it: who and when, never why."""
    return {
        "person": absence.person.name,
        "first_on": absence.first_on,
        "last_on": absence.last_on,
    }


def _check_free(made: Absence) -> None:
    rows = made.person.absences.standing().touching(made.first_on, made.last_on)
    for one in rows:
        is_before = one.last_on == made.first_on and one.until_noon and made.from_noon
        is_after = one.first_on == made.last_on and one.from_noon and made.until_noon
        if not (is_before or is_after):
            raise DomainError(
                f"{made.person} is away or has asked to be, from"
                f" {one.first_on:%-d %B %Y} to {one.last_on:%-d %B %Y}."
            )


def _locked(pk: int) -> Absence:
    rows = Absence.objects.select_for_update(of=("self",))
    return rows.select_related("person", "kind").get(pk=pk)


@transaction.atomic
def approve_absence(
    pk: int, *, by: User, expected_version: int, answer: str = "", now: datetime
) -> Absence:
    """Say yes; the gaps that it makes are found with it."""
    found = _asked(pk, by, expected_version)
    return _decided(found, AbsenceState.APPROVED, by=by, answer=answer, now=now)


@transaction.atomic
def refuse_absence(
    pk: int, *, by: User, expected_version: int, answer: str = "", now: datetime
) -> Absence:
    """Say no, and why."""
    found = _asked(pk, by, expected_version)
    if not answer.strip():
        raise DomainError("Say why it is refused.")
    return _decided(found, AbsenceState.REFUSED, by=by, answer=answer, now=now)


def _asked(pk: int, by: User, expected_version: int) -> Absence:
    found = _locked(pk)
    if not can_decide_absence(by, found):
        raise PermissionDenied
    if found.version != expected_version:
        raise EditConflict(found, {})
    return found


def _decided(
    found: Absence, state: AbsenceState, *, by: User | None, answer: str, now: datetime
) -> Absence:
    found.become(state)
    found.decided_by, found.decided_at, found.answer = by, now, answer
    found.save_if_version(found.version, DECISION)
    event = record(found, f"staffing.absence_{state}", by=by, now=now, **_when(found))
    if by is not None and found.person.user_id:
        words = f"{state.label.lower()} your absence from {found.first_on:%-d %B %Y}"
        concern(
            event, [found.person.user_id], words=words, topic=TOPIC, why="it is yours"
        )
    if state == AbsenceState.APPROVED:
        _find_gaps(found, by, now)
    return found


def _find_gaps(found: Absence, by: User | None, now: datetime) -> None:
    cause = f"{found.person.name} is away"
    look_for_gaps_of(found.person, by=by, cause=cause, now=now)


@transaction.atomic
def cancel_absence(
    pk: int, *, by: User, expected_version: int, now: datetime
) -> Absence:
    """Take it back; gaps that it made close again. DomainError once it is over."""
    found = _locked(pk)
    if not can_cancel_absence(by, found):
        raise PermissionDenied
    if found.version != expected_version:
        raise EditConflict(found, {})
    if found.state == AbsenceState.APPROVED and found.last_on < now.date():
        raise DomainError("It is over: what was taken stays taken.")
    was_approved = found.state == AbsenceState.APPROVED
    found.become(AbsenceState.CANCELLED)
    found.save_if_version(found.version, ["state"])
    record(found, "staffing.absence_cancelled", by=by, now=now, **_when(found))
    if was_approved:
        _find_gaps(found, by, now)
    return found
