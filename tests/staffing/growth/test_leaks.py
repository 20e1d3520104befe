"""Nothing confidential reaches anybody outside the line, by whatever way.

Every confidential field holds a word of its own. Who holds every role at once, an auditor,
colleagues and a vendor's person walk every address there is; then every other table, the
letters, the logs and the sessions are searched for the words.
"""

import logging
from functools import cache

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from prometheus_client import generate_latest
from psycopg.sql import SQL, Identifier

from apps.accounts.roles import Role
from apps.core.models import OutboxItem
from apps.history.models import Event
from apps.reminders.actions.news import read_news
from apps.staffing.models.growth.policies import TABLES
from apps.staffing.queries.growth.held import confidential_models
from apps.staffing.urls.growth import patterns
from tests.access.world import TABLES as WORLD
from tests.access.world import build_world
from tests.factories import NOW, GrantFactory, OrganisationFactory
from tests.staffing.growth.everything import (
    NUMBER,
    WORD,
    make_everything,
    mark_everything,
)
from tests.staffing.growth.people import client_of, make_line, somebody
from tests.vendors.factories import representative
from tests.vendors.test_isolation import asked, holding

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEARCHED = (WORD, NUMBER, "7,654,321")


@pytest.fixture
def line():
    return make_line()


@pytest.fixture
def things(line):
    return make_everything(line)


def growth_addresses(things):
    """Every address of growth, with the thing of Anna's that it names."""
    for one in patterns:
        route = str(one.pattern)
        kind = route.split("/")[1]
        values = {}
        if "<int:pk>" in route:
            values["pk"] = things[kind].pk if kind in things else 1
        if "<int:result>" in route:
            values["result"] = things["results"].pk
        if "<slug:stage>" in route:
            values["stage"] = "offer"
        yield reverse(f"staffing:{one.name}", kwargs=values)


def other_addresses(world):
    """Every address of the portal with the world's things, and what may be asked of it."""
    for table in WORLD:
        for name, row in table.TABLE.items():
            url = reverse(name, args=row.args(world))
            yield url, dict(row.query)


def stories():
    """The history of every confidential row, and what stands behind each line."""
    for model in confidential_models():
        label = model._meta.label_lower
        for pk in model._base_manager.values_list("pk", flat=True)[:2]:
            yield reverse("history:story", args=[label, pk])
            yield reverse("history:untold", args=[label, pk])
    for pk in Event.objects.filter(verb__startswith="staffing.").values_list(
        "pk", flat=True
    ):
        yield reverse("history:changes", args=[pk])


def growth_leaks(client, urls, *, words=SEARCHED, sends=False):
    """Where an answer holds one of the words; with `sends` forms are sent there as well."""
    found = {}
    for url in urls:
        tries = [("get", {})]
        if sends:
            tries.append(("post", {"words": "x", "is_shared": "on"}))
        if url.endswith(("vacancies/", "reads/")):
            tries += [("get", {"export": "csv"}), ("get", {"sort": "-what"})]
        for method, data in tries:
            if place := holding(asked(client, method, url, data), words):
                found[f"{method} {url}"] = place
    return found


def leaks_anywhere(client, world, *, words=SEARCHED):
    """Where an answer of any other address does; asked for the words as well."""
    found = {}
    for url, query in other_addresses(world):
        if place := holding(asked(client, "get", url, query), words):
            found[url] = place
    for name in ("dashboard:palette", "knowledge:search"):
        for question in ("Anna", "review", "staffing"):
            text = asked(client, "get", reverse(name), {"q": question})
            if place := holding(text, words):
                found[f"{name} {question}"] = place
    return found


@cache
def other_tables():
    with connection.cursor() as cursor:
        return [
            one
            for one in connection.introspection.table_names(cursor)
            if one not in TABLES
        ]


def tables_with(word):
    """The other tables of which a row holds the word, in any column."""
    found = []
    with connection.cursor() as cursor:
        for table in other_tables():
            query = SQL("SELECT EXISTS (SELECT FROM {0} t WHERE t::text LIKE %s)")
            cursor.execute(query.format(Identifier(table)), [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def all_roles_at_once():
    """Somebody with every role inside on everything, who leads nobody."""
    found = somebody("Una Allrole")
    for role in Role:
        if role != Role.VENDOR_REPRESENTATIVE:
            GrantFactory(user=found.user, role=role)
    return found


def test_nobody_outside_the_line_finds_anything_in_growth_or_history(line, things):
    mark_everything()
    urls = list(growth_addresses(things))
    everybody = client_of(all_roles_at_once().user)
    near = {
        name: client_of(getattr(line, name).user)
        for name in ("other_manager", "past_hr")
    }

    assert growth_leaks(everybody, [*urls, *stories()], sends=True) == {}
    assert growth_leaks(client_of(line.colleague.user), urls) == {}
    for name, client in near.items():
        assert growth_leaks(client, urls) == {}, name


def test_nobody_finds_anything_anywhere_else(line, things, now, caplog):
    world = build_world(now)
    mark_everything()
    caplog.set_level(logging.INFO)
    outside = client_of(representative(OrganisationFactory(vendor=True)))

    assert leaks_anywhere(client_of(all_roles_at_once().user), world) == {}
    assert growth_leaks(outside, growth_addresses(things)) == {}
    assert holding(caplog.text, SEARCHED) == ""
    assert holding(generate_latest().decode(), SEARCHED) == ""


def test_what_was_typed_stands_in_no_other_table_letter_or_session(line, things):
    urls = list(growth_addresses(things))
    for person in (line.anna, line.ben, line.hr):
        growth_leaks(client_of(person.user), urls)
    read_news(now=NOW)

    assert OutboxItem.objects.exists() or mail.outbox
    assert tables_with(WORD) == []
    sessions = [str(one.get_decoded()) for one in Session.objects.all()]
    assert not any(WORD in one for one in sessions)
    assert not any(WORD in one.body + one.subject for one in mail.outbox)


def test_the_words_are_there_to_be_found_by_the_line(line, things):
    words = mark_everything()
    seen = ""
    for name in ("anna", "ben", "cora", "second_hr"):
        client = client_of(getattr(line, name).user)
        seen += "".join(
            asked(client, "get", url, {}) for url in growth_addresses(things)
        )

    assert {word for word in words if word not in seen} == set()
    assert NUMBER in seen


def test_the_walk_finds_what_a_missing_policy_lets_through(line, things):
    mark_everything()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE staffing_onetoone DISABLE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE staffing_agendaitem DISABLE ROW LEVEL SECURITY")
        url = things["one-to-ones"].get_absolute_url()
        found = growth_leaks(client_of(line.colleague.user), [url])
        transaction.set_rollback(True)

    assert found
