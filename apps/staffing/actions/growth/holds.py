"""A legal hold keeps what is held of a person: asked for and ended by two who read as HR."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.staffing.actions.growth.entering import confidential, tell_story
from apps.staffing.models.growth import LegalHold
from apps.staffing.models.growth.states import HOLDING, HoldState
from apps.staffing.queries.growth.viewer import Viewer, hold, led


def ask_hold(pk: int, *, reason: str, by: User, now: datetime) -> LegalHold:
    """Ask that nothing about somebody is removed, however old; never oneself."""
    with confidential(by, now=now) as viewer:
        if not viewer.is_hr:
            raise PermissionDenied
        whose = led(viewer, pk)
        rows = LegalHold.objects.filter(
            person=whose, state__in=[HoldState.ASKED, *HOLDING]
        )
        if rows.exists():
            raise DomainError("There is one, or it is asked for already.")
        made = LegalHold.objects.create(
            person=whose, author=viewer.person, reason=reason, written_at=now
        )
        tell_story(made, "staffing.hold_asked", viewer=viewer, people=[pk])
        return made


def decide_hold(pk: int, *, is_yes: bool, by: User, now: datetime) -> LegalHold:
    """Begin it, or decline to: somebody else who reads as HR."""
    with confidential(by, now=now) as viewer:
        found = _held(viewer, pk)
        if viewer.person.pk == found.author_id:
            raise PermissionDenied
        _check_waits(found, HoldState.ASKED)
        found.become(HoldState.STANDS if is_yes else HoldState.DECLINED)
        found.decided_by, found.decided_at = viewer.person, now
        found.ended_on = None if is_yes else viewer.today
        found.save(update_fields=["state", "decided_by", "decided_at", "ended_on"])
        _tell(found, "staffing.hold_decided", viewer)
        return found


def ask_end_of_hold(pk: int, *, by: User, now: datetime) -> LegalHold:
    """Ask that it ends; it goes on until another says yes."""
    with confidential(by, now=now) as viewer:
        found = _held(viewer, pk)
        found.become(HoldState.ENDING)
        found.end_asked_by = viewer.person
        found.save(update_fields=["state", "end_asked_by"])
        _tell(found, "staffing.hold_end_asked", viewer)
        return found


def decide_end_of_hold(pk: int, *, is_yes: bool, by: User, now: datetime) -> LegalHold:
    """End it, or let it go on: somebody else who reads as HR than who asked for the end."""
    with confidential(by, now=now) as viewer:
        found = _held(viewer, pk)
        if viewer.person.pk == found.end_asked_by_id:
            raise PermissionDenied
        _check_waits(found, HoldState.ENDING)
        found.become(HoldState.ENDED if is_yes else HoldState.STANDS)
        if is_yes:
            found.ended_by, found.ended_on = viewer.person, viewer.today
        else:
            found.end_asked_by = None
        found.save(update_fields=["state", "ended_by", "ended_on", "end_asked_by"])
        _tell(found, "staffing.hold_end_decided", viewer)
        return found


def _held(viewer: Viewer, pk: int) -> LegalHold:
    """The hold, held; only who reads as HR, and not of themself, has a word in it."""
    found = hold(LegalHold, pk)
    if not viewer.is_hr or viewer.is_about(found):
        raise PermissionDenied
    return found


def _check_waits(found: LegalHold, state: HoldState) -> None:
    """Both decisions may leave it standing, so the move alone does not tell them apart."""
    if found.state != state:
        raise DomainError("This does not wait for a decision.")


def _tell(found: LegalHold, verb: str, viewer: Viewer) -> None:
    people = [found.person_id, found.author_id]
    if found.end_asked_by_id:
        people.append(found.end_asked_by_id)
    tell_story(found, verb, viewer=viewer, people=people)
