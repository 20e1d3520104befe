"""Role × URL × method: the expected answer of every address the portal has."""

from collections.abc import Sequence
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from apps.accounts.roles import Role
from tests.access import COLUMNS, NO_SUCH_METHOD, Row, answer
from tests.access.methods import METHODS, NAMED, expected
from tests.access.world import TABLES, build_world
from tests.factories import UserFactory, person
from tests.security.tally import is_whole, note

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


def test_every_other_method_that_is_named_is_of_an_address_there_is():
    assert {name for _, name in NAMED} <= set(TABLE)


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
    """GET and POST of everybody, a POST that nobody has of a stranger and one other in turn;
    of the other methods one a row, in turn. All of them where all is tried.
    """
    clients = [client_of(people.get(column)) for column in COLUMNS]
    everybody = range(len(COLUMNS))
    wrong = {}

    for number, (name, row) in enumerate(table.TABLE.items()):
        url = reverse(name, args=row.args(world))
        asked = [
            ("get", dict(row.query), row.get, everybody),
        ]
        if row.post != NO_SUCH_METHOD or is_whole():
            asked.append(("post", row.data(world), row.post, everybody))
        else:
            asked.append(("post", {}, row.post, [0, 1 + number % (len(COLUMNS) - 1)]))
        for method, columns in others(number):
            asked.append((method, {}, expected(method, name, row), columns))
        whole = f"{url}?{urlencode(row.query)}" if row.query else url
        for method, data, letters, columns in asked:
            place = url if method in {"get", "post"} else whole
            answers = {
                COLUMNS[n]: answer(clients[n], method, place, data) for n in columns
            }
            bad = [n for n in columns if answers[COLUMNS[n]] != letters[n]]
            if bad:
                wrong[f"{method} {name}"] = "".join(answers.values())
            note("cells", len(answers), len(bad))

    assert wrong == {}


def others(place: int) -> list[tuple[str, Sequence[int]]]:
    """The other methods, and the columns that ask by them."""
    if is_whole():
        return [(method, range(len(COLUMNS))) for method in METHODS]
    return [(METHODS[place % len(METHODS)], [place // len(METHODS) % len(COLUMNS)])]


def client_of(user) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client
