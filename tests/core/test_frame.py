"""The frame around every page, and the pages that say no."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from tests.factories import OrganisationFactory, UserFactory, person
from tests.facts.factories import ConnectorFactory


@pytest.fixture
def signed_in(client, db):
    user = UserFactory(name="Ada Stone", theme="dark")
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_a_missing_page_says_so_in_the_portals_look(signed_in):
    page = signed_in.get("/nowhere/").content.decode()

    assert "There is no such page for you" in page
    assert 'data-bs-theme="dark"' in page
    assert "Ada Stone" in page
    assert 'href="#main"' in page


def test_a_stranger_who_loses_the_way_sees_no_navigation(client, db):
    page = client.get("/nowhere/").content.decode()

    assert 'data-bs-theme="auto"' in page
    assert "<nav" not in page


def test_the_page_of_a_fault_needs_no_request():
    page = render_to_string("500.html")

    assert "Something went wrong" in page


def test_a_fault_tells_a_program_in_json_which_request_it_was(client, db, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("a secret of ours")

    client.raise_request_exception = False
    monkeypatch.setattr("apps.accounts.api.MeView.get", fail)
    client.force_login(
        person(Role.REVIEWER), "django.contrib.auth.backends.ModelBackend"
    )

    answer = client.get("/api/v1/me/", headers={"X-Request-ID": "looked-for-1"})

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "about:blank"
    assert "Request looked-for-1 is in the log" in answer.json()["detail"]
    assert b"secret" not in answer.content


def test_a_refusal_keeps_its_words(rf: RequestFactory):
    page = render_to_string("409.html#main", {"error": DomainError("Not before May.")})

    assert "Not before May." in page
    assert '<main id="main"' in page


TYPED = {
    "name": "Payments & settlement",
    "password": "correct horse battery",
    "webhook_url": "https://hooks.example/canary",
    "version": "3",
    "kind": "team",
}


@pytest.mark.parametrize("address", ["/teams/nobody/amend/", "/nowhere/"])
def test_what_was_typed_over_a_thing_that_is_gone_is_still_there(signed_in, address):
    answer = signed_in.post(address, TYPED)

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Payments &amp; settlement" in page
    assert "It was not saved" in page
    assert "battery" not in page
    assert "canary" not in page


def test_a_refusal_keeps_what_was_typed_and_leads_back(signed_in, monkeypatch):
    def refuse(*_, **__):
        raise DomainError("Not before May.")

    monkeypatch.setattr("apps.accounts.actions.save_filter", refuse)
    typed = {"name": "Mine of a long while", "page": "accounts:people", "query": ""}
    url, before = reverse("accounts:save_filter"), "http://testserver/onboarding/?a=1"

    answer = signed_in.post(url, typed, headers={"Referer": before})
    elsewhere = signed_in.post(url, typed, headers={"Referer": "https://evil.example/"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert f'href="{before}"' in page
    assert "Mine of a long while" in page
    assert b"evil.example" not in elsewhere.content


def test_a_lost_edit_shows_both_versions(db):
    bank = OrganisationFactory(name="Payments")

    page = render_to_string(
        "core/conflict.html#main",
        {"error": EditConflict(bank, {"name": "Payment & settlement"})},
    )

    assert "Payment &amp; settlement" in page
    assert "Payments" in page


def test_a_lost_edit_shows_no_secret(db):
    found = ConnectorFactory(secret="t0ken-canary")

    lost = EditConflict(found, {"name": "Ours", "secret": "0ther-canary"})
    page = render_to_string("core/conflict.html#main", {"error": lost})

    assert found.name in page
    assert "canary" not in page
    assert page.count("Kept encrypted, and not shown") == 2


def test_a_stale_form_is_told_how_to_go_on(db):
    page = render_to_string("403_csrf.html", {"reason": "No cookie."})

    assert "gone stale" in page
    assert "No cookie." in page


@pytest.mark.parametrize("template", ["400.html", "403.html", "404.html", "500.html"])
def test_pages_of_errors_link_home(template):
    assert 'href="/"' in render_to_string(template)
