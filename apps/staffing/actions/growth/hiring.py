"""Vacancies: proposed by one, approved by two, filled through stages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.staffing.actions.growth.approving import have_say
from apps.staffing.actions.growth.entering import confidential, tell_story
from apps.staffing.models import Skill
from apps.staffing.models.growth import (
    Candidate,
    Vacancy,
    WantedSkill,
)
from apps.staffing.models.growth.states import Stage, VacancyState
from apps.staffing.queries.growth.viewer import Viewer, find, hold
from apps.staffing.rules.growth.dates import candidate_erased_on
from apps.staffing.rules.growth.hiring import ENDED, PERSONAL, dropped, needed


def propose_vacancy(
    *, skills: Mapping[Skill, int], by: User, now: datetime, **fields: Any
) -> Vacancy:
    """Ask for a position. Who leads somebody may, and HR."""
    with confidential(by, now=now) as viewer:
        if not (viewer.below or viewer.is_hr):
            raise PermissionDenied
        own: dict[str, Any] = {
            "person": viewer.person,
            "author": viewer.person,
            "written_at": now,
        }
        made = Vacancy.objects.create(**own, **fields)
        WantedSkill.objects.bulk_create(
            WantedSkill(**own, vacancy=made, skill=skill, level=level)
            for skill, level in skills.items()
        )
        above = [viewer.person.line_manager_id]
        told = [pk for pk in above if pk]
        tell_story(made, "staffing.vacancy_proposed", viewer=viewer, people=told)
        return made


def decide_vacancy(
    pk: int, *, is_yes: bool, words: str, by: User, now: datetime
) -> Vacancy:
    """Say yes or no; the second yes opens it, the first no ends it."""
    with confidential(by, now=now) as viewer:
        found = hold(Vacancy, pk)
        said = have_say(found, is_yes=is_yes, words=words, viewer=viewer)
        if said is not None:
            found.become(VacancyState.OPEN if said else VacancyState.DECLINED)
            name = "opened_on" if said else "ended_on"
            setattr(found, name, viewer.today)
            found.save(update_fields=["state", name])
        who = [found.person_id]
        tell_story(found, "staffing.vacancy_decided", viewer=viewer, people=who)
        return found


def close_vacancy(pk: int, *, by: User, now: datetime) -> Vacancy:
    """End it unfilled; its candidates are told and their data has its end."""
    with confidential(by, now=now) as viewer:
        found = _hired_for(viewer, pk)
        found.become(VacancyState.CLOSED)
        found.ended_on = viewer.today
        found.save(update_fields=["state", "ended_on"])
        for one in found.candidates.exclude(stage__in=ENDED):
            _move(one, Stage.NOT_HIRED, {}, viewer)
        tell_story(found, "staffing.vacancy_closed", viewer=viewer)
        return found


def add_candidate(pk: int, *, by: User, now: datetime) -> Candidate:
    """Note that somebody applied: a number, and no more than that."""
    with confidential(by, now=now) as viewer:
        found = _hired_for(viewer, pk)
        _check_open(found)
        last = found.candidates.order_by("number").last()
        made = Candidate.objects.create(
            person_id=found.person_id,
            author=viewer.person,
            vacancy=found,
            number=last.number + 1 if last else 1,
            stage_on=viewer.today,
            erase_on=candidate_erased_on(viewer.today),
            written_at=now,
        )
        tell_story(found, "staffing.candidate_added", viewer=viewer)
        return made


def move_candidate(
    pk: int, *, stage: str, version: int, by: User, now: datetime, **typed: str
) -> Candidate:
    """Bring a candidate a stage on, with what that stage needs; the rest is emptied.

    EditConflict if somebody else did. Who is hired fills the vacancy.
    """
    with confidential(by, now=now) as viewer:
        found = hold(Candidate, pk)
        vacancy = _hired_for(viewer, found.vacancy_id)
        _check_open(vacancy)
        if found.version != version:
            found.save_changed(version, {"stage": stage, **typed})
        _move(found, Stage(stage), typed, viewer)
        if found.stage == Stage.HIRED:
            vacancy.become(VacancyState.FILLED)
            vacancy.ended_on = viewer.today
            vacancy.save(update_fields=["state", "ended_on"])
        tell_story(vacancy, "staffing.candidate_moved", viewer=viewer)
        return found


def _move(
    found: Candidate, stage: Stage, typed: Mapping[str, str], viewer: Viewer
) -> None:
    found.become(stage)
    for name in needed(stage):
        setattr(found, name, typed.get(name) or getattr(found, name))
    for name in dropped(stage):
        setattr(found, name, "")
    found.stage_on = viewer.today
    found.erase_on = candidate_erased_on(viewer.today)
    found.save_if_version(found.version, ["stage", "stage_on", "erase_on", *PERSONAL])


def _hired_for(viewer: Viewer, pk: int) -> Vacancy:
    """The vacancy, held; for who hires, the line above them and HR."""
    return find(Vacancy.objects.select_for_update(of=("self",)), pk)


def _check_open(found: Vacancy) -> None:
    if found.state != VacancyState.OPEN:
        raise DomainError(
            f"Not possible now: it is {found.get_state_display().lower()}."
        )
