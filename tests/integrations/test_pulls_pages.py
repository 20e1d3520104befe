"""The pages of pulls: list, form, runs, what was refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core import outgoing
from apps.integrations.models import Pull, PullRun, RejectedRow
from tests.factories import NOW, person
from tests.integrations.pulls_world import ADDRESS, LONG_AGO, Server, go, pull_from
from tests.vendors.factories import ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def typed():
    return {
        "name": "Incidents",
        "kind": "servicenow",
        "url": ADDRESS + "/",
        "username": "reader",
        "secret": "open sesame",
        "table": "incident",
        "query": "active=true",
        "zone": "Europe/London",
        "service": ServiceFactory().pk,
        "mapping_name": "ServiceNow incidents",
        "every_minutes": "15",
        "per_minute": "30",
        "is_on": "on",
        "sent_key": "7f0b7a3e-0f5e-4d57-9e0e-51a3a43f3a13",
    }


def test_a_pull_is_added_once_and_its_secret_is_never_shown(door, admin, typed):
    door.force_login(admin)
    url = reverse("integrations:add_pull")

    answers = [door.post(url, typed) for _ in range(2)]

    made = Pull.objects.get()
    assert {one["Location"] for one in answers} == {made.get_absolute_url()}
    assert made.url == ADDRESS
    for there in (
        made.get_absolute_url(),
        reverse("integrations:edit_pull", args=[made.pk]),
    ):
        assert "open sesame" not in door.get(there).content.decode()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"url": "https://169.254.169.254"}, "cannot be used"),
        ({"url": ADDRESS + "?a=b"}, "without ? and #"),
        ({"table": "incident^OR"}, "name of a table"),
        ({"query": "active=true^ORDERBYnumber"}, "Leave ORDERBY out"),
        ({"zone": "Mars/Olympus"}, "no such time zone"),
        ({"kind": "jira_cloud", "query": ""}, "wants a search"),
        ({"kind": "jira_server", "query": "project = A order  by key"}, "ORDER BY out"),
        ({"every_minutes": "0"}, "greater than or equal to 1"),
        ({"mapping_name": "Nobody's"}, "not one of the available"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client, admin, typed, wrong, says):
    client.force_login(admin)

    response = client.post(reverse("integrations:add_pull"), typed | wrong)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Pull.objects.exists()


def test_a_secret_stays_with_its_host(client, admin, typed):
    found = pull_from(by=admin)
    client.force_login(admin)
    url = reverse("integrations:amend_pull", args=[found.pk])
    typed |= {"secret": "", "version": "1"}

    moved = client.post(url, typed | {"url": "https://93.184.216.35"})
    aside = client.post(url, typed | {"url": f"{ADDRESS}/elsewhere"})
    kept = client.post(url, typed | {"url": ADDRESS})

    assert (moved.status_code, aside.status_code) == (422, 422)
    assert "Type it again" in moved.content.decode()
    assert "Type it again" in aside.content.decode()
    assert kept.status_code == 303
    found.refresh_from_db()
    assert (found.secret, found.query) == ("open sesame", "active=true")


def test_a_run_shows_how_far_it_is_and_what_it_refused(door, admin, monkeypatch):
    server = Server("servicenow")
    server.add(1, LONG_AGO)
    server.add(2, LONG_AGO, opened="2026-10-45 08:00:00")
    monkeypatch.setattr(outgoing, "fetch", server.fetch)
    found = pull_from(by=admin)
    run = go(found)
    door.force_login(admin)

    page = door.get(found.get_absolute_url()).content.decode()
    detail = door.get(run.get_absolute_url()).content.decode()
    export = door.get(run.get_absolute_url(), {"export": "csv"}).content.decode()
    none = door.get(run.get_absolute_url(), {"q": "INC0000001"}).content.decode()

    assert f"Run {run.pk}" in page
    assert "2 of 2" in page
    assert "is no date and time" in detail
    assert "INC0000002" in export
    assert "2026-10-45 08:00:00" in export
    assert "No row matches" in none


@pytest.mark.parametrize("name", ["pulls", "pull", "pull_run"])
def test_a_list_asks_as_much_for_many_as_for_few(name, client, admin):
    client.force_login(admin)
    found = pull_from(by=admin)
    run = PullRun.objects.create(pull=found, started_at=NOW, state="done", by=admin)
    args = {"pulls": [], "pull": [found.pk], "pull_run": [run.pk]}[name]
    url = reverse(f"integrations:{name}", args=args)
    counts = []
    for some in (2, 10):
        for n in range(some):
            pull_from(by=admin, name=f"{some} {n}")
            PullRun.objects.create(pull=found, started_at=NOW, state="done", by=admin)
            RejectedRow.objects.create(run=run, key=str(n), why="x", updated_at=NOW)
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        counts.append(len(seen))

    assert counts[0] == counts[1]
