"""What each side of a vendor gets from each of its addresses."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.roles import Role
from tests.access import answer
from tests.access.vendors import TABLE, VENDOR_COLUMNS, VendorRow
from tests.access.world import build_world
from tests.factories import person
from tests.vendors.factories import representative


@pytest.fixture
def world(db, now, unlogged):
    return build_world(now)


def clients_of(world) -> list[Client]:
    other = world["other_vendor"]
    people = [
        representative(world["vendor"].organisation),
        representative(other.organisation),
        person(Role.VENDOR_MANAGER),
        person(Role.VENDOR_MANAGER, vendor=other.slug),
    ]
    clients = []
    for user in people:
        client = Client()
        client.force_login(user)
        clients.append(client)
    assert len(clients) == len(VENDOR_COLUMNS)
    return clients


@pytest.mark.slow
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_side_of_a_vendor_gets_what_is_its_own(method, world):
    clients = clients_of(world)
    wrong = {}

    for name, row in TABLE.items():
        assert isinstance(row, VendorRow), name
        url = reverse(name, args=row.args(world))
        data = dict(row.query) if method == "get" else row.data(world)
        answers = "".join(answer(client, method, url, data) for client in clients)
        if answers != (row.sees if method == "get" else row.does):
            wrong[f"{method} {name}"] = answers

    assert wrong == {}


def test_a_role_on_a_team_does_not_open_the_money_in_a_contracts_history(world):
    client = Client()
    url = reverse("history:story", args=["vendors.contract", world["contract"].pk])

    client.force_login(person(Role.VENDOR_MANAGER, team="payments"))
    assert client.get(url).status_code == 404
    client.force_login(person(Role.VENDOR_MANAGER, vendor=world["vendor"].slug))
    assert client.get(url).status_code == 200
