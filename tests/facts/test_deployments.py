"""The deployments of an application: what its pipelines told, beside what it comes to."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.facts.actions.gathering import record_deployment
from apps.facts.rules.dora import Deployed
from tests.factories import ApplicationFactory, person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def reader(door):
    user = person(Role.SUPPORT_ENGINEER)
    door.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return door


def told(application, *some):
    for number, fields in enumerate(some):
        now = timezone.now()
        at = now - (number + 1) * 24 * HOUR
        whole = {"event_id": f"run-{number}", "deployed_at": at, **fields}
        record_deployment(application.pk, Deployed("Tekton", **whole), now=now)


def page(client, application, **query):
    url = reverse("facts:deployments", args=[application.code])
    response = client.get(url, query)
    assert response.status_code == 200
    return response


def rows(client, application, **query):
    return page(client, application, **query).content.decode().partition("results")[2]


def test_it_shows_how_long_each_took_how_it_went_and_the_four_keys(reader):
    ledger = ApplicationFactory(code="ledger")
    at = timezone.now() - 50 * HOUR
    failed = {"is_failed": True, "deployed_at": at}
    told(
        ledger,
        {"release": "4.2", "url": "https://ci.example/42"},
        {**failed, "restored_at": at + 2 * HOUR, "committed_at": at - 7 * HOUR},
        {**failed, "event_id": "run-9", "environment": "test"},
    )
    told(ApplicationFactory(), {"release": "0.1-other"})

    text = page(reader, ledger).content.decode()

    for words in (
        *('href="https://ci.example/42"', ">4.2</a>", "Went well", "7.0"),
        *("put right after 2.0 h", "not put right yet"),
        *("Change failure rate", ">50 %</a>", "0.16 a week"),
    ):
        assert words in text
    assert "0.1-other" not in text
    brief = reader.get(reverse("facts:application", args=["ledger"]))
    assert reverse("facts:deployments", args=["ledger"]) in brief.content.decode()


def test_it_is_filtered_and_exported(reader):
    ledger = ApplicationFactory(code="ledger")
    told(ledger, {"release": "new"}, {"release": "old", "is_failed": True})
    day = timezone.localdate()

    for query, seen, unseen in (
        ({"outcome": "failed"}, "old", "new"),
        ({"outcome": "well"}, "new", "old"),
        ({"q": "OLD"}, "old", "new"),
        ({"since": day - 24 * HOUR}, "new", "old"),
        ({"until": day - 48 * HOUR}, "old", "new"),
    ):
        shown = rows(reader, ledger, **query)
        assert f">{seen}<" in shown, query
        assert f">{unseen}<" not in shown, query
    file = page(reader, ledger, export="csv", outcome="failed").getvalue().decode()
    assert "Put right" in file
    assert "old" in file
    assert "new" not in file


def test_where_none_was_told_it_says_how_to(reader):
    text = page(reader, ApplicationFactory()).content.decode()

    assert "No deployment was told yet" in text
    assert reverse("core:api_docs") in text


def test_it_costs_as_many_queries_for_many_as_for_one(reader):
    counts = set()
    for count in (1, 9):
        application = ApplicationFactory()
        told(application, *[{} for _ in range(count)])
        with CaptureQueriesContext(connection) as queries:
            page(reader, application)
        counts.add(len(queries))

    assert len(counts) == 1
