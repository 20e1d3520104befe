"""Vacancies and personnel actions: two others approve; what is known of whom, and how long."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from apps.core.errors import DomainError, EditConflict
from apps.staffing.actions.growth import hiring
from apps.staffing.forms.growth.reviewing import VacancyForm
from apps.staffing.models import Target
from apps.staffing.models.growth import (
    Candidate,
    Vacancy,
    VacancyDecision,
)
from apps.staffing.models.growth.base import entered
from apps.staffing.models.growth.states import VacancyState
from tests.factories import NOW, TeamFactory
from tests.staffing.factories import SkillFactory, TeamRoleFactory
from tests.staffing.growth.people import TODAY, client_of, make_line, send

pytestmark = pytest.mark.django_db
PERSONAL = {
    "name": "Zqname",
    "contact": "Zqcontact",
    "notes": "Zqnotes",
    "offer": "Zqoffer",
}


@pytest.fixture
def line():
    return make_line()


def proposed(line):
    return hiring.propose_vacancy(
        position="Engineer",
        team=TeamFactory(),
        role=None,
        reason="One left",
        wanted_on=TODAY + timedelta(days=60),
        skills={SkillFactory(): 3},
        by=line.ben.user,
        now=NOW,
    )


def say(found, who, *, is_yes=True, now=NOW):
    return hiring.decide_vacancy(
        found.pk, is_yes=is_yes, words="", by=who.user, now=now
    )


def opened(line):
    found = proposed(line)
    say(found, line.cora)
    say(found, line.hr)
    return found


def move(found, stage, who, *, now=NOW, **more):
    with entered(who.pk, today=TODAY):
        version = Candidate.objects.get(pk=found.pk).version
    return hiring.move_candidate(
        found.pk, stage=stage, version=version, by=who.user, now=now, **more
    )


def test_two_others_open_a_vacancy_and_one_no_ends_it(line):
    found = proposed(line)
    with pytest.raises(PermissionDenied):
        say(found, line.ben)
    with pytest.raises(Http404):
        say(found, line.anna)
    assert say(found, line.cora).state == VacancyState.PROPOSED
    with pytest.raises(DomainError):
        say(found, line.cora)
    assert say(found, line.dan).state == VacancyState.OPEN
    assert say(proposed(line), line.cora, is_yes=False).state == VacancyState.DECLINED


def test_nobody_decides_on_their_own_in_the_database_either(line):
    found = proposed(line)

    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        entered(line.ben.pk, today=TODAY),
    ):
        VacancyDecision.objects.create(
            person=line.ben,
            author=line.ben,
            proposer=line.ben,
            vacancy=found,
            is_yes=True,
            written_at=NOW,
        )


def test_a_candidate_is_known_by_what_the_stage_needs(line):
    found = opened(line)
    one = hiring.add_candidate(found.pk, by=line.ben.user, now=NOW)
    kept = {}
    for stage in ("screening", "interview", "offer", "hired"):
        moved = move(one, stage, line.ben, **PERSONAL)
        kept[stage] = [name for name in PERSONAL if getattr(moved, name)]

    assert kept == {
        "screening": ["name"],
        "interview": ["name", "contact", "notes"],
        "offer": ["name", "contact", "notes", "offer"],
        "hired": ["name"],
    }


def test_who_is_hired_fills_the_vacancy_and_its_days_are_counted(line):
    found = opened(line)
    one = hiring.add_candidate(found.pk, by=line.ben.user, now=NOW)
    for stage in ("screening", "interview", "offer"):
        move(one, stage, line.ben)
    move(one, "hired", line.ben, now=NOW + timedelta(days=33))

    with entered(line.cora.pk, today=TODAY):
        assert Vacancy.objects.get(pk=found.pk).state == VacancyState.FILLED
    page = client_of(line.cora.user).get("/staffing/growth/vacancies/")
    assert "median: 33 days" in page.content.decode()
    file = client_of(line.cora.user).get("/staffing/growth/vacancies/?export=csv")
    assert "Engineer" in b"".join(file).decode()


def test_a_closed_vacancy_empties_what_is_known_of_its_candidates(line):
    found = opened(line)
    one = hiring.add_candidate(found.pk, by=line.ben.user, now=NOW)
    move(one, "screening", line.ben, **PERSONAL)
    move(one, "interview", line.ben, **PERSONAL)

    hiring.close_vacancy(found.pk, by=line.ben.user, now=NOW)

    with entered(line.ben.pk, today=TODAY):
        (left,) = Candidate.objects.all()
    assert (left.stage, left.contact, left.notes) == ("not_hired", "", "")
    assert left.erase_on == TODAY + timedelta(days=180)


def test_two_who_move_a_candidate_at_once(line):
    found = opened(line)
    one = hiring.add_candidate(found.pk, by=line.ben.user, now=NOW)
    move(one, "screening", line.ben, name="A")

    with pytest.raises(EditConflict):
        hiring.move_candidate(
            one.pk, stage="interview", version=1, name="B", by=line.cora.user, now=NOW
        )


def test_vacancies_are_for_the_line_of_who_hires(line):
    found = proposed(line)

    for who in (line.anna, *line.outside().values()):
        client = client_of(who.user)
        assert client.get(found.get_absolute_url()).status_code == 404
        assert (
            "Engineer</a>"
            not in client.get("/staffing/growth/vacancies/").content.decode()
        )
    assert client_of(line.dan.user).get(found.get_absolute_url()).status_code == 200


def test_a_vacancy_asks_for_a_skill_once_and_else_for_what_its_role_needs(line):
    skill, role = SkillFactory(), TeamRoleFactory()
    Target.objects.create(role=role, skill=skill, level=2)
    typed = {
        "position": "Lead",
        "team": TeamFactory(organisation=line.ben.organisation).pk,
        "reason": "Growth",
        "wanted_on": "2027-03-01",
        "sent_key": "8c5f7e0a-0000-4000-8000-00000000000c",
    }
    twice = {**typed, "skill_1": skill.pk, "skill_2": skill.pk}

    assert list(VacancyForm(twice, user=line.ben.user).errors) == ["skill_2"]
    form = VacancyForm({**typed, "role": role.pk}, user=line.ben.user)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["skills"] == {skill: 2}


def test_the_pages_of_vacancies_and_actions_work(line):
    ben, cora = client_of(line.ben.user), client_of(line.cora.user)
    new = {
        "position": "Lead",
        "team": TeamFactory().pk,
        "reason": "Growth",
        "wanted_on": "2027-03-01",
        "skill_1": SkillFactory(name="Ingress").pk,
        "level_1": "4",
        "skill_3": SkillFactory(name="Linux").pk,
        "level_3": "2",
    }
    made = send(ben, "/staffing/growth/vacancies/propose/", new)
    assert made.status_code == 303
    page = cora.get(made["Location"]).content.decode()
    assert 'Ingress <span class="text-secondary">level 4' in page
    assert 'Linux <span class="text-secondary">level 2' in page
    decided = send(cora, f"{made['Location']}decide/", {"is_yes": "yes"})
    assert decided.status_code == 303
    assert send(cora, f"{made['Location']}decide/", {}).status_code == 422
    send(client_of(line.hr.user), f"{made['Location']}decide/", {"is_yes": "yes"})
    assert send(ben, f"{made['Location']}candidates/").status_code == 303
    with entered(line.ben.pk, today=TODAY):
        one = Candidate.objects.get()
    there = f"/staffing/growth/candidates/{one.pk}/screening/"
    assert 'name="contact"' not in ben.get(there).content.decode()
    assert send(ben, f"{there}move/", {"name": "N", "version": 1}).status_code == 303
    assert send(ben, f"{there}move/", {"name": "N", "version": 1}).status_code == 409
    assert ben.get(there.replace("screening", "nowhere")).status_code == 404
    action = {"kind": "pay", "effective_on": "2030-01-01", "after": "X", "reason": "Y"}
    where = f"/staffing/growth/people/{line.anna.pk}/action/"
    assert ben.get(where).status_code == 200
    assert send(ben, f"{where}propose/", action).status_code == 303
