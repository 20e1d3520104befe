"""Certificates, checklists and patterns over the API: rows, rights and actions of the pages."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.roles import Role
from apps.staffing.actions.templates import add_template
from apps.staffing.models import Certificate, Checklist, Posting, WorkingPattern
from apps.staffing.rules.checklists import Owner, Step
from tests.factories import TeamFactory, UserFactory, person
from tests.staffing.factories import PersonFactory, PostingFactory

pytestmark = pytest.mark.django_db
JSON = "application/json"
DAY = date(2026, 12, 14)


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


def test_a_certificate_is_noted_renewed_and_removed_and_its_number_is_seen_by_few(
    client, amara, manager
):
    client.force_login(amara.user)
    sent = {
        "person": amara.pk,
        "name": "CKA",
        "number": "N-1",
        "expires_on": "2026-12-14",
    }
    made = client.post("/api/v1/certificates/", sent, JSON)
    assert made.status_code == 201, made.json()
    assert (made.json()["number"], made.json()["has_file"]) == ("N-1", False)
    url = f"/api/v1/certificates/{made.json()['id']}/"
    wrong = client.post(
        "/api/v1/certificates/", {**sent, "issued_on": "2027-01-01"}, JSON
    )
    assert wrong.status_code == 400
    assert "It expires before it begins." in wrong.content.decode()

    client.force_login(person(Role.SUPPORT_ENGINEER))
    assert client.get(url).json()["number"] == ""
    etag = client.get(url)["ETag"]
    later = {"expires_on": "2028-12-14"}
    refused = client.patch(url, later, JSON, headers={"if-match": etag})
    assert refused.status_code == 403
    assert client.post("/api/v1/certificates/", sent, JSON).status_code == 403

    client.force_login(manager)
    changed = client.patch(url, later, JSON, headers={"if-match": etag})
    assert changed.json()["expires_on"] == "2028-12-14"
    late = client.patch(url, later, JSON, headers={"if-match": etag})
    assert late.status_code == 412
    listed = client.get("/api/v1/certificates/", {"expires_before": "2028-01-01"})
    assert listed.json()["results"] == []
    assert client.post(f"{url}remove/").status_code == 204
    assert not Certificate.objects.exists()


def test_a_leavers_list_is_started_done_undone_and_closed(client, amara, manager, now):
    template = add_template(
        by=manager,
        now=now,
        name="Leaver",
        kind="leaver",
        is_used=True,
        steps=[Step(0, Owner.PERSON, "Badge"), Step(1, Owner.STARTER, "Logins")],
    )
    sent = {"person": amara.pk, "template": template.pk, "day_on": DAY.isoformat()}
    client.force_login(person(Role.SUPPORT_ENGINEER))
    assert client.post("/api/v1/checklists/", sent, JSON).status_code == 403
    assert client.get("/api/v1/checklist-templates/").json()["results"][0]["steps"]

    client.force_login(manager)
    key = {"idempotency-key": "8c5f7e0a-0000-4000-8000-00000000000d"}
    made = client.post("/api/v1/checklists/", sent, JSON, headers=key)
    again = client.post("/api/v1/checklists/", sent, JSON, headers=key)
    assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
    amara.refresh_from_db()
    assert (amara.ends_on, Posting.objects.get().ends_on) == (DAY, DAY)
    url = f"/api/v1/checklists/{made.json()['id']}/"
    first, second = (one["id"] for one in made.json()["steps"])
    client.force_login(amara.user)
    done = client.post(f"{url}steps/{first}/do/").json()
    assert done["steps"][0]["done_by"] == amara.user.name
    assert client.post(f"{url}steps/{second}/do/").status_code == 403
    assert client.post(f"{url}close/").status_code == 403
    client.force_login(UserFactory())
    assert client.get(url).status_code == 404

    client.force_login(manager)
    assert client.post(f"{url}steps/{first}/undo/").json()["closed_at"] is None
    assert client.post(f"{url}steps/9999/do/").status_code == 404
    assert client.post(f"{url}close/").json()["closed_at"]
    assert client.post(f"{url}close/").status_code == 409


def test_a_pattern_is_named_and_changed_in_the_words_of_its_form(
    client, manager, amara
):
    client.force_login(manager)
    week = ["09:00-17:30"] * 5 + ["", "22:00-06:00"]
    made = client.post(
        "/api/v1/working-patterns/", {"name": "Late", "week": week}, JSON
    )
    assert made.json()["week"] == week
    assert WorkingPattern.objects.get(name="Late").week[6] == [["22:00", "06:00"]]
    url = f"/api/v1/working-patterns/{made.json()['id']}/"
    etag = made["ETag"]
    for wrong in (["25:00-26:00"] + [""] * 6, [""] * 6):
        body = {"name": "Wrong", "week": wrong}
        assert client.post("/api/v1/working-patterns/", body, JSON).status_code == 400
    changed = client.patch(url, {"name": "Later"}, JSON, headers={"if-match": etag})
    assert changed.json()["name"] == "Later"
    client.force_login(amara.user)
    assert (
        client.post(
            "/api/v1/working-patterns/", {"name": "Mine", "week": week}, JSON
        ).status_code
        == 403
    )


@pytest.mark.parametrize("name", ["certificates", "checklists"])
def test_lists_ask_as_much_for_two_as_for_eight(client, name, team, manager, now):
    client.force_login(manager)
    counts = []
    for more in (2, 6):
        for number in range(more):
            who = PostingFactory(team=team).person
            Certificate.objects.create(person=who, name=f"C{number}")
            made = Checklist.objects.create(
                person=who,
                kind="joiner",
                name="Joiner",
                day_on=now.date() + timedelta(days=number),
                started_by=manager,
                started_at=now,
            )
            made.steps.create(position=0, title="Laptop", due_on=DAY)
        with CaptureQueriesContext(connection) as seen:
            assert len(client.get(f"/api/v1/{name}/").json()["results"]) >= more
        counts.append(len(seen))

    assert counts[0] == counts[1]
