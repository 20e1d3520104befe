"""Personnel actions: proposed by one, approved by two others, in effect from a day."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.actions.growth.approving import have_say
from apps.staffing.actions.growth.entering import confidential, ring, tell_story
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
    kind: str,
    effective_on: date,
    before: str,
    after: str,
    reason: str,
    by: User,
    now: datetime,
) -> PersonnelAction:
    """Propose a change for somebody whom one leads; they do not see it yet."""
    with confidential(by, now=now) as viewer:
        whose = led(viewer, person)
        if effective_on < viewer.today:
            raise DomainError("Choose a day that is not past.")
        made = PersonnelAction.objects.create(
            person=whose,
            author=viewer.person,
            audience=Audience.LINE,
            kind=kind,
            effective_on=effective_on,
            before=before,
            after=after,
            reason=reason,
            written_at=now,
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


def put_into_effect(*, now: datetime) -> int:
    """What is approved and whose day has come is in effect, and the person is told; how many."""
    today = bank_day(now)
    with entered(None, today=today, job="effect"):
        rows = PersonnelAction.objects.select_for_update(of=("self",))
        due = list(rows.filter(state=ApprovalState.APPROVED, effective_on__lte=today))
        for one in due:
            one.become(ApprovalState.IN_EFFECT)
            one.audience = Audience.SHARED
            one.save(update_fields=["state", "audience"])
            record(one, "staffing.action_in_effect", by=None, now=now)
            ring([one.person_id, one.author_id], besides=None, now=now)
        return len(due)
