"""Receivers, messages, pulls and runs over the API: as the pages, with versions and keys."""

from uuid import uuid4

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from apps.accounts.roles import Role
from apps.core import outgoing
from apps.integrations.actions.inbound_endpoints import add_endpoint
from apps.integrations.models import Endpoint, Message, Pull, PullRun, Subscription
from tests.factories import NOW, PlatformFactory, TeamFactory, person
from tests.integrations.outbound_world import ADDRESS, Receiver, happen, subscribe, work
from tests.integrations.pulls_world import pull_from
from tests.vendors.factories import ServiceFactory

pytestmark = pytest.mark.django_db
RECEIVER = {"name": "Bus", "url": ADDRESS, "kinds": ["onboarding.*"]}


@pytest.fixture
def api():
    client = APIClient()
    client.force_authenticate(person(Role.ADMINISTRATOR))
    return client


def test_a_receiver_is_made_once_and_its_secret_told_once(api):
    platform = PlatformFactory()
    key = {"HTTP_IDEMPOTENCY_KEY": str(uuid4())}
    sent = RECEIVER | {"platforms": [platform.slug]}

    first = api.post("/api/v1/subscriptions/", sent, format="json", **key)
    again = api.post("/api/v1/subscriptions/", sent, format="json", **key)

    made = Subscription.objects.get()
    assert first.status_code == again.status_code == 201
    assert first.json()["secret"] == made.secret
    assert again.json()["secret"] is None
    shown = api.get(f"/api/v1/subscriptions/{made.pk}/").json()
    assert shown["platforms"] == [platform.slug]
    assert made.secret not in str(shown)
    assert ADDRESS not in str(shown)


def test_a_receiver_is_changed_over_the_version_that_was_read(api):
    found = subscribe()
    there = f"/api/v1/subscriptions/{found.pk}/"
    etag = api.get(there)["ETag"]

    assert api.patch(there, {"is_on": False}, format="json").status_code == 428
    taken = api.patch(there, {"is_on": False}, format="json", HTTP_IF_MATCH=etag)
    late = api.patch(there, {"is_on": True}, format="json", HTTP_IF_MATCH=etag)

    assert (taken.status_code, late.status_code) == (200, 412)
    found.refresh_from_db()
    assert (found.is_on, found.url, found.name) == (False, ADDRESS, "Event bus")


def test_a_name_that_another_has_is_refused_in_words(api):
    sender = {
        "kind": "grafana",
        "service": ServiceFactory(),
        "by": person(Role.ADMINISTRATOR),
        "now": NOW,
    }
    for name in ("One", "Other"):
        subscribe(name=name)
        pull_from(name=name)
        add_endpoint(name=name, **sender)
    for path, model in (
        ("subscriptions", Subscription),
        ("pulls", Pull),
        ("endpoints", Endpoint),
    ):
        there = f"/api/v1/{path}/{model.objects.get(name='Other').pk}/"
        version = {"HTTP_IF_MATCH": api.get(there)["ETag"]}

        answer = api.patch(there, {"name": "One"}, format="json", **version)
        same = api.patch(there, {"name": "Other"}, format="json", **version)

        assert (path, answer.status_code, same.status_code) == (path, 409, 200)
        assert "has this name." in answer.json()["detail"]


def test_a_kind_that_never_leaves_cannot_be_asked_for(api):
    sent = RECEIVER | {"kinds": ["staffing.note_written"]}

    answer = api.post("/api/v1/subscriptions/", sent, format="json")

    assert answer.status_code == 400
    assert "note_written" in str(answer.json())
    assert not Subscription.objects.exists()


def test_the_log_is_read_and_sent_again(api, monkeypatch):
    receiver = Receiver(answers=[500])
    monkeypatch.setattr(outgoing, "post", receiver.post)
    found = subscribe()
    happen(TeamFactory())
    work(NOW)
    Message.objects.update(state="failed")

    (listed,) = api.get("/api/v1/messages/", {"state": "failed"}).json()["results"]
    count = api.post(
        f"/api/v1/subscriptions/{found.pk}/send-again/",
        {"since": NOW.isoformat()},
        format="json",
    )
    work(timezone.now())

    assert [one["status"] for one in listed["attempts"]] == [500]
    assert count.json() == {"count": 1}
    assert Message.objects.get().state == "delivered"


def test_a_pull_is_made_changed_and_run(api):
    service = ServiceFactory()
    sent = {
        "name": "Incidents",
        "kind": "servicenow",
        "url": ADDRESS,
        "username": "reader",
        "secret": "open sesame",
        "table": "incident",
        "service": service.slug,
        "mapping_name": "ServiceNow incidents",
    }

    made = api.post("/api/v1/pulls/", sent, format="json")
    there = f"/api/v1/pulls/{made.json()['id']}/"
    wrong = api.post("/api/v1/pulls/", sent | {"table": "a^b"}, format="json")
    version = {"HTTP_IF_MATCH": made["ETag"]}
    moved = api.patch(there, {"url": "https://93.184.216.35"}, format="json", **version)
    slow = api.patch(there, {"every_minutes": 60}, format="json", **version)
    run = api.post(f"{there}run/", {}, format="json")

    assert made.status_code == 201
    assert "open sesame" not in str(made.json())
    assert wrong.json()["invalid"]["table"]
    assert moved.json()["invalid"]["secret"]
    assert slow.json()["every_minutes"] == 60
    assert Pull.objects.get().secret == "open sesame"
    assert run.json()["state"] == "running"
    stopped = api.post(f"/api/v1/pull-runs/{run.json()['id']}/stop/")
    assert stopped.json()["state"] == "stopped"


def test_runs_and_what_they_refused_are_listed_by_pull(api):
    one, other = pull_from(name="One"), pull_from(name="Other")
    run = PullRun.objects.create(pull=one, started_at=NOW, state="done")
    PullRun.objects.create(pull=other, started_at=NOW, state="done")
    run.refused.create(key="a1", why="is missing", updated_at=NOW)

    runs = api.get("/api/v1/pull-runs/", {"pull": one.pk}).json()["results"]
    rows = api.get("/api/v1/pull-rejected-rows/", {"run": run.pk}).json()["results"]

    assert [found["id"] for found in runs] == [run.pk]
    assert [found["why"] for found in rows] == ["is missing"]
