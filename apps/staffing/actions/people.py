"""Entering people, changing what is noted of them, and the teams they work in."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import Team, User
from apps.core.errors import DomainError
from apps.core.models import makes_a_ring
from apps.history.actions import record
from apps.staffing.access import (
    can_edit_people,
    can_edit_people_of,
    can_edit_person,
    can_post,
)
from apps.staffing.actions.gap_finding import look_for_gaps_of
from apps.staffing.actions.line_changes import ask_for, check_new, taken_out
from apps.staffing.models import Person, Posting, TeamRole


@transaction.atomic
def register_person(
    *,
    by: User,
    now: datetime,
    team: Team | None = None,
    role: TeamRole | None = None,
    **fields: Any,
) -> Person:
    """Enter somebody, perhaps at once in a team from their first day on."""
    if not can_edit_people(by) or (team and not can_edit_people_of(by, team)):
        raise PermissionDenied
    _check_person(None, fields)
    check_new(fields, by)
    made = Person.objects.create(**fields)
    record(made, "staffing.person_registered", by=by, now=now)
    if team:
        fields = {"role": role, "fte": made.fte, "starts_on": made.starts_on}
        _post(made, by=by, now=now, team=team, **fields)
    return made


@transaction.atomic
def amend_person(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> Person:
    """Change what is noted of somebody. EditConflict if somebody else did.

    A line manager or login by which others come to read what is theirs is asked for.
    """
    found = locked_person(pk, by=by)
    _check_person(found, fields)
    asked = taken_out(found, fields, by)
    if changed := found.save_changed(version, fields):
        record(found, "staffing.person_amended", by=by, now=now, fields=changed)
    ask_for(found, asked, by=by, now=now)
    if {"starts_on", "ends_on"} & set(changed):
        cause = f"{found.name}'s last day was changed"
        look_for_gaps_of(found, by=by, cause=cause, now=now)
    return found


def locked_person(pk: int, *, by: User) -> Person:
    """The person, held until the end, if this user may change them."""
    found = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if not can_edit_person(by, found):
        raise PermissionDenied
    return found


def _check_person(found: Person | None, fields: dict[str, Any]) -> None:
    email = fields.get("email", "")
    others = Person.objects.exclude(pk=found.pk) if found else Person.objects.all()
    if email and others.filter(email__iexact=email).exists():
        raise DomainError("There is a person with this e-mail already.")
    user = fields.get("user")
    if user and others.filter(user=user).exists():
        raise DomainError(f"{user} is the login of another person already.")
    _check_dates(
        fields.get("starts_on", found.starts_on if found else None),
        fields.get("ends_on", found.ends_on if found else None),
    )
    if found and makes_a_ring(found, fields.get("line_manager"), "line_manager"):
        raise DomainError("Nobody can stand above themself in the line.")


def _check_dates(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise DomainError("The last day is before the first one.")


@transaction.atomic
def add_posting(
    person_pk: int,
    *,
    by: User,
    team: Team,
    starts_on: date,
    now: datetime,
    **fields: Any,
) -> Posting:
    """Put somebody in a team, from a day on. One edits the team, and the person if they
    are in one already.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_pk)
    if not can_edit_people_of(by, team) or not can_post(by, person):
        raise PermissionDenied
    _check_posting(person, team, starts_on, fields.get("ends_on"))
    return _post(person, by=by, now=now, team=team, starts_on=starts_on, **fields)


def _post(person: Person, *, by: User, now: datetime, **fields: Any) -> Posting:
    made = Posting.objects.create(person=person, **fields)
    record(
        person,
        "staffing.posting_added",
        by=by,
        now=now,
        touched=[made],
        team=made.team.name,
        starts_on=made.starts_on,
    )
    return made


@transaction.atomic
def amend_posting(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> Posting:
    """Change role, share or days of a posting. EditConflict if somebody else did."""
    found = _locked_posting(pk, by=by)
    starts_on = fields.get("starts_on", found.starts_on)
    ends_on = fields.get("ends_on", found.ends_on)
    _check_posting(found.person, found.team, starts_on, ends_on, found.pk)
    if changed := found.save_changed(version, fields):
        record(
            found.person,
            "staffing.posting_amended",
            by=by,
            now=now,
            touched=[found],
            team=found.team.name,
            fields=changed,
        )
    return found


@transaction.atomic
def remove_posting(pk: int, *, by: User, now: datetime) -> Person:
    """It was entered by mistake; one that ended keeps its last day instead."""
    gone = _locked_posting(pk, by=by)
    record(
        gone.person,
        "staffing.posting_removed",
        by=by,
        now=now,
        touched=[gone],
        team=gone.team.name,
    )
    gone.delete()
    return gone.person


def _locked_posting(pk: int, *, by: User) -> Posting:
    rows = Posting.objects.select_for_update(of=("self",))
    found: Posting = rows.select_related("person", "team").get(pk=pk)
    if not can_edit_people_of(by, found.team):
        raise PermissionDenied
    return found


def _check_posting(
    person: Person,
    team: Team,
    starts_on: date,
    ends_on: date | None,
    pk: int | None = None,
) -> None:
    """Inside the person's own days, and once in a team at a time."""
    _check_dates(starts_on, ends_on)
    if starts_on < person.starts_on:
        raise DomainError(f"{person} joins later than that.")
    same = person.postings.filter(team=team)
    others = same.exclude(pk=pk) if pk else same
    after = others.exclude(ends_on__lt=starts_on)
    overlapping = after.filter(starts_on__lte=ends_on) if ends_on else after
    if overlapping.exists():
        raise DomainError(f"{person} is in {team} in that time already.")
