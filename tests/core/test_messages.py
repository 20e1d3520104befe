"""Cookies are this host's alone; sessions end; programs are not led to https."""

from datetime import timedelta

import pytest
from django.conf import settings as portal_settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from apps.core.messages import HostCookieStorage, Storage
from apps.core.middleware import BEGAN, SEEN
from tests.factories import UserFactory

BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_messages_wait_in_a_cookie_of_this_host(rf, settings, monkeypatch):
    settings.SESSION_COOKIE_SECURE = True
    monkeypatch.setattr(HostCookieStorage, "cookie_name", "__Host-messages")
    storage, answer = HostCookieStorage(rf.get("/")), HttpResponse()
    storage.add(20, "Saved.")
    storage.update(answer)

    cookie = answer.cookies["__Host-messages"]
    assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, "/")
    assert cookie["domain"] == ""
    assert Storage.storage_classes[0] is HostCookieStorage
    assert portal_settings.MESSAGE_STORAGE == "apps.core.messages.Storage"
    assert CookieStorage.cookie_name not in answer.cookies


@pytest.fixture
def began(client, db):
    """Somebody who signed in by the door, so that the age of the session counts."""

    def sign_in(**ago):
        client.force_login(UserFactory(), BACKEND)
        session, then = client.session, timezone.now() - timedelta(**ago)
        session[BEGAN] = session[SEEN] = int(then.timestamp())
        session.save()
        return session

    return sign_in


def is_in(client) -> bool:
    return client.get(reverse("accounts:profile")).status_code == 200


@pytest.mark.parametrize(
    ("minutes", "is_let"), [(1, True), (119, True), (121, False), (720, False)]
)
def test_a_session_that_nobody_used_ends_after_two_hours(
    client, began, minutes, is_let
):
    began(minutes=minutes)

    assert is_in(client) is is_let


def test_a_session_in_use_ends_twelve_hours_after_its_login_all_the_same(
    client, began, time_machine
):
    began(minutes=0)
    start = timezone.now()

    for hours in range(1, 12):
        time_machine.move_to(start + timedelta(hours=hours))
        assert is_in(client), hours
    time_machine.move_to(start + timedelta(hours=12))
    assert not is_in(client)


def test_that_it_is_used_is_not_written_at_every_request(client, began):
    session = began(minutes=1)

    is_in(client)

    assert client.session[SEEN] == session[SEEN]


def test_what_was_seen_is_kept_by_no_browser_and_cleared_at_the_end(client, began):
    began(minutes=0)

    page = client.get(reverse("accounts:profile"))
    out = client.post(reverse("account_logout"))

    assert page["Cache-Control"] == "private, no-store"
    assert not page.has_header("Clear-Site-Data")
    assert out["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize("path", ["/api/v1/me/", "/integrations/in/x/"])
def test_a_program_without_tls_is_refused_and_a_browser_led_to_it(
    client, settings, path
):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(path).status_code == 403
    assert client.get(path)["Content-Type"] == "application/problem+json"
    assert client.get("/account/login/")["Location"].startswith("https://")
