"""Mappings of ticket files: shared, and changed by whom they concern."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.vendors import actions
from apps.vendors.models import SavedMapping, TicketImport
from apps.vendors.rules.tickets.mapping import TicketMapping
from tests.factories import person
from tests.vendors.factories import ServiceFactory, representative, stored

JSON = "application/json"
RULES = TicketMapping(columns={"number": "Key", "opened_at": "Created"}).as_json()
TYPED = {
    "layout": "tickets",
    "zone": "UTC",
    "order": "day",
    "column_number": "Number",
    "column_opened_at": "Opened",
}


@pytest.fixture
def services(db):
    return [ServiceFactory(), ServiceFactory()]


@pytest.fixture
def manager(services):
    """Manages the first vendor alone."""
    return person(Role.VENDOR_MANAGER, vendor=services[0].contract.vendor.slug)


@pytest.fixture
def shared(services, now):
    """Both vendors' files are read by it."""
    made = actions.save_mapping(
        "Ours", by=person(Role.VENDOR_MANAGER), rules=RULES, now=now
    )
    for service in services:
        used(service, "Ours", now)
    return made


def used(service, name, now) -> None:
    TicketImport.objects.create(
        service=service, file=stored(now), mapping_name=name, created_at=now
    )


def test_a_mapping_of_others_is_changed_by_nobody_who_manages_one_of_them(
    shared, manager, now
):
    change = {"by": manager, "name": "Ours", "rules": RULES, "version": 1, "now": now}
    with pytest.raises(PermissionDenied):
        actions.amend_mapping(shared.pk, **change)
    with pytest.raises(PermissionDenied):
        actions.remove_mapping(shared.pk, by=manager, now=now)
    with pytest.raises(DomainError, match="another name"):
        actions.save_mapping("Ours", by=manager, rules=RULES, now=now)

    assert SavedMapping.objects.get().version == 1


def test_who_manages_all_of_them_changes_it_and_its_imports_follow_the_name(
    shared, manager, now
):
    everybodys = person(Role.VENDOR_MANAGER)
    actions.amend_mapping(
        shared.pk, by=everybodys, name="Theirs", rules=RULES, version=1, now=now
    )

    assert set(TicketImport.objects.values_list("mapping_name", flat=True)) == {
        "Theirs"
    }
    with pytest.raises(PermissionDenied):
        actions.remove_mapping(shared.pk, by=manager, now=now)


def test_one_used_by_own_services_alone_is_ones_own(services, manager, now):
    made = actions.save_mapping("Mine", by=manager, rules=RULES, now=now)
    used(services[0], "Mine", now)

    actions.amend_mapping(
        made.pk, by=manager, name="Mine too", rules=RULES, version=1, now=now
    )
    assert SavedMapping.objects.get().name == "Mine too"


def test_a_ready_mapping_that_others_use_is_not_replaced(services, manager, now):
    used(services[1], "Generic", now)

    with pytest.raises(DomainError, match="another name"):
        actions.save_mapping("Generic", by=manager, rules=RULES, now=now)


def test_the_page_saves_a_copy_where_one_may_not_change_it(client, shared, manager):
    client.force_login(manager)
    url = reverse("vendors:mapping", args=[shared.pk])
    page = client.get(url).content.decode()
    amend = reverse("vendors:amend_mapping", args=[shared.pk])
    same = client.post(amend, {**TYPED, "name": "Ours", "version": 1})
    copied = client.post(amend, {**TYPED, "name": "Ours, ours", "version": 1})

    assert "Save as a copy" in page
    assert "Remove this mapping" not in page
    assert same.status_code == 422
    assert copied.status_code == 303
    kept = SavedMapping.objects.get(name="Ours")
    assert (kept.version, kept.rules["columns"]) == (1, RULES["columns"])
    copy = SavedMapping.objects.get(name="Ours, ours")
    assert copy.rules["columns"] == {"number": "Number", "opened_at": "Opened"}


def test_the_api_makes_changes_and_forgets_mappings(client, manager):
    client.force_login(manager)
    url = "/api/v1/ticket-mappings/"
    sent = {
        "name": "Mine",
        "rules": {
            "layout": "tickets",
            "columns": {"number": ["Key", "Id"], "opened_at": "Created"},
            "priorities": {"Severe": 1},
        },
    }
    made = client.post(url, sent, JSON)
    again = client.post(url, sent, JSON)
    one = f"{url}{made.json()['id']}/"
    sent["rules"]["zone"] = "Europe/London"
    unread = client.put(one, sent, JSON)
    read = {"HTTP_IF_MATCH": made["ETag"]}
    changed = client.put(one, sent, JSON, **read)
    lost = client.put(one, sent, JSON, **read)

    assert (made.status_code, again.status_code) == (201, 409)
    assert made.json()["rules"]["columns"]["number"] == ["Key", "Id"]
    assert (unread.status_code, changed.status_code, lost.status_code) == (
        *(428, 200),
        412,
    )
    assert changed.json()["rules"]["zone"] == "Europe/London"
    gone = client.delete(one, HTTP_IF_MATCH=changed["ETag"])
    assert gone.status_code == 204
    assert not SavedMapping.objects.exists()


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({}, "required"),
        ({"layout": "tickets", "columns": {}}, "choose its column"),
        ({"layout": "tickets", "columns": {"number": 5}}, "heading"),
        ({"layout": "tickets", "columns": {"zq": "A"}}, "not known: zq"),
        ({"layout": "tickets", "columns": {"number": "A"}, "zone": "Zq"}, "time zone"),
        ({"layout": "x", "columns": {"number": "A"}}, "valid choice"),
        ("text", "dictionary"),
    ],
)
def test_the_api_refuses_what_is_no_mapping(client, manager, rules, words):
    client.force_login(manager)
    said = client.post(
        "/api/v1/ticket-mappings/", {"name": "Mine", "rules": rules}, JSON
    )

    assert said.status_code == 400
    assert words in said.content.decode()
    assert not SavedMapping.objects.exists()


def test_the_api_changes_nothing_of_others(client, shared, manager):
    client.force_login(manager)
    url = f"/api/v1/ticket-mappings/{shared.pk}/"
    read = client.get(url)
    sent = {"name": "Ours", "rules": RULES}
    said = client.put(url, sent, JSON, HTTP_IF_MATCH=read["ETag"])

    assert read.json()["may_change"] is False
    assert said.status_code == 403
    assert client.delete(url, HTTP_IF_MATCH=read["ETag"]).status_code == 403
    assert SavedMapping.objects.get().version == 1


def test_a_representative_makes_no_mapping(client, services):
    client.force_login(representative(services[0].contract.vendor.organisation))
    sent = {"name": "Mine", "rules": RULES}

    assert client.post("/api/v1/ticket-mappings/", sent, JSON).status_code == 403
    assert not SavedMapping.objects.exists()
