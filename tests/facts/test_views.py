"""The pages of facts, through both doors."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.core.models import OutboxItem
from apps.facts.actions.gathering import doubt, put
from apps.facts.models import Check, Connector, Exercise, Fact, Probe
from tests.factories import ApplicationFactory, DeploymentFactory, person
from tests.facts.factories import CheckFactory, ConnectorFactory, ProbeFactory

KEY = "8c5f7e0a-0000-4000-8000-000000000fac"
ADDRESS = "https://93.184.216.34"

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return DeploymentFactory(application__code="ledger", platform__slug="ocp")


@pytest.fixture
def admin(door):
    user = person(Role.ADMINISTRATOR)
    door.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return door


def told(application, name="http.latency", value=20, minutes=0):
    at = timezone.now() - timedelta(minutes=minutes)
    put(application.pk, name, value, measured_at=at, source="East", now=at)


def text(client, page, /, *args, **query):
    response = client.get(reverse(f"facts:{page}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_application_shows_its_facts_their_age_and_their_trouble(admin, there):
    told(there.application, value=10, minutes=9)
    told(there.application, value=20)
    told(there.application, "http.up", "no")
    told(there.application, "prometheus.up", "yes", minutes=300)
    doubt(there.application.pk, ["http.latency"], "It was late.", now=timezone.now())
    ProbeFactory(
        application=there.application, of_check__name="splunk.result", error="No row."
    )

    page = text(admin, "application", "ledger")

    for words in ("20 ms", "chart-spark", "It was late.", "Stale", "No row."):
        assert words in page
    brief = text(admin, "of_application", "ledger")
    assert "Endpoint healthy" in brief
    assert "3 facts, 2 of them stale" in brief


def test_a_fact_shows_its_trend_and_its_values(admin, there):
    told(there.application, value=10, minutes=9)
    told(there.application, value=20)

    page = text(admin, "fact", "ledger", "http.latency")

    assert "chart" in page
    assert "Endpoint latency by change" in page
    export = admin.get(
        reverse("facts:fact", args=["ledger", "http.latency"]), {"export": "csv"}
    )
    assert b"20" in export.getvalue()


def test_check_now_asks_and_shows_how_far_it_is(admin, there):
    check = CheckFactory(connector__platform=there.platform)
    url = reverse("facts:check_now", args=["ledger"])

    response = admin.post(url)

    assert (response.status_code, OutboxItem.objects.get().task) == (303, "facts.wake")
    page = text(admin, "application", "ledger")
    assert "0 of 1 answered" in page
    assert 'hx-trigger="every 2s"' in page
    assert admin.post(url).status_code == 409
    Probe.objects.update(asked_at=None, ran_at=timezone.now())
    assert "answered" not in text(admin, "application", "ledger")
    assert check.probes.count() == 1


def test_a_connector_is_added_once_tried_filled_and_removed(admin, there):
    url = reverse("facts:add_connector", args=["http"])
    fields = {
        "platform": "ocp",
        "name": "Endpoints",
        "url": "https://{application}.apps.bank.example",
        "environment": "production",
        "is_on": "on",
        "sent_key": KEY,
    }

    assert admin.post(url, fields | {"url": ""}).status_code == 422
    assert not Connector.objects.exists()
    for _ in range(2):
        assert admin.post(url, fields).status_code == 303
    found = Connector.objects.get()
    page = text(admin, "connector", found.pk)
    assert "Add the usual 2" in page
    admin.post(reverse("facts:add_usual", args=[found.pk]))
    assert found.checks.count() == 2
    assert (
        admin.post(reverse("facts:try_connector", args=[found.pk])).status_code == 303
    )
    assert "Last trouble" in text(admin, "connector", found.pk)
    admin.post(reverse("facts:remove_connector", args=[found.pk]))
    assert not Connector.objects.exists()


def test_an_address_where_the_portal_may_not_go_is_refused_beside_its_field(
    admin, there
):
    url = reverse("facts:add_connector", args=["prometheus"])
    fields = {"platform": "ocp", "name": "Near", "environment": "production"}

    for address in ("https://169.254.169.254", "https://{application}.x", "ftp://x"):
        response = admin.post(url, fields | {"url": address, "sent_key": KEY})
        assert response.status_code == 422
        assert "id_url" in response.content.decode()
    assert not Connector.objects.exists()


def test_what_the_connectors_action_refuses_is_said_beside_its_field(admin, there):
    taken = ConnectorFactory(platform=there.platform, name="Near", kind="prometheus")
    url = reverse("facts:add_connector", args=["prometheus"])
    fields = {"name": "Near", "url": ADDRESS, "environment": "production"}
    other = ConnectorFactory(platform=there.platform, secret="s3cret", url=ADDRESS)
    amend = reverse("facts:amend_connector", args=[other.pk])
    elsewhere = {"name": "Far", "url": "https://93.184.216.35"}
    answers = {
        "id_name": (url, fields | {"platform": "ocp", "sent_key": KEY}),
        "id_name ": (amend, fields | {"version": 1}),
        "id_secret": (amend, fields | elsewhere | {"version": 1}),
    }

    for control, (where, typed) in answers.items():
        response = admin.post(where, typed)
        assert response.status_code == 422
        assert f'<a href="#{control.strip()}">' in response.content.decode()
        assert f'value="{typed["name"]}"' in response.content.decode()

    assert Connector.objects.filter(name="Near").get() == taken


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("prometheus", "Such as Prometheus East."),
        ("kubernetes", "Such as OpenShift East."),
        ("ecs", "Such as Amazon ECS East."),
    ],
)
def test_the_name_of_a_connector_is_hinted_by_its_kind(admin, kind, words):
    assert words in text(admin, "new_connector", kind)


def test_a_secret_is_never_shown_and_an_edit_that_is_late_shows_both(admin):
    found = ConnectorFactory(secret="t0ken-canary", url=ADDRESS)
    url = reverse("facts:edit_connector", args=[found.pk])
    response = admin.get(url)
    assert "t0ken-canary" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]

    amend = reverse("facts:amend_connector", args=[found.pk])
    fields = {"name": "Mine", "url": ADDRESS, "environment": "production", "version": 1}
    assert admin.post(amend, fields).status_code == 303
    late = admin.post(amend, fields | {"name": "Late", "secret": "0ther-canary"})
    assert late.status_code == 409
    assert "Mine" in late.content.decode()
    assert "canary" not in late.content.decode()
    found.refresh_from_db()
    assert (found.name, found.secret) == ("Mine", "t0ken-canary")


def test_a_check_is_added_with_its_usual_question(admin, there):
    found = ConnectorFactory(platform=there.platform)
    page = text(admin, "new_check", found.pk, name="prometheus.burn_rate")
    assert "{window}" in page
    url = reverse("facts:add_check", args=[found.pk])
    fields = {"query": "x[{window}]", "every_minutes": 5, "sent_key": KEY}

    for wrong in (
        {"name": "prometheus.burn_rate"},
        {"name": "custom", "own_name": "Bad Name"},
        {"name": "ecs.desired"},
        {"name": "prometheus.up", "application": "nobody"},
        {"name": "prometheus.up", "query": " "},
    ):
        assert admin.post(url, fields | wrong).status_code == 422
    assert not Check.objects.exists()
    right = {"name": "custom", "own_name": "pods", "application": "ledger"}
    assert admin.post(url, fields | right).status_code == 303
    check = Check.objects.get()
    assert (check.name, check.application) == ("custom.pods", there.application)
    twice = admin.post(url, fields | right | {"sent_key": str(uuid4())})
    assert (twice.status_code, Check.objects.count()) == (422, 1)
    assert "already" in twice.content.decode()
    amend = reverse("facts:amend_check", args=[check.pk])
    changed = {"query": "y", "every_minutes": 7, "version": 1}
    assert admin.post(amend, changed).status_code == 303
    assert "y" in text(admin, "check", check.pk)


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        ("kubernetes.replicas", "no object", "namespace/name"),
        ("splunk.result", "errors", "owner:app:name"),
        ("ecs.desired", "cluster", "cluster/service"),
        ("grafana.dashboard", "tag:", "dashboard"),
    ],
)
def test_a_query_that_can_never_be_asked_is_refused_beside_it(
    admin, there, name, query, words
):
    kind = name.partition(".")[0]
    found = ConnectorFactory(platform=there.platform, kind=kind)
    fields = {"name": name, "every_minutes": 5, "sent_key": KEY}

    url = reverse("facts:add_check", args=[found.pk])
    response = admin.post(url, fields | {"query": query})

    assert response.status_code == 422
    assert "#id_query" in response.content.decode()
    assert words in response.content.decode()
    assert not Check.objects.exists()


def test_an_exercise_is_noted(admin, there):
    url = reverse("facts:note_exercise", args=["ledger"])
    fields = {"kind": "tabletop", "outcome": "gaps", "sent_key": KEY}

    for day in ("2999-01-01", "0026-11-01"):
        assert admin.post(url, fields | {"held_on": day}).status_code == 422
    assert admin.post(url, fields | {"held_on": "2026-11-01"}).status_code == 303
    assert Exercise.objects.count() == 1
    assert "passed with gaps" in text(admin, "application", "ledger")


def test_a_platform_shows_what_it_lacks(admin, there):
    told(there.application, "http.up", "no")
    page = text(admin, "platform", "ocp")

    assert "Connect Prometheus" in page
    assert "portal-red" in page


def test_lists_are_filtered(admin, there):
    told(there.application, "http.up", "yes", minutes=600)
    told(ApplicationFactory(code="payments"), "http.latency", 5)
    rows = {
        "facts": [
            ({"trust": "stale"}, "ledger", "payments"),
            ({"trust": "fresh"}, "payments", "ledger"),
            ({"platform": "ocp"}, "ledger", "payments"),
            ({"name": "http.latency"}, "payments", "ledger"),
            ({"q": "payments"}, "payments", "ledger"),
        ]
    }
    for name, cases in rows.items():
        for query, seen, unseen in cases:
            page = text(admin, name, **query).partition('id="results"')[2]
            assert f"/applications/{seen}/" in page
            assert f"/applications/{unseen}/" not in page
    well = CheckFactory(connector__name="Wellman")
    ill = CheckFactory(
        connector__name="Illman", connector__failing_since=timezone.now()
    )
    ProbeFactory(of_check=ill, error="no", failures=1)
    for name in ("connectors", "checks"):
        page = text(admin, name, health="failing").partition('id="results"')[2]
        assert "Illman" in page
        assert "Wellman" not in page
        page = text(admin, name, health="well", platform="", q="").partition("results")[
            2
        ]
        assert "Wellman" in page
    assert (
        well.connector.platform.slug
        not in text(admin, "checks", platform=ill.connector.platform.slug).partition(
            'id="results"'
        )[2]
    )


def many(count):
    platform = DeploymentFactory(platform__slug=f"p{count}").platform
    for _ in range(count):
        application = DeploymentFactory(platform=platform).application
        check = CheckFactory(connector__platform=platform)
        ProbeFactory(of_check=check, application=application)
        told(application)
        told(application, "http.up", "no")
    return platform


def test_pages_cost_as_many_queries_with_many_rows_as_with_few(admin):
    counts = {}
    for count in (2, 12):
        platform = many(count)
        check = Check.objects.filter(connector__platform=platform).first()
        for other in Check.objects.filter(connector__platform=platform):
            other.connector = check.connector
            other.name = f"custom.n{other.pk}"
            other.save()
        fact = Fact.objects.filter(application__deployments__platform=platform).first()
        pages = {
            "facts": [],
            "connectors": [],
            "checks": [],
            "connector": [check.connector_id],
            "check": [check.pk],
            "platform": [platform.slug],
            "application": [fact.application.code],
            "of_application": [fact.application.code],
        }
        for name, args in pages.items():
            with CaptureQueriesContext(connection) as queries:
                text(admin, name, *args)
            counts.setdefault(name, set()).add(len(queries))

    assert {name: len(some) for name, some in counts.items()} == dict.fromkeys(
        counts, 1
    )
