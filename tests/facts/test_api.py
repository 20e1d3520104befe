"""Facts over the API: the same rows, rights and actions."""

import pytest
from rest_framework.test import APIClient

from apps.accounts.roles import Role
from apps.facts.models import Check, Connector, Fact
from tests.factories import DeploymentFactory, UserFactory, person
from tests.facts.factories import CheckFactory, ConnectorFactory

pytestmark = pytest.mark.django_db
ADDRESS = "https://93.184.216.34"


@pytest.fixture
def there():
    return DeploymentFactory(application__code="ledger", platform__slug="ocp")


@pytest.fixture
def api(there):
    client = APIClient()
    client.force_authenticate(person(Role.PLATFORM_MANAGER, platform="ocp"))
    return client


def post(client, path, **fields):
    return client.post(f"/api/v1/{path}/", fields, format="json")


def test_a_fact_is_told_once_and_older_news_is_ignored(api, there):
    told = {"application": "ledger", "name": "http.latency", "source": "probe"}

    first = post(api, "facts", value="20", measured_at="2026-11-20T09:00Z", **told)
    older = post(api, "facts", value="99", measured_at="2026-11-20T08:00Z", **told)

    assert (first.status_code, first.json()["value"]) == (201, "20")
    assert (older.status_code, older.json()["value"]) == (201, "20")
    found = api.get("/api/v1/facts/", {"name": "http.latency"}).json()["results"]
    assert [(one["application"], one["unit"]) for one in found] == [("ledger", "ms")]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": "nonsense"}, 400),
        ({"name": "http.nonsense"}, 400),
        ({"name": "http.latency", "value": "NaN"}, 409),
        ({"name": "portal.runbook", "value": "yes"}, 409),
        ({"application": "nobody"}, 400),
        ({"measured_at": "2999-01-01T00:00Z"}, 409),
        ({"value": "a\x00b"}, 400),
    ],
)
def test_what_is_no_fact_is_refused_and_nothing_written(api, there, fields, status):
    good = {
        "application": "ledger",
        "name": "custom.debt",
        "value": "1",
        "source": "ci",
    }

    assert post(api, "facts", **(good | fields)).status_code == status
    assert not Fact.objects.exists()


def test_a_stranger_inside_reads_and_tells_nothing(there):
    client = APIClient()
    client.force_authenticate(UserFactory())
    fact = {"application": "ledger", "name": "custom.debt", "value": 1, "source": "x"}

    assert post(client, "facts", **fact).status_code == 403
    event = {"application": "ledger", "source": "ci", "event_id": "1"}
    event["deployed_at"] = "2026-11-20T09:00Z"
    assert post(client, "deployment-events", **event).status_code == 403
    assert client.get("/api/v1/facts/").json()["results"] == []


def test_deployments_bring_the_four_keys(api, there):
    event = {
        "application": "ledger",
        "source": "jenkins",
        "event_id": "77",
        "deployed_at": "2026-11-20T09:00Z",
        "committed_at": "2026-11-20T05:00Z",
        "release": "4.2",
    }

    for _ in range(2):
        assert post(api, "deployment-events", **event).status_code == 201
    wrong = event | {"event_id": "78", "committed_at": "2026-11-21T05:00Z"}
    assert post(api, "deployment-events", **wrong).status_code == 409

    assert len(api.get("/api/v1/deployment-events/").json()["results"]) == 1
    assert Fact.objects.get(name="dora.lead_time").value == "4"


def test_a_connector_keeps_its_secret_to_itself(api, there):
    fields = {
        "platform": "ocp",
        "kind": "ecs",
        "name": "ECS",
        "url": "",
        "secret": "t0ken-canary",
        "session_token": "pass1ng-canary",
        "user": "AKID",
        "region": "eu-central-1",
    }
    made = post(api, "connectors", **fields)
    assert made.status_code == 201
    assert "canary" not in made.content.decode()
    found = Connector.objects.get()
    assert found.settings == {"user": "AKID", "region": "eu-central-1"}
    assert (found.secret, found.session_token) == ("t0ken-canary", "pass1ng-canary")

    path = f"/api/v1/connectors/{found.pk}/"
    tag = {"HTTP_IF_MATCH": made["ETag"]}
    changed = api.patch(path, {"name": "ECS West"}, format="json", **tag)
    assert changed.json()["name"] == "ECS West"
    tag_now = {"HTTP_IF_MATCH": changed["ETag"]}
    api.patch(path, {"user": "AKID2"}, format="json", **tag_now)
    found.refresh_from_db()
    assert found.settings == {"user": "AKID2", "region": "eu-central-1"}
    assert api.patch(path, {"name": "x"}, format="json", **tag).status_code == 412
    near = fields | {"name": "Near", "url": "https://169.254.169.254"}
    assert post(api, "connectors", **near).status_code == 400
    assert post(api, f"connectors/{found.pk}/usual").status_code == 200
    assert found.checks.get().name == "ecs.desired"
    assert api.delete(path).status_code == 204
    assert not Connector.objects.exists()


def test_a_check_is_added_amended_removed_and_asked_now(api, there):
    connector = ConnectorFactory(platform=there.platform)
    fields = {"connector": connector.pk, "name": "prometheus.up", "query": "up"}

    made = post(api, "checks", **fields)
    assert (made.status_code, made.json()["every_minutes"]) == (201, 15)
    assert post(api, "checks", **fields).status_code == 409
    path, tag = f"/api/v1/checks/{made.json()['id']}/", made["ETag"]
    sent = {"every_minutes": 5}
    changed = api.patch(path, sent, format="json", HTTP_IF_MATCH=tag)
    assert changed.json()["every_minutes"] == 5
    asked = post(api, "facts/check-now", application="ledger")
    assert (asked.status_code, asked.json()) == (202, {"asked": 1})
    other = CheckFactory()
    assert api.delete(f"/api/v1/checks/{other.pk}/").status_code == 403
    assert api.delete(path).status_code == 204
    assert Check.objects.get() == other


def test_an_exercise_is_noted(api, there):
    fields = {"application": "ledger", "held_on": "2026-11-01"}
    fields |= {"kind": "tabletop", "outcome": "passed"}

    assert post(api, "exercises", **fields).status_code == 201
    assert (
        post(api, "exercises", **fields | {"held_on": "2999-01-01"}).status_code == 409
    )
