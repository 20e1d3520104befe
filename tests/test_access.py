"""Role × URL × method: the expected answer of every address the portal has."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from apps.accounts.roles import Role
from tests.access import COLUMNS, Row, answer
from tests.access.world import TABLES, build_world
from tests.factories import UserFactory, person

TABLE: dict[str, Row] = {
    name: row for module in TABLES for name, row in module.TABLE.items()
}


def all_url_names(resolver: URLResolver, namespace: str = "") -> set[str]:
    """Ours; allauth's addresses are covered by its own tests."""
    names = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (
                f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )
            names |= all_url_names(pattern, inner)
        elif not pattern.lookup_str.startswith(("allauth.", "django.views.generic")):
            names.add(f"{namespace}{pattern.name}")
    return names


def test_every_address_is_in_the_table():
    assert all_url_names(get_resolver()) == set(TABLE)


def test_every_row_has_an_answer_for_every_column():
    uneven = [
        name
        for name, row in TABLE.items()
        if {len(row.get), len(row.post)} != {len(COLUMNS)}
    ]

    assert uneven == []


@pytest.fixture
def world(db, now, unlogged) -> dict[str, object]:
    return build_world(now)


@pytest.fixture
def people(db) -> dict[str, object]:
    """One person a column; each role on everything, the vendor's person outside."""
    found = {}
    for role in COLUMNS[1:]:
        user = person(role)
        if role == Role.VENDOR_REPRESENTATIVE:
            user = UserFactory(external=True)
        found[role] = user
    return found


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_access(table, world, people):
    clients = [client_of(people.get(column)) for column in COLUMNS]
    wrong = {}

    for name, row in table.TABLE.items():
        url = reverse(name, args=row.args(world))
        asked = [("get", dict(row.query), row.get), ("post", row.data(world), row.post)]
        for method, data, expected in asked:
            answers = "".join(answer(client, method, url, data) for client in clients)
            if answers != expected:
                wrong[f"{method} {name}"] = answers

    assert wrong == {}


def client_of(user) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client
