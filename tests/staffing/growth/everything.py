"""One of every confidential row about Anna, made as people make them."""

from datetime import timedelta
from decimal import Decimal

from django.db import models

from apps.staffing.actions.growth import (
    goals,
    hiring,
    holds,
    keeping,
    meetings,
    personnel,
    reviewing,
)
from apps.staffing.models.growth import KeyResult
from apps.staffing.models.growth.base import entered
from apps.staffing.queries.growth.held import confidential_models
from tests.factories import NOW, TeamFactory
from tests.staffing.factories import SkillFactory
from tests.staffing.growth.people import TODAY, Line

WORD = "Zqconf"
NUMBER = "7654321.09"
LATER = TODAY + timedelta(days=30)


def make_everything(line: Line) -> dict[str, models.Model]:
    """By the name under which an address knows each."""
    found: dict[str, models.Model] = {"people": line.anna}
    ben, anna, cora, hr = (
        one.user for one in (line.ben, line.anna, line.cora, line.hr)
    )
    found["one-to-ones"] = talk = meetings.plan_one_to_one(
        line.anna.pk, on=LATER, by=ben, now=NOW
    )
    found["agenda"] = meetings.add_agenda_item(talk.pk, words=WORD, by=anna, now=NOW)
    for by, is_shared in ((ben, True), (ben, False), (anna, False)):
        found["notes"] = meetings.write_note(
            talk.pk, words=WORD, is_shared=is_shared, by=by, now=NOW
        )
    found["objectives"] = goal = goals.set_objective(
        line.anna.pk,
        title=WORD,
        why=WORD,
        starts_on=TODAY,
        ends_on=LATER,
        by=anna,
        now=NOW,
    )
    found["results"] = key = goals.add_key_result(
        goal.pk,
        title=WORD,
        unit="u",
        start=Decimal(1),
        target=Decimal(2),
        by=ben,
        now=NOW,
    )
    goals.report_key_result(
        key.pk, value=Decimal(NUMBER), words=WORD, link=f"/{WORD}/", by=anna, now=NOW
    )
    found["plans"] = plan = goals.make_plan(
        line.anna.pk, title=WORD, words=WORD, ends_on=LATER, by=anna, now=NOW
    )
    found["steps"] = goals.add_step(
        plan.pk, words=WORD, link=f"/{WORD}/", due_on=LATER, by=anna, now=NOW
    )
    goals.recognise(line.anna, words=WORD, by=ben, now=NOW)
    found["reviews"] = _review(line)
    found["cycles"] = found["reviews"].cycle
    found["vacancies"] = place = hiring.propose_vacancy(
        position=WORD,
        team=TeamFactory(),
        role=None,
        reason=WORD,
        wanted_on=LATER,
        skills={SkillFactory(): 3},
        by=ben,
        now=NOW,
    )
    for by in (cora, hr):
        hiring.decide_vacancy(place.pk, is_yes=True, words=WORD, by=by, now=NOW)
    found["candidates"] = hiring.add_candidate(place.pk, by=ben, now=NOW)
    found["actions"] = action = personnel.propose_action(
        line.anna.pk,
        kind="termination",
        effective_on=LATER,
        before=WORD,
        after=WORD,
        reason=WORD,
        by=ben,
        now=NOW,
    )
    personnel.decide_action(action.pk, is_yes=True, words=WORD, by=cora, now=NOW)
    found["erasures"] = keeping.ask_erasure(line.anna.pk, reason=WORD, by=hr, now=NOW)
    found["holds"] = hold = holds.ask_hold(line.anna.pk, reason=WORD, by=hr, now=NOW)
    holds.decide_hold(hold.pk, is_yes=False, by=line.second_hr.user, now=NOW)
    return found


def _review(line: Line) -> models.Model:
    ben, anna = line.ben.user, line.anna.user
    texts = {"went_well": WORD, "to_change": WORD, "next_steps": WORD}
    cycle = reviewing.open_cycle(
        name="Cycle",
        self_by=TODAY,
        manager_by=LATER,
        ends_on=LATER,
        only_direct=True,
        by=ben,
        now=NOW,
    )
    model = reviewing.Review
    with entered(line.anna.pk, today=TODAY):
        found = model.objects.select_related("cycle").get(cycle=cycle)
    for by in (anna, ben):
        reviewing.save_part(found.pk, version=0, by=by, now=NOW, **texts)
        reviewing.hand_in(found.pk, by=by, now=NOW)
    reviewing.calibrate(
        found.pk, performance=3, potential=1, reason=WORD, version=0, by=ben, now=NOW
    )
    reviewing.share_review(found.pk, by=ben, now=NOW)
    reviewing.sign_review(found.pk, comment=WORD, by=anna, now=NOW)
    return found


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """The fields that may hold words."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]


def mark_everything() -> set[str]:
    """Write a word of its own into every field of every confidential table; the words."""
    words = set()
    for model in confidential_models():
        values = {}
        for field in texts_of(model):
            word = f"{WORD}{model.__name__}{field.name}"[: field.max_length or 99]
            values[field.name] = word
        if values:
            assert model._base_manager.update(**values), model
            words |= set(values.values())
    assert KeyResult._base_manager.update(current=Decimal(NUMBER))
    return words
