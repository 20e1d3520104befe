"""Who leads somebody and who logs in as them: asked for by one, approved by another.

Whoever stands above a person in the line reads their file, and so does who logs in as
somebody above: nobody decides on that alone.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.core.models import makes_a_ring
from apps.history.actions import concern, record
from apps.staffing.access import can_edit_person
from apps.staffing.models import LineChange, Person
from apps.staffing.queries.line_changes import (
    deciders,
    gained_by,
    is_party,
)
from apps.staffing.states import LineChangeState

NAMES = ("line_manager", "user")


def check_new(fields: Mapping[str, Any], by: User) -> None:
    """Somebody new has no file yet, but nobody enters them under themself."""
    above = fields.get("line_manager")
    if above and above.user_id == by.pk:
        raise DomainError("Somebody else must enter you as the line manager.")


def taken_out(found: Person, fields: dict[str, Any], by: User) -> dict[str, Any]:
    """Takes out of the fields, and gives, what lets others read what is the person's.

    DomainError for who would come to read by it themself: another must ask for that.
    """
    asked: dict[str, Any] = {}
    above, user = fields.get("line_manager"), fields.get("user")
    if above and above.pk != found.line_manager_id and gained_by(found, above):
        _check_own_hand(found, above, by)
        asked["line_manager"] = fields.pop("line_manager")
    if user and user.pk != found.user_id:
        if user.pk == by.pk:
            raise DomainError("Somebody else must link your login to this person.")
        asked["user"] = fields.pop("user")
    return asked


def _check_own_hand(found: Person, above: Person, by: User) -> None:
    if above.user_id == by.pk:
        raise DomainError("Somebody else must enter you as the line manager.")
    if Person.objects.filter(pk__in=gained_by(found, above), user=by).exists():
        raise DomainError("Somebody else must move this person into your line.")


def ask_for(
    found: Person, asked: Mapping[str, Any], *, by: User, now: datetime
) -> list[LineChange]:
    """Ask a second person, once: what waits already is not asked for again.

    To be called in the transaction that holds the person. DomainError while another
    line manager or login waits.
    """
    return [_ask(found, name, value, by, now) for name, value in asked.items()]


def _ask(found: Person, name: str, value: Any, by: User, now: datetime) -> LineChange:
    rows = LineChange.objects.open().filter(person=found)
    waiting = rows.filter(**{f"{name}__isnull": False}).with_names().first()
    if waiting and getattr(waiting, name) == value:
        return waiting
    if waiting:
        raise DomainError(
            f"{waiting.to} is asked for already: that is decided or taken back first."
        )
    made = LineChange.objects.create(
        person=found, asked_by=by, asked_at=now, **{name: value}
    )
    event = _tell(made, "staffing.line_change_asked", by, now)
    concern(
        event,
        deciders(made),
        words=f"asks for a new {made.what.lower()} of {found}",
        topic="staffing.line",
        why="you may edit this person",
    )
    return made


@transaction.atomic
def approve_line_change(pk: int, *, by: User, now: datetime) -> LineChange:
    """Say yes to what another asked for: from now on it counts."""
    found = _to_decide(pk, by)
    person = found.person
    _check_still(found)
    name = "line_manager" if found.line_manager_id else "user"
    setattr(person, name, found.to)
    person.save_if_version(person.version, [name])
    _end(found, LineChangeState.DONE, by, now)
    event = _tell(found, "staffing.line_change_approved", by, now, person)
    concern(
        event,
        [found.asked_by_id, *([person.user_id] if person.user_id else [])],
        words=f"approved the {found.what.lower()} of {person}",
        topic="staffing.line",
        why="you asked for it, or it is about you",
    )
    return found


def _check_still(found: LineChange) -> None:
    """What may have changed since it was asked for."""
    if makes_a_ring(found.person, found.line_manager, "line_manager"):
        raise DomainError("Nobody can stand above themself in the line.")
    others = Person.objects.exclude(pk=found.person_id)
    if found.user and others.filter(user=found.user).exists():
        raise DomainError(f"{found.user} is the login of another person already.")


@transaction.atomic
def decline_line_change(pk: int, *, by: User, now: datetime) -> LineChange:
    """Say no to what another asked for: nothing changes."""
    found = _to_decide(pk, by)
    _end(found, LineChangeState.DECLINED, by, now)
    event = _tell(found, "staffing.line_change_declined", by, now)
    concern(
        event,
        [found.asked_by_id],
        words=f"declined the {found.what.lower()} of {found.person}",
        topic="staffing.line",
        why="you asked for it",
    )
    return found


@transaction.atomic
def withdraw_line_change(pk: int, *, by: User, now: datetime) -> LineChange:
    """Take back what one asked for."""
    found = _held(pk)
    if found.asked_by_id != by.pk:
        raise PermissionDenied
    _end(found, LineChangeState.WITHDRAWN, None, now)
    _tell(found, "staffing.line_change_withdrawn", by, now)
    return found


def _held(pk: int) -> LineChange:
    """The change and its person, held until the end; the person first, as edits do."""
    person = LineChange.objects.values_list("person", flat=True).get(pk=pk)
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person)
    rows = LineChange.objects.select_for_update(of=("self",)).with_names()
    found: LineChange = rows.get(pk=pk)
    return found


def _to_decide(pk: int, by: User) -> LineChange:
    found = _held(pk)
    if not can_edit_person(by, found.person) or is_party(by, found):
        raise PermissionDenied
    if found.state != LineChangeState.ASKED:
        raise DomainError("It is decided already.")
    return found


def _end(
    found: LineChange, state: LineChangeState, by: User | None, now: datetime
) -> None:
    found.become(state)
    found.decided_by, found.decided_at = by, now
    found.save(update_fields=["state", "decided_by", "decided_at"])


def _tell(
    found: LineChange, verb: str, by: User, now: datetime, *touched: Person
) -> Any:
    return record(
        found.person,
        verb,
        by=by,
        now=now,
        touched=[found, *touched],
        what=found.what.lower(),
        to=str(found.to),
        asked_by=str(found.asked_by),
    )
