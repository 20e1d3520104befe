"""Pages at 10,000 requests against a bare page of 50 rows, on one server in one run."""

import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.roles import Role
from apps.onboarding import actions
from apps.onboarding.models import Assessment, Evidence, Request
from tests.bench.harness import interleaved, server, tell_pages
from tests.factories import (
    NOW,
    ApplicationFactory,
    CategoryFactory,
    CriterionFactory,
    EditionFactory,
    PlatformFactory,
    TeamFactory,
    draft,
    person,
)

REQUESTS = 10_000
CRITERIA = 60
# A statement that takes so many seconds is shown, so many letters of it.
SLOW, SHOWN = 0.2, 1500
AIM_QUERIES = 12


def url_of(name: str) -> str:
    """The test database's address for the server's processes."""
    given = settings.DATABASES["default"]
    host = given["HOST"] or given["OPTIONS"].get("host", "")
    return f"postgresql://{given['USER']}@/{name}?host={host}"


def fill() -> Request:
    """One real request of sixty criteria under review, and ten thousand beside it."""
    TeamFactory.create_batch(50)
    edition = EditionFactory(criteria=[])
    for number in range(CRITERIA):
        category = CategoryFactory(slug=f"cat-{number % 12}", name=f"Cat {number % 12}")
        CriterionFactory(edition=edition, category=category)
    edition.become("published")
    edition.published_at = NOW
    edition.save()
    requester = person(Role.REQUESTER)
    found = draft(requester)
    evidence = [
        Evidence(assessment=one, value="Shown.", author=requester, given_at=NOW)
        for one in found.assessments.all()
    ]
    Evidence.objects.bulk_create(evidence)
    for given in evidence:
        given.assessment.evidence = given
        given.assessment.become("evidence_given")
        given.assessment.waiting_since = NOW
    Assessment.objects.bulk_update(
        [one.assessment for one in evidence], ["evidence", "state", "waiting_since"]
    )
    actions.submit(found.pk, by=requester, now=NOW)
    applications = ApplicationFactory.create_batch(40)
    platforms = PlatformFactory.create_batch(8)
    Request.objects.bulk_create(
        Request(
            application=applications[n % 40],
            platform=platforms[n % 8],
            team=applications[n % 40].owner_team,
            requester=requester,
            state=["draft", "in_review", "live"][n % 3],
            created_at=NOW,
            changed_at=NOW + timedelta(seconds=n),
            submitted_at=NOW,
            approved_at=NOW,
            live_at=NOW,
            readiness=n % 100,
        )
        for n in range(REQUESTS)
    )
    others = Request.objects.filter(state="in_review").exclude(pk=found.pk)[:400]
    one = found.assessments.first()
    Assessment.objects.bulk_create(
        Assessment(
            request=request,
            criterion=one.criterion,
            state="evidence_given",
            waiting_since=NOW,
        )
        for request in others
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return found


def queries_of(paths: dict[str, str], client: Client) -> dict[str, int]:
    counts = {}
    for name, path in paths.items():
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        counts[name] = len(seen)
        for one in seen:
            if float(one["time"]) > SLOW:
                print(f"\n{name}: {one['time']} s: {one['sql'][:SHOWN]}")
    return counts


@pytest.mark.django_db(transaction=True)
def test_pages_against_the_floor(capsys):
    found = fill()
    client = Client()
    client.force_login(
        person(Role.ADMINISTRATOR), "django.contrib.auth.backends.ModelBackend"
    )
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    pages = {
        "list of 10,000 requests": "/onboarding/",
        "request of 60 criteria": f"/onboarding/{found.pk}/",
        "review queue": "/onboarding/queue/",
    }
    counts = queries_of(pages, client)
    os.environ["DATABASE_URL"] = url_of(connection.settings_dict["NAME"])

    with server() as port:
        timings = interleaved(port, {"floor": "/bench/floor/", **pages}, cookie)

    tell_pages("onboarding", timings, counts, capsys)
    assert max(counts.values()) <= AIM_QUERIES
