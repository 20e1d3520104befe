"""Objectives, development plans and thanks."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.staffing.actions.growth.entering import confidential, tell_story
from apps.staffing.models import Person
from apps.staffing.models.growth import (
    DevelopmentPlan,
    Evidence,
    KeyResult,
    Objective,
    PlanAction,
    Recognition,
)
from apps.staffing.models.growth.base import Confidential
from apps.staffing.models.growth.states import ObjectiveState
from apps.staffing.queries.growth.viewer import find, hold, somebody


def set_objective(person: int, *, by: User, now: datetime, **fields: Any) -> Objective:
    """Set an objective: one's own, or of somebody whom one leads."""
    with confidential(by, now=now) as viewer:
        whose = somebody(viewer, person)
        made = Objective.objects.create(
            person=whose, author=viewer.person, written_at=now, **fields
        )
        tell_story(made, "staffing.objective_set", viewer=viewer, people=_both(made))
        return made


def amend_objective(
    pk: int, *, version: int, by: User, now: datetime, **fields: Any
) -> Objective:
    """Change what is said of it. EditConflict if somebody else did."""
    with confidential(by, now=now) as viewer:
        found = _open(pk)
        if found.save_changed(version, fields):
            tell_story(found, "staffing.objective_amended", viewer=viewer)
        return found


def add_key_result(
    pk: int,
    *,
    title: str,
    unit: str,
    start: Decimal,
    target: Decimal,
    by: User,
    now: datetime,
) -> KeyResult:
    """Say by what an objective is measured."""
    with confidential(by, now=now) as viewer:
        found = _open(pk)
        made = KeyResult.objects.create(
            person_id=found.person_id,
            author=viewer.person,
            objective=found,
            title=title,
            unit=unit,
            start=start,
            target=target,
            current=start,
            written_at=now,
        )
        tell_story(found, "staffing.key_result_added", viewer=viewer)
        return made


def report_key_result(
    pk: int, *, value: Decimal, words: str, link: str, by: User, now: datetime
) -> KeyResult:
    """Say how far it has come, and what shows it."""
    with confidential(by, now=now) as viewer:
        found = hold(KeyResult, pk)
        objective = _open(found.objective_id)
        Evidence.objects.create(
            person_id=found.person_id,
            author=viewer.person,
            key_result=found,
            words=words,
            link=link,
            value=value,
            written_at=now,
        )
        found.current = value
        found.save_if_version(found.version, ["current"])
        who = _both(objective)
        tell_story(objective, "staffing.progress_reported", viewer=viewer, people=who)
        return found


def end_objective(pk: int, *, state: str, by: User, now: datetime) -> Objective:
    """Say how it ended, or open it again."""
    with confidential(by, now=now) as viewer:
        found = hold(Objective, pk)
        found.become(ObjectiveState(state))
        found.save(update_fields=["state"])
        tell_story(
            found, "staffing.objective_ended", viewer=viewer, people=_both(found)
        )
        return found


def make_plan(
    person: int, *, by: User, now: datetime, **fields: Any
) -> DevelopmentPlan:
    """Begin a development plan: one's own, or of somebody whom one leads."""
    with confidential(by, now=now) as viewer:
        whose = somebody(viewer, person)
        made = DevelopmentPlan.objects.create(
            person=whose, author=viewer.person, written_at=now, **fields
        )
        tell_story(made, "staffing.plan_made", viewer=viewer, people=_both(made))
        return made


def amend_plan(
    pk: int, *, version: int, by: User, now: datetime, **fields: Any
) -> DevelopmentPlan:
    """Change what is said of it. EditConflict if somebody else did."""
    with confidential(by, now=now) as viewer:
        found = hold(DevelopmentPlan, pk)
        if found.save_changed(version, fields):
            tell_story(found, "staffing.plan_amended", viewer=viewer)
        return found


def add_step(
    pk: int, *, words: str, link: str, due_on: date, by: User, now: datetime
) -> PlanAction:
    """Add a step to a plan, with what to read or attend."""
    with confidential(by, now=now) as viewer:
        found = hold(DevelopmentPlan, pk)
        made = PlanAction.objects.create(
            person_id=found.person_id,
            author=viewer.person,
            plan=found,
            words=words,
            link=link,
            due_on=due_on,
            written_at=now,
        )
        tell_story(found, "staffing.step_added", viewer=viewer, people=_both(found))
        return made


def finish_step(pk: int, *, by: User, now: datetime) -> PlanAction:
    """Note that a step is done, or take that back."""
    with confidential(by, now=now) as viewer:
        found = hold(PlanAction, pk)
        found.done_on = None if found.done_on else viewer.today
        found.save(update_fields=["done_on"])
        plan = find(DevelopmentPlan.objects.all(), found.plan_id)
        tell_story(plan, "staffing.step_finished", viewer=viewer)
        return found


def recognise(person: Person, *, words: str, by: User, now: datetime) -> Recognition:
    """Thank a colleague; they and the line above them read it."""
    with confidential(by, now=now) as viewer:
        if person.pk == viewer.person.pk:
            raise DomainError("Thank somebody else.")
        if person.organisation_id != viewer.person.organisation_id:
            raise Http404
        made = Recognition.objects.create(
            person=person, author=viewer.person, words=words, written_at=now
        )
        tell_story(made, "staffing.recognised", viewer=viewer, people=[person.pk])
        return made


def _open(pk: int) -> Objective:
    found = hold(Objective, pk)
    if found.state != ObjectiveState.OPEN:
        raise DomainError(
            f"Not possible now: it is {found.get_state_display().lower()}."
        )
    return found


def _both(row: Confidential) -> list[int]:
    return [row.person_id, row.author_id]
