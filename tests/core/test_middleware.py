"""What happens to every request, once."""

import json

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisAway

from apps.accounts.models import Team
from apps.accounts.roles import Role
from apps.history.models import Event
from tests.factories import TeamFactory, UserFactory, person

BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_alive_needs_nothing(client):
    answer = client.get("/livez", headers={"host": "not-ours.example"})

    assert answer.json() == {"alive": True}


@pytest.mark.django_db
def test_ready_says_what_is_degraded(client):
    cache.delete("core.heartbeat")

    assert client.get("/readyz").json() == {"ready": True, "degraded": ["worker"]}

    cache.set("core.heartbeat", timezone.now(), timeout=60)
    assert client.get("/readyz").json() == {"ready": True, "degraded": []}


@pytest.mark.django_db
def test_ready_stays_ready_while_redis_is_away(client, monkeypatch):
    def away(key):
        raise RedisAway

    monkeypatch.setattr(cache, "get", away)

    assert client.get("/readyz").json() == {"ready": True, "degraded": ["redis"]}


@pytest.mark.django_db
def test_not_ready_without_the_database(client, monkeypatch):
    def away(*_, **__):
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["database"] == "unreachable"


@pytest.mark.django_db
def test_started_once_it_was_ready_and_from_then_on(client, monkeypatch):
    def away(*_, **__):
        raise DatabaseError

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(connection, "cursor", away)
        assert client.get("/startupz").status_code == 503

    assert client.get("/startupz", headers={"host": "10.0.0.7"}).status_code == 200
    monkeypatch.setattr(connection, "cursor", away)
    assert client.get("/startupz").json() == {"started": True}
    assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        ("abcdef12-3456", True),
        ("short", False),
        ("x" * 65, False),
        ("evil\nid-123456", False),
        ("<script>alert(1)</script>", False),
        ("", False),
    ],
)
def test_a_request_has_one_id(client, given, is_kept):
    answer = client.get("/account/login/", headers={"x-request-id": given})

    assert (answer["X-Request-ID"] == given) == is_kept
    assert len(answer["X-Request-ID"]) >= 8


@pytest.mark.django_db
def test_who_is_not_signed_in_goes_to_the_login_and_comes_back(door):
    url = reverse("accounts:people") + "?q=a"

    answer = door.get(url)

    if door.via == "htmx":
        assert answer.status_code == 204
        where = answer["HX-Redirect"]
    else:
        assert answer.status_code == 302
        where = answer["Location"]
    assert where == "/account/login/?next=/people/%3Fq%3Da"


@pytest.mark.django_db
def test_what_is_signed_in_for_is_in_no_shared_cache(door):
    door.force_login(UserFactory(), BACKEND)

    assert "private" in door.get(reverse("accounts:people"))["Cache-Control"]
    assert door.get(reverse("accounts:tokens"))["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_times_are_shown_in_the_readers_zone(client):
    client.force_login(UserFactory(time_zone="Asia/Kolkata"), BACKEND)
    seen = []

    def look(*args, **_):
        seen.append(timezone.get_current_timezone_name())

    with connection.execute_wrapper(
        lambda execute, *given: (look(), execute(*given))[1]
    ):
        client.get(reverse("accounts:people"))

    assert "Asia/Kolkata" in seen
    assert timezone.get_current_timezone_name() == "UTC"


@pytest.mark.django_db
def test_a_done_change_is_said_in_a_toast(door):
    admin, somebody = person(Role.ADMINISTRATOR), UserFactory(name="Bea Stone")
    door.force_login(admin, BACKEND)
    role = {"user_pk": somebody.pk, "role": "auditor", "scope_kind": "everything"}

    door.post(reverse("accounts:give_role"), role)
    answer = door.get(reverse("accounts:roles"), headers={"HX-Target": "results"})

    assert "Bea Stone is now Auditor on everything." in answer.content.decode()


@pytest.mark.django_db
def test_a_lost_edit_shows_both_and_changes_nothing(door):
    team = TeamFactory(name="Cards")
    door.force_login(person(Role.ADMINISTRATOR), BACKEND)
    team.name = "Cards and wallets"
    team.save_if_version(1, ["name"])

    answer = door.post(
        reverse("accounts:amend_team", args=[team.slug]),
        {"name": "My cards", "expected_version": 1},
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "My cards" in page
    assert "Cards and wallets" in page
    assert answer["HX-Retarget"] == "#main"
    assert Team.objects.get().name == "Cards and wallets"
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_refusal_is_said_in_the_rules_words(door):
    me = person(Role.ADMINISTRATOR)
    door.force_login(me, BACKEND)

    answer = door.post(reverse("accounts:bar", args=[me.pk]), {"is_active": "no"})

    assert answer.status_code == 409
    assert "Nobody bars themselves." in answer.content.decode()


@pytest.mark.django_db
def test_every_page_has_the_strict_policy(door):
    policy = door.get("/account/login/")["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
def test_the_api_says_its_refusals_as_problems(client):
    client.force_login(UserFactory(), BACKEND)

    answer = client.get("/api/v1/teams/999999/")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["status"] == 404
