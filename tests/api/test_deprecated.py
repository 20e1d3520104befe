"""What will go says so in its headers, in the document and on the page."""

from datetime import date

import pytest

from apps.core.api import deprecated as table
from apps.core.api.deprecated import DEPRECATED, SHORTEST_NOTICE, Deprecated
from apps.core.api.described import description
from apps.core.queries import api_reference
from tests.factories import UserFactory

INVENTED = Deprecated(
    since=date(2026, 10, 1), until=date(2027, 6, 30), instead="/api/v1/people/"
)


@pytest.fixture
def invented(monkeypatch, settings):
    settings.SITE_URL = "https://portal.bank.example"
    monkeypatch.setitem(DEPRECATED, ("GET", "api:team-list"), INVENTED)
    api_reference.cache_clear()
    description.cache_clear()
    yield
    api_reference.cache_clear()
    description.cache_clear()


@pytest.fixture
def signed_in(client, db):
    client.force_login(UserFactory(), "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.usefixtures("invented")
def test_its_answers_say_since_when_until_when_and_what_instead(signed_in):
    answer = signed_in.get("/api/v1/teams/")
    other = signed_in.get("/api/v1/people/")

    assert answer.status_code == 200
    assert answer["Deprecation"] == "@1790812800"
    assert answer["Sunset"] == "Wed, 30 Jun 2027 00:00:00 GMT"
    assert answer["Link"] == (
        "<https://portal.bank.example/api/docs/#deprecated>; "
        'rel="deprecation"; type="text/html", '
        '<https://portal.bank.example/api/v1/people/>; rel="successor-version"'
    )
    assert "Deprecation" not in other


@pytest.mark.usefixtures("invented")
def test_a_refusal_says_so_too(client, db):
    assert client.get("/api/v1/teams/")["Deprecation"] == "@1790812800"


@pytest.mark.usefixtures("invented")
def test_the_document_and_the_page_made_of_it_mark_it(signed_in):
    page = signed_in.get("/api/docs/").content.decode()
    [(section, marked)] = api_reference().going

    assert (marked.method, marked.path) == ("GET", "/api/v1/teams/")
    assert "30 Jun 2027" in page
    assert 'id="deprecated"' in page
    assert f"/api/docs/{section.slug}/#{marked.key}" in page
    shown = signed_in.get(f"/api/docs/{section.slug}/").content.decode()
    assert f'id="{marked.key}"' in shown
    assert "Will go" in shown


def test_whatever_will_go_is_announced_half_a_year_before():
    short = [
        name
        for name, one in table.DEPRECATED.items()
        if one.until - one.since < SHORTEST_NOTICE
    ]

    assert short == []
    assert INVENTED.until - INVENTED.since >= SHORTEST_NOTICE
