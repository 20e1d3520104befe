"""Endpoints and deliveries over the API: the same actions, the same refusals."""

import pytest

from apps.accounts.roles import Role
from apps.integrations.models import Endpoint
from tests.factories import EditionFactory, person
from tests.integrations.inbound_senders import alert, endpoint, group, received, send
from tests.vendors.factories import ServiceFactory

pytestmark = pytest.mark.django_db
BASE = "/api/v1/endpoints/"
KEY = "6d1b0a5e-8f1c-4c8e-9d26-1f0f5a3f7b11"


def sign_in(client, role=Role.ADMINISTRATOR):
    user = person(role)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


def ask(client, method, path, data=None, **headers):
    call = getattr(client, method)
    return call(path, data, content_type="application/json", headers=headers)


def test_an_endpoint_is_set_up_once_and_its_secret_told_once(client):
    sign_in(client)
    wanted = {
        "name": "Alerts",
        "kind": "alertmanager",
        "service": ServiceFactory(slug="support").slug,
        "networks": ["10.0.0.0/8", "127.0.0.0/8"],
    }

    made = ask(client, "post", BASE, wanted, **{"Idempotency-Key": KEY})
    again = ask(client, "post", BASE, wanted, **{"Idempotency-Key": KEY})
    found = Endpoint.objects.get()
    read = ask(client, "get", f"{BASE}{found.pk}/")

    assert (made.status_code, made.json()["secret"]) == (201, found.secret)
    assert made["Cache-Control"] == "no-store"
    assert (again.status_code, again.json()["secret"]) == (201, None)
    assert "secret" not in read.json()
    assert read.json()["service"] == "support"
    assert read.json()["address"].endswith(f"/integrations/in/{found.key}/")
    assert send(found, b"{}").status_code == 202


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"service": None}, 409),
        ({"networks": ["10.0.0.1/8"]}, 400),
        ({"kind": "carrier-pigeon"}, 400),
        ({"service": "nobody"}, 400),
        ({"per_minute": 0}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(client, wrong, status):
    sign_in(client)
    good = {"name": "A", "kind": "jira", "service": ServiceFactory().slug}

    assert ask(client, "post", BASE, good | wrong).status_code == status
    assert not Endpoint.objects.exists()


def test_an_endpoint_is_changed_over_the_version_that_was_read(client):
    sign_in(client)
    found = endpoint()
    path = f"{BASE}{found.pk}/"
    tag = ask(client, "get", path)["ETag"]

    bare = ask(client, "patch", path, {"is_on": False})
    saved = ask(client, "patch", path, {"is_on": False}, **{"If-Match": tag})
    lost = ask(client, "patch", path, {"is_on": True}, **{"If-Match": tag})

    assert [one.status_code for one in (bare, saved, lost)] == [428, 200, 412]
    assert saved.json()["is_on"] is False


@pytest.mark.parametrize("kind", ["alertmanager", "signed"])
def test_what_would_lead_nowhere_is_refused_in_words(client, kind):
    sign_in(client)
    found = endpoint(kind)
    path, slug = f"{BASE}{found.pk}/", EditionFactory().standard.slug
    tag = ask(client, "get", path)["ETag"]

    answer = ask(client, "patch", path, {"standard": slug}, **{"If-Match": tag})

    assert answer.status_code == 409
    assert (
        "vidence" in answer.json()["detail"] or "criterion" in answer.json()["detail"]
    )
    found.refresh_from_db()
    assert (found.standard, found.version) == (None, 1)


def test_how_payloads_are_read_is_put_and_checked(client, now):
    sign_in(client)
    found = endpoint()
    path = f"{BASE}{found.pk}/mapping/"
    tag = ask(client, "get", f"{BASE}{found.pk}/")["ETag"]
    columns = {"number": "number", "opened_at": "opened", "title": "labels.alertname"}
    rules = {"layout": "tickets", "columns": columns}

    def put(**sent):
        body = {"rules": rules, "options": {}} | sent
        return ask(client, "put", path, body, **{"If-Match": tag})

    assert put(rules={"layout": "tickets", "columns": {}}).status_code == 400
    assert put().status_code == 200
    kept = received(Endpoint.objects.get(), group(alert()), now)
    assert kept.result[0]["result"] == "new"


def test_a_secret_is_changed_and_the_former_one_dropped(client):
    sign_in(client)
    found = endpoint()
    path = f"{BASE}{found.pk}/"

    made = ask(client, "post", f"{path}change-secret/", {})
    full = ask(client, "post", f"{path}change-secret/", {})
    dropped = ask(client, "post", f"{path}drop-former-secret/")

    found.refresh_from_db()
    assert made.json()["secret"] == found.secret
    assert (full.status_code, dropped.status_code) == (409, 200)
    assert found.former_secret == ""


def test_deliveries_are_read_and_run_again_by_who_may(client, now):
    found = endpoint()
    kept, done = received(found, b"{", now), received(found, group(alert()), now)
    path = "/api/v1/inbound-deliveries/"
    sign_in(client, Role.AUDITOR)

    many = ask(client, "get", path).json()["results"]
    one = ask(client, "get", f"{path}{kept.pk}/").json()
    refused = ask(client, "post", f"{path}{kept.pk}/run-again/")

    assert [row["state"] for row in many] == ["processed", "quarantined"]
    assert "body" not in many[0]
    assert (one["body"], one["state"]) == ("{", "quarantined")
    assert refused.status_code == 403

    sign_in(client)
    assert ask(client, "post", f"{path}{kept.pk}/run-again/").status_code == 200
    assert ask(client, "post", f"{path}{done.pk}/run-again/").status_code == 409
