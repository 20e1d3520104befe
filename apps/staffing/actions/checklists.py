"""Checklists: their templates, starting one for a person, doing its steps."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import Team, User
from apps.core.errors import DomainError
from apps.core.markup import day_text
from apps.history.actions import record
from apps.staffing.access import (
    can_do_step,
    can_edit_people_of,
    can_edit_person,
)
from apps.staffing.actions.gap_finding import look_for_gaps_of
from apps.staffing.actions.people import locked_person
from apps.staffing.actions.roster_moves import leave, move
from apps.staffing.actions.templates import steps_of
from apps.staffing.models import (
    Checklist,
    ChecklistKind,
    ChecklistStep,
    ChecklistTemplate,
    Person,
    TeamRole,
)
from apps.staffing.rules.checklists import Owner, due_day


@transaction.atomic
def start_checklist(
    person_pk: int,
    *,
    by: User,
    now: datetime,
    template: ChecklistTemplate,
    day_on: date,
    team: Team | None = None,
    role: TeamRole | None = None,
) -> Checklist:
    """Begin one person's list. A mover changes teams on the day; a leaver's last day is it.

    DomainError where such a list is open, or a mover has no team to go to.
    """
    person = locked_person(person_pk, by=by)
    kind = ChecklistKind(template.kind)
    _check_start(person, kind, day_on)
    _change_postings(person, kind, team, role, day_on, by=by)
    made = Checklist.objects.create(
        person=person,
        kind=kind,
        name=template.name,
        day_on=day_on,
        team=team,
        started_by=by,
        started_at=now,
    )
    _make_steps(made, template, by)
    record(
        person,
        "staffing.checklist_started",
        by=by,
        now=now,
        touched=[made, *person.postings.all()],
        name=made.name,
        day_on=day_on,
    )
    _find_gaps(person, by, now)
    return made


def _find_gaps(person: Person, by: User, now: datetime) -> None:
    if person.ends_on:
        cause = f"{person.name} leaves"
        look_for_gaps_of(person, by=by, cause=cause, now=now)


def _check_start(person: Person, kind: ChecklistKind, day: date) -> None:
    if person.checklists.open().filter(kind=kind).exists():
        raise DomainError(f"{person} has an open {kind.label.lower()}'s list already.")
    if day < person.starts_on:
        raise DomainError(f"{person} joined after that day.")


def _change_postings(
    person: Person,
    kind: ChecklistKind,
    team: Team | None,
    role: TeamRole | None,
    day: date,
    *,
    by: User,
) -> None:
    if kind == ChecklistKind.MOVER:
        _move(person, team, role, day, by=by)
    elif kind == ChecklistKind.LEAVER:
        leave(person, day)


def _move(
    person: Person, team: Team | None, role: TeamRole | None, day: date, *, by: User
) -> None:
    if team is None:
        raise DomainError("Say to which team they move.")
    if not can_edit_people_of(by, team):
        raise PermissionDenied
    move(person, team, role, day)


def _make_steps(made: Checklist, template: ChecklistTemplate, by: User) -> None:
    owners = _owners(made.person, by)
    ChecklistStep.objects.bulk_create(
        ChecklistStep(
            checklist=made,
            position=place,
            title=one.title,
            owner=owners[one.owner],
            due_on=due_day(made.day_on, one.days),
        )
        for place, one in enumerate(steps_of(template))
    )


def _owners(person: Person, by: User) -> dict[Owner, User]:
    """Who does what; where nobody can be named, who starts the list."""
    above = person.line_manager
    posting = person.postings.select_related("team__manager").last()
    return {
        Owner.PERSON: person.user or by,
        Owner.LINE_MANAGER: (above and above.user) or by,
        Owner.TEAM_MANAGER: (posting and posting.team.manager) or by,
        Owner.STARTER: by,
    }


@transaction.atomic
def do_step(pk: int, *, by: User, now: datetime) -> ChecklistStep:
    """It is done; with the last one the list closes. Done twice it stays as it was."""
    found = _locked_step(pk, by=by)
    if found.done_at:
        return found
    found.done_at, found.done_by = now, by
    found.save_if_version(found.version, ["done_at", "done_by"])
    checklist = found.checklist
    record(
        checklist,
        "staffing.step_done",
        by=by,
        now=now,
        touched=[found],
        title=found.title,
    )
    if not checklist.steps.filter(done_at=None).exists():
        _set_closed(checklist, now)
    return found


@transaction.atomic
def undo_step(pk: int, *, by: User, now: datetime) -> ChecklistStep:
    """It is not done after all; a closed list opens again."""
    found = _locked_step(pk, by=by)
    if not found.done_at:
        return found
    found.done_at = found.done_by = None
    found.save_if_version(found.version, ["done_at", "done_by"])
    record(
        found.checklist,
        "staffing.step_undone",
        by=by,
        now=now,
        touched=[found],
        title=found.title,
    )
    if found.checklist.closed_at:
        _set_closed(found.checklist, None)
    return found


@transaction.atomic
def amend_step(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> ChecklistStep:
    """Give it to somebody else, or another day. EditConflict if somebody else did."""
    found = _locked_step(pk, by=by)
    if not can_edit_person(by, found.checklist.person):
        raise PermissionDenied
    if changed := found.save_changed(version, fields):
        record(
            found.checklist,
            "staffing.step_amended",
            by=by,
            now=now,
            touched=[found],
            title=found.title,
            fields=changed,
        )
    return found


@transaction.atomic
def close_checklist(pk: int, *, by: User, now: datetime) -> Checklist:
    """Nothing more is done of it; steps left open no longer remind anybody."""
    rows = Checklist.objects.select_for_update(of=("self",)).select_related("person")
    found: Checklist = rows.get(pk=pk)
    if not can_edit_person(by, found.person):
        raise PermissionDenied
    if found.closed_at:
        raise DomainError(f"It was closed on {day_text(found.closed_at.date())}.")
    left = found.steps.filter(done_at=None).count()
    _set_closed(found, now)
    record(found, "staffing.checklist_closed", by=by, now=now, left=left)
    return found


def _set_closed(found: Checklist, at: datetime | None) -> None:
    found.closed_at = at
    found.save_if_version(found.version, ["closed_at"])


def _locked_step(pk: int, *, by: User) -> ChecklistStep:
    rows = ChecklistStep.objects.select_for_update(of=("self", "checklist"))
    found: ChecklistStep = rows.select_related("checklist__person").get(pk=pk)
    if not can_do_step(by, found):
        raise PermissionDenied
    return found
