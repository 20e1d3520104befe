"""The catalog over the API: the same rows, rights and actions."""

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.catalog.models import Application, ImportRun
from apps.catalog.states import ImportState
from tests.factories import (
    ApplicationFactory,
    DependencyFactory,
    LinkFactory,
    PlatformFactory,
    TeamFactory,
    person,
)

KEY = {"HTTP_IDEMPOTENCY_KEY": "8c5f7e0a-0000-4000-8000-000000000001"}
JSON = "application/json"

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(client):
    client.force_login(
        person(Role.ADMINISTRATOR), "django.contrib.auth.backends.ModelBackend"
    )
    return client


def test_an_application_is_made_once_read_and_changed(api):
    TeamFactory(slug="payments")
    new = {
        "code": "ledger",
        "name": "Ledger",
        "owner_team": "payments",
        "lifecycle": "production",
    }

    first = api.post("/api/v1/applications/", new, JSON, **KEY)
    second = api.post("/api/v1/applications/", new, JSON, **KEY)
    assert (first.status_code, second.json()["id"]) == (201, first.json()["id"])

    changed = api.patch(
        "/api/v1/applications/ledger/", {"tier": 1}, JSON, HTTP_IF_MATCH=first["ETag"]
    )
    assert (changed.status_code, changed.json()["tier"]) == (200, 1)
    assert changed["ETag"] != first["ETag"]

    late = api.patch(
        "/api/v1/applications/ledger/", {"tier": 2}, JSON, HTTP_IF_MATCH=first["ETag"]
    )
    assert (late.status_code, late["Content-Type"]) == (
        412,
        "application/problem+json",
    )
    assert Application.objects.get().tier == 1


def test_a_list_is_filtered_by_the_pages_questions(api):
    ApplicationFactory(tier=1, code="one")
    ApplicationFactory(tier=2)

    found = api.get("/api/v1/applications/?tier=1").json()["results"]

    assert [one["code"] for one in found] == ["one"]
    assert api.get("/api/v1/applications/?team=nobody").status_code == 400


def test_parts_are_added_and_taken_away(api):
    found, other = ApplicationFactory(), ApplicationFactory(code="other")
    PlatformFactory(slug="ocp")
    url = reverse("api:application-detail", args=[found.code])

    for name, given in (
        ("deployments", {"platform": "ocp", "environment": "test"}),
        ("links", {"kind": "runbook", "url": "https://a.example"}),
        ("needs", {"on": other.code}),
    ):
        added = api.post(f"{url}{name}/", given, JSON)
        assert added.status_code == 200, added.json()
        (part,) = added.json()[name]
        assert api.post(f"{url}{name}/", given, JSON).status_code == 409
        gone = api.delete(f"{url}{name}/{part['id']}/")
        assert gone.json()[name] == []


def test_a_part_of_another_application_is_not_found(api):
    link, tie = LinkFactory(), DependencyFactory()
    url = reverse("api:application-detail", args=[tie.application.code])

    assert api.delete(f"{url}links/{link.pk}/").status_code == 404


def test_an_import_is_previewed_and_confirmed(api):
    text = (
        "apiVersion: backstage.io/v1alpha1\nkind: System\n"
        "metadata: {name: money}\nspec: {owner: payments}\n---\nkind: [\n"
    )

    made = api.post(
        "/api/v1/imports/", {"files": [{"name": "a.yaml", "text": text}]}, JSON
    )
    assert made.status_code == 201
    assert made.json()["report"]["counts"]["created"] == 1
    assert made.json()["report"]["problems"][0]["number"] == 2

    done = api.post(f"/api/v1/imports/{made.json()['id']}/confirm/")

    assert done.json()["state"] == "queued"
    assert ImportRun.objects.get().state == ImportState.QUEUED


def test_a_reviewer_may_not_write(client):
    found = ApplicationFactory()
    client.force_login(
        person(Role.REVIEWER), "django.contrib.auth.backends.ModelBackend"
    )
    url = reverse("api:application-detail", args=[found.code])
    read = client.get(url)

    refused = client.patch(url, {"tier": 1}, JSON, HTTP_IF_MATCH=read["ETag"])

    assert refused.status_code == 403
    found.refresh_from_db()
    assert found.tier == 3
