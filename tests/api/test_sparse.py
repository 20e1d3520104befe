"""Only the fields that are asked for, of every list and of every row of one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from apps.accounts.roles import Role
from apps.core.api.described import description
from portal.urls import api as router
from tests.access.world import build_world
from tests.factories import (
    ApplicationFactory,
    DependencyFactory,
    GrantFactory,
    LinkFactory,
    PlatformFactory,
    UserFactory,
    person,
)

pytestmark = pytest.mark.django_db
URL = "/api/v1/applications/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def api(client):
    client.force_login(person(Role.ADMINISTRATOR), BACKEND)
    return client


@pytest.fixture
def ledger():
    found = ApplicationFactory(code="ledger", name="Ledger")
    LinkFactory(application=found)
    DependencyFactory(application=found, on=ApplicationFactory(code="cards"))
    return found


@pytest.mark.usefixtures("ledger")
def test_a_list_and_a_row_have_what_is_asked_for_and_no_more(api):
    listed = api.get(URL, {"fields": "code,needs.on", "q": "Ledger"}).json()
    row = api.get(f"{URL}ledger/", {"fields": " name , tier"}).json()

    assert listed["results"] == [{"code": "ledger", "needs": [{"on": "cards"}]}]
    assert set(listed) == {"next", "previous", "results"}
    assert row == {"name": "Ledger", "tier": 3}


@pytest.mark.usefixtures("ledger")
def test_a_field_named_whole_is_whole_though_a_part_be_named_too(api):
    row = api.get(f"{URL}ledger/", {"fields": "needs.on,needs,needs.id"}).json()

    assert set(row["needs"][0]) == {"id", "on", "is_imported"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("code,colour", "There is no field colour here."),
        ("needs.colour", "There is no field needs.colour here."),
        ("code.first", "There is no field code.first here."),
        ("__class__", "There is no field __class__ here."),
        ("", "Name a field."),
        (",", "Name a field."),
        ("code," * 300, "These are too many."),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_a_field_that_does_not_exist_is_named(api, asked, said):
    for url in (URL, f"{URL}ledger/"):
        answer = api.get(url, {"fields": asked})

        assert answer.status_code == 400
        assert answer.json()["invalid"]["fields"] == [said]


@pytest.mark.usefixtures("ledger")
def test_what_nobody_asked_for_is_not_fetched(api):
    def queries(**asked):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert api.get(URL, asked).status_code == 200
        return len(found)

    api.get(URL)
    assert queries(fields="code,name") == queries() - 4
    assert queries(fields="code,links") == queries() - 3


def test_what_one_may_not_see_is_not_there_for_the_asking(client, now):
    world = build_world(now)
    vendor = world["exclusion"].level.service.contract.vendor
    outside = UserFactory(external=True, organisation=vendor.organisation)
    GrantFactory(user=outside, role=Role.VENDOR_REPRESENTATIVE)
    url = f"/api/v1/exclusions/{world['exclusion'].pk}/"
    answers = []
    for who in (person(Role.ADMINISTRATOR), outside):
        client.force_login(who, BACKEND)
        answers.append(client.get(url, {"fields": "id,note"}).json())

    assert [set(one) for one in answers] == [{"id", "note"}, {"id"}]


@pytest.mark.parametrize(
    ("url", "asked", "wanted"),
    [
        ("search/?q=ledger", "total,results.title", {"total": 0, "results": []}),
        ("search/suggestions/?q=led", "query", {"query": "led"}),
        ("me/", "email,roles.role", None),
        ("portfolio/", "vendors.name,vendors.services.score", {"vendors": []}),
        ("scorecards/", "service", {"next": None, "previous": None, "results": []}),
        ("habits/", "morning", None),
    ],
)
def test_what_is_no_list_of_things_gives_some_of_its_fields_too(
    api, url, asked, wanted
):
    found = api.get(f"/api/v1/{url}{'&' if '?' in url else '?'}fields={asked}")

    assert found.status_code == 200, found.content
    named = {one.partition(".")[0] for one in asked.split(",")}
    assert wanted in (None, found.json())
    assert wanted or set(found.json()) == named


def test_a_scorecard_and_its_tickets_are_had_in_part(api, now, time_machine):
    time_machine.move_to(now, tick=False)
    world = build_world(now)
    service = world["exclusion"].level.service.slug
    level = world["exclusion"].level.slug
    month = f"/api/v1/scorecards/{service}/{now:%Y-%m}/"

    card = api.get(month, {"fields": "score,levels.name,trend"}).json()
    cards = api.get("/api/v1/scorecards/", {"fields": "service,rating"}).json()
    refused = api.get(month, {"fields": "levels.colour"})

    assert set(card) == {"score", "levels", "trend"}
    assert {frozenset(one) for one in card["levels"]} == {frozenset({"name"})}
    assert {frozenset(one) for one in cards["results"]} == {
        frozenset({"service", "rating"})
    }
    assert refused.status_code == 400
    tickets = api.get(f"{month}{level}/tickets/", {"fields": "number"}).json()
    assert {frozenset(one) for one in tickets["results"]} <= {frozenset({"number"})}


def test_every_answer_in_json_can_be_had_in_part():
    """But for reports, whose form is that of the file that they are about."""
    whole = set()
    for url, operations in description()["paths"].items():
        told = operations.get("get", {"parameters": [{"name": "fields"}]})
        kinds = told.get("responses", {}).get("200", {}).get("content", {})
        names = {one["name"] for one in told.get("parameters", [])}
        if "application/json" in kinds and "fields" not in names:
            whole.add(url.removeprefix("/api/v1"))

    assert whole == {
        "/article-imports/{id}/report/",
        "/ticket-imports/{id}/report/",
        "/ticket-mappings/ready/",
    }


def test_a_thing_whose_short_name_is_bulk_is_read_at_the_address_for_rows(api):
    url = "/api/v1/platforms/bulk/"
    assert api.get(url).status_code == 404
    PlatformFactory(slug="bulk", name="Bulk carriers")

    found = api.get(url)
    part = api.get(url, {"fields": "slug"}).json()
    row = {"slug": "bulk", "version": found.json()["version"], "name": "Carriers"}
    changed = api.patch(url, [row], content_type="application/json").json()

    assert (found.json()["name"], part) == ("Bulk carriers", {"slug": "bulk"})
    assert found["ETag"]
    assert [one["status"] for one in changed] == [200]
    assert api.get(url).json()["name"] == "Carriers"
    assert api.get("/api/v1/staff/bulk/").status_code == 404


def lists() -> list[str]:
    found = []
    for one in router.urls:
        try:
            found += [reverse(f"api:{one.name}")] if one.name.endswith("-list") else []
        except NoReverseMatch:
            continue
    return sorted(set(found))


def test_every_list_gives_some_of_its_fields_as_it_gives_all(api, now, time_machine):
    time_machine.move_to(now, tick=False)
    build_world(now)
    seen = 0
    for url in lists():
        with CaptureQueriesContext(connection) as whole:
            full = api.get(url).json()
        rows = full["results"] if isinstance(full, dict) else full
        names = sorted(rows[0]) if rows else []
        for asked in filter(None, (names[::2], names[1::2])):
            with CaptureQueriesContext(connection) as few:
                found = api.get(url, {"fields": ",".join(asked)}).json()
            part = found["results"] if isinstance(full, dict) else found

            assert part == [{name: one[name] for name in asked} for one in rows], url
            assert len(few) <= len(whole), url
            seen += 1

    assert seen > 60
