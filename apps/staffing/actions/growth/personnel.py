"""Personnel actions: proposed by one, approved by two others, in effect from a day."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.actions.growth.approving import have_say
from apps.staffing.actions.growth.entering import confidential, ring, tell_story
from apps.staffing.actions.roster_moves import put_into_roster
from apps.staffing.models.growth import (
    Audience,
    PersonnelAction,
    entered,
)
from apps.staffing.models.growth.base import bank_day
from apps.staffing.models.growth.states import ApprovalState
from apps.staffing.queries.growth.viewer import hold, led


def propose_action(
    person: int,
    *,
    effective_on: date,
    by: User,
    now: datetime,
    **fields: Any,
) -> PersonnelAction:
    """Propose a change for somebody whom one leads; they do not see it yet."""
    with confidential(by, now=now) as viewer:
        whose = led(viewer, person)
        if effective_on < viewer.today:
            raise DomainError("Choose a day that is not past.")
        if fields.get("line_manager") == whose:
            raise DomainError("Nobody can stand above themself in the line.")
        made = PersonnelAction.objects.create(
            person=whose,
            author=viewer.person,
            audience=Audience.LINE,
            effective_on=effective_on,
            written_at=now,
            **fields,
        )
        above = [pk for pk in [viewer.person.line_manager_id] if pk]
        tell_story(made, "staffing.action_proposed", viewer=viewer, people=above)
        return made


def decide_action(
    pk: int, *, is_yes: bool, words: str, by: User, now: datetime
) -> PersonnelAction:
    """Say yes or no; the second yes approves it, the first no ends it."""
    with confidential(by, now=now) as viewer:
        found = hold(PersonnelAction, pk)
        said = have_say(found, is_yes=is_yes, words=words, viewer=viewer)
        if said is not None:
            found.become(ApprovalState.APPROVED if said else ApprovalState.DECLINED)
            found.save(update_fields=["state"])
        who = [found.author_id]
        tell_story(found, "staffing.action_decided", viewer=viewer, people=who)
        return found


def withdraw_action(pk: int, *, by: User, now: datetime) -> PersonnelAction:
    """Take it back, before it is in effect. Who proposed it may."""
    with confidential(by, now=now) as viewer:
        found = hold(PersonnelAction, pk)
        if viewer.person.pk != found.author_id:
            raise PermissionDenied
        found.become(ApprovalState.WITHDRAWN)
        found.save(update_fields=["state"])
        is_known = found.audience == Audience.SHARED
        who = [found.person_id] if is_known else []
        tell_story(found, "staffing.action_withdrawn", viewer=viewer, people=who)
        return found


def tell_person(pk: int, *, by: User, now: datetime) -> PersonnelAction:
    """Let the person see what is approved, before the day. Who proposed it may."""
    with confidential(by, now=now) as viewer:
        found = hold(PersonnelAction, pk)
        if viewer.person.pk != found.author_id:
            raise PermissionDenied
        if found.state != ApprovalState.APPROVED or found.audience == Audience.SHARED:
            raise DomainError("They are told once, after both approvals.")
        found.audience = Audience.SHARED
        found.save(update_fields=["audience"])
        who = [found.person_id]
        tell_story(found, "staffing.person_told", viewer=viewer, people=who)
        return found


@transaction.atomic
def put_into_effect(*, now: datetime) -> int:
    """What is approved and whose day has come is in effect, and the person is told; how many.

    What it changes in the roster is entered there: the last day, team, role or line
    manager, and nothing else of it.
    """
    today = bank_day(now)
    with entered(None, today=today, job="effect"):
        due = _take_effect(today, now)
    said = {one.pk: _enter(one, now) for one in due}
    with entered(None, today=today, job="effect"):
        for pk, words in said.items():
            PersonnelAction.objects.filter(pk=pk).update(roster=words)
    return len(due)


def _take_effect(today: date, now: datetime) -> list[PersonnelAction]:
    rows = PersonnelAction.objects.select_for_update(of=("self",))
    rows = rows.select_related("team", "role", "line_manager")
    due = list(rows.filter(state=ApprovalState.APPROVED, effective_on__lte=today))
    for one in due:
        one.become(ApprovalState.IN_EFFECT)
        one.audience = Audience.SHARED
        one.save(update_fields=["state", "audience"])
        record(one, "staffing.action_in_effect", by=None, now=now)
        ring([one.person_id, one.author_id], besides=None, now=now)
    return due


def _enter(one: PersonnelAction, now: datetime) -> str:
    """What became of it in the roster, in words for who reads the action."""
    try:
        is_any = put_into_roster(
            one.person_id,
            is_last_day=one.kind == PersonnelAction.Kind.TERMINATION,
            team=one.team,
            role=one.role,
            line_manager=one.line_manager,
            day=one.effective_on,
            now=now,
        )
    except DomainError as refused:
        return f"Not entered; change it there. {refused}"[:300]
    return "Entered." if is_any else ""
