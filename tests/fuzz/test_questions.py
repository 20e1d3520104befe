"""Every page and list without arguments, and the API's, asked anything in the address."""

import inspect

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts.roles import Role
from apps.core.lists import FilterForm
from tests.access import nothing
from tests.access.world import TABLES
from tests.factories import person
from tests.fuzz import examples, within_a_second

BACKEND = "django.contrib.auth.backends.ModelBackend"
# Who asks these is signed out, or waits for an answer that is a file of all there is.
NOT_ASKED = {"accounts:sign_out"}
PAGES = sorted(
    name
    for table in TABLES
    for name, row in table.TABLE.items()
    if row.args is nothing and row.get[-1] in "OB" and name not in NOT_ASKED
)
VALUES = st.one_of(
    st.text(max_size=12),
    st.integers().map(str),
    st.sampled_from(
        [
            *(
                "",
                "on",
                "-",
                "--",
                "0",
                "-1",
                "1e999",
                "NaN",
                "2026-02-30",
                "0001-01-01",
            ),
            *(
                "9999-12-31",
                "2026-13",
                "csv",
                "xlsx",
                "mine",
                "open",
                "live",
                "%",
                "\\",
            ),
            *(
                "\x00",
                "'",
                '"',
                "٣",
                "999999999999999999999",
                "a" * 3000,
                "ONB-1",
                "T1",
            ),
        ]
    ),
)


def every_form(of: type[FilterForm] = FilterForm) -> list[type[FilterForm]]:
    """All filters of lists that there are."""
    return [one for sub in of.__subclasses__() for one in (sub, *every_form(sub))]


@pytest.fixture
def client(db):
    found = Client()
    found.force_login(person(Role.ADMINISTRATOR), BACKEND)
    return found


@pytest.fixture
def names():
    """What addresses may ask, by name."""
    reverse("dashboard:home")
    fields = {name for form in every_form() for name in form.base_fields}
    usual = {
        "page",
        "sort",
        "export",
        "cursor",
        "fields",
        "day",
        "month",
        "path",
        "key",
    }
    return sorted(fields | usual)


WARM: set[str] = set()


@given(data=st.data())
@examples(30)
def test_any_question_is_answered(client, names, data):
    page = data.draw(st.sampled_from(PAGES))
    pairs = st.lists(st.tuples(st.sampled_from(names), VALUES), max_size=8)
    query = QueryDict(mutable=True)
    for name, value in data.draw(pairs):
        query.appendlist(name, value)
    address = reverse(page)
    if page not in WARM:
        WARM.add(page)
        client.get(address)

    within_a_second(lambda: _ask(client, f"{address}?{query.urlencode()}"))


def _ask(client, address):
    response = client.get(address)
    assert response.status_code < 500, f"{response.status_code} from {address}"
    for _ in response.streaming_content if response.streaming else ():
        pass


def asks_for_nothing_else(form: type[FilterForm]) -> bool:
    """Whether it can be made of a question and a person alone."""
    asked = inspect.signature(form.__init__).parameters.values()
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    known = {"self", "query", "user"}
    return all(
        one.kind in kinds or one.default is not one.empty or one.name in known
        for one in asked
    )


@given(data=st.data())
@examples(40)
def test_every_filter_takes_any_question(db, names, data):
    form = data.draw(st.sampled_from(list(filter(asks_for_nothing_else, every_form()))))
    query = QueryDict(mutable=True)
    for name in form.base_fields:
        for value in data.draw(st.lists(VALUES, max_size=2)):
            query.appendlist(name, value)

    within_a_second(lambda: form(query, user=None).is_valid())
