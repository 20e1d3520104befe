"""People, skills and roles over the API: the same rows, rights and actions as the pages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.roles import Role
from apps.staffing.models import Holding, Person, Skill, Target
from tests.factories import OrganisationFactory, TeamFactory, UserFactory, person
from tests.staffing.factories import (
    HoldingFactory,
    PersonFactory,
    PostingFactory,
    SkillFactory,
    TeamRoleFactory,
)

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def team():
    return TeamFactory(slug="openshift")


@pytest.fixture
def manager(team):
    return person(Role.TEAM_MANAGER, team=team.slug)


@pytest.fixture
def amara(team):
    found = PersonFactory(name="Amara", login=True)
    return PostingFactory(person=found, team=team).person


def test_a_person_is_entered_put_in_a_team_and_amended(client, manager, team):
    client.force_login(manager)
    sent = {
        "name": "Lars",
        "organisation": OrganisationFactory().slug,
        "starts_on": "2026-01-05",
        "country": "DE",
        "subdivision": "HE",
    }

    made = client.post("/api/v1/staff/", sent, JSON)
    assert made.status_code == 201, made.json()
    url = f"/api/v1/staff/{made.json()['id']}/"
    placed = client.post(
        f"{url}postings/", {"team": team.slug, "starts_on": "2026-01-05"}, JSON
    )
    assert placed.json()["postings"][0]["team"] == "openshift"

    etag = client.get(url)["ETag"]
    body = {"location": "Frankfurt"}
    changed = client.patch(url, body, JSON, headers={"if-match": etag})
    late = client.patch(url, body, JSON, headers={"if-match": etag})

    assert changed.json()["location"] == "Frankfurt"
    assert late.status_code == 412


def test_who_may_not_on_the_page_may_not_here(client, amara, team):
    client.force_login(person(Role.AUDITOR))
    skill = SkillFactory(slug="ingress")
    sent = {"levels": {"ingress": 3}}

    for url, body in [
        (f"/api/v1/staff/{amara.pk}/confirm/", sent),
        (f"/api/v1/staff/{amara.pk}/assess/", sent),
        ("/api/v1/skills/", {"slug": "x", "name": "X"}),
        (
            f"/api/v1/team-roles/{TeamRoleFactory().pk}/targets/",
            {"skill": "ingress", "level": 3},
        ),
    ]:
        assert client.post(url, body, JSON).status_code == 403, url

    assert Skill.objects.get() == skill
    assert not Holding.objects.exists()


def test_levels_are_assessed_confirmed_and_read(client, amara, manager):
    SkillFactory(slug="ingress")
    url = f"/api/v1/staff/{amara.pk}/"
    client.force_login(amara.user)
    client.post(f"{url}assess/", {"levels": {"ingress": 4}}, JSON)
    client.force_login(manager)

    told = client.post(f"{url}confirm/", {"levels": {"ingress": 3}}, JSON).json()

    (held,) = told["skills"]
    assert (held["skill"], held["own_level"], held["level"]) == ("ingress", 4, 3)


@pytest.mark.parametrize(
    "levels", [{}, {"ingress": 5}, {"cooking": 1}, {"\0": 1}, {"ingress": "x"}, 3]
)
def test_levels_that_are_none_are_said(client, amara, manager, levels):
    SkillFactory(slug="ingress")
    client.force_login(manager)

    answer = client.post(f"/api/v1/staff/{amara.pk}/confirm/", {"levels": levels}, JSON)

    assert answer.status_code == 400
    assert not Holding.objects.exists()


def test_a_target_is_set_and_taken_away(client, manager):
    role, skill = TeamRoleFactory(), SkillFactory(slug="ingress")
    client.force_login(manager)
    url = f"/api/v1/team-roles/{role.pk}/targets/"

    told = client.post(url, {"skill": "ingress", "level": 3}, JSON).json()
    assert told["targets"] == [{"skill": "ingress", "level": 3}]
    assert Target.objects.get().skill == skill
    client.post(url, {"skill": "ingress", "level": 0}, JSON)
    assert not Target.objects.exists()


def test_a_last_day_to_come_is_told_to_who_edits_the_person(client, amara, manager):
    Person.objects.filter(pk=amara.pk).update(ends_on=date(2099, 1, 1))
    url = f"/api/v1/staff/{amara.pk}/"

    client.force_login(person())
    assert client.get(url).json()["ends_on"] is None
    client.force_login(manager)
    assert client.get(url).json()["ends_on"] == "2099-01-01"


def test_a_representative_reads_only_their_own_people(client, amara):
    user = UserFactory(external=True)
    own = PersonFactory(organisation=user.organisation, name="Meera")
    client.force_login(user)

    told = client.get("/api/v1/staff/?here=all").json()

    assert [one["name"] for one in told["results"]] == [own.name]
    assert client.get(f"/api/v1/staff/{amara.pk}/").status_code == 404
    assert client.get("/api/v1/team-roles/").json()["results"] == []


def test_the_list_asks_as_much_for_two_as_for_twelve(client, team):
    client.force_login(person(Role.ADMINISTRATOR))
    counts = []
    for more in (2, 10):
        for _ in range(more):
            HoldingFactory(person=PostingFactory(team=team).person)
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/api/v1/staff/").status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]
