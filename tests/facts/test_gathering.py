"""Facts and their history are written in one step; old news changes nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest

from apps.core.errors import DomainError
from apps.facts.actions.gathering import doubt, put, record_deployment
from apps.facts.models import DeploymentEvent, Fact, FactChange
from apps.facts.queries.known import facts_of
from apps.facts.rules.dora import Deployed
from tests.factories import ApplicationFactory

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ledger(db):
    return ApplicationFactory(code="ledger")


def told(application, value, at, name="http.latency", **more):
    return put(application.pk, name, value, measured_at=at, source="t", now=at, **more)


def test_a_fact_is_known_with_its_number_age_and_address(ledger, now):
    told(ledger, "12.50", now)

    known = facts_of([ledger.pk], now)[ledger.pk]["http.latency"]

    assert (known.value, known.number) == ("12.5", Decimal("12.5"))
    assert known.is_fresh
    assert known.url == "/facts/applications/ledger/http.latency/"


def test_a_fact_is_stale_after_its_time_or_with_an_error(ledger, now):
    told(ledger, 1, now)

    assert not facts_of([ledger.pk], now + timedelta(hours=1))[ledger.pk][
        "http.latency"
    ].is_fresh
    doubt(ledger.pk, ["http.latency"], "No answer.", now=now + MINUTE)
    known = facts_of([ledger.pk], now + MINUTE)[ledger.pk]["http.latency"]
    assert (known.value, known.is_fresh) == ("1", False)
    told(ledger, 1, now + 2 * MINUTE)
    assert facts_of([ledger.pk], now + 2 * MINUTE)[ledger.pk]["http.latency"].is_fresh


def test_only_another_value_is_a_change(ledger, now):
    told(ledger, 1, now)
    told(ledger, 1, now)
    told(ledger, 1, now + MINUTE)
    told(ledger, 2, now + 2 * MINUTE)

    assert [one.value for one in FactChange.objects.all()] == ["2", "1"]
    assert Fact.objects.get().measured_at == now + 2 * MINUTE


def test_what_is_older_than_what_is_known_is_ignored(ledger, now):
    told(ledger, 2, now)
    told(ledger, 1, now - MINUTE)

    assert Fact.objects.get().value == "2"
    assert FactChange.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("http.latency", "NaN"),
        ("http.latency", "1e400"),
        ("http.latency", True),
        ("http.up", "perhaps"),
        ("portal.nonsense", 1),
        ("custom.words", ""),
        ("custom.words", "a\x00b"),
        ("custom.words", "a\ud800b"),
    ],
)
def test_what_is_no_value_is_refused_and_nothing_is_written(ledger, now, name, value):
    with pytest.raises(DomainError):
        told(ledger, value, now, name=name)

    assert not Fact.objects.exists()


def test_the_future_is_refused(ledger, now):
    later = now + timedelta(hours=1)
    with pytest.raises(DomainError):
        put(ledger.pk, "http.up", 1, measured_at=later, source="t", now=now)

    assert not Fact.objects.exists()


def test_facts_of_many_applications_cost_one_query(now, db, django_assert_num_queries):
    for _ in range(3):
        told(ApplicationFactory(), 1, now)
    pks = list(Fact.objects.values_list("application", flat=True))

    for some in (pks[:1], pks):
        with django_assert_num_queries(1):
            assert len(facts_of(some, now)) == len(some)


def test_a_deployment_told_twice_is_one_and_amended(ledger, now):
    first = Deployed(source="ci", event_id="7", deployed_at=now)
    mended = Deployed(
        source="ci",
        event_id="7",
        deployed_at=now,
        is_failed=True,
        restored_at=now + MINUTE,
    )
    record_deployment(ledger.pk, first, now=now)
    record_deployment(ledger.pk, mended, now=now)

    assert DeploymentEvent.objects.get().is_failed


def test_a_deployment_that_contradicts_itself_is_refused(ledger, now):
    wrong = Deployed(
        source="ci", event_id="7", deployed_at=now, committed_at=now + MINUTE
    )
    with pytest.raises(DomainError):
        record_deployment(ledger.pk, wrong, now=now)

    assert not DeploymentEvent.objects.exists()


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://ci.bank.example/7", "https://ci.bank.example/7"),
        ("javascript:alert(1)", ""),
        (" javascript:alert(1)", ""),
        ("data:text/html,<script>alert(1)</script>", ""),
    ],
)
def test_an_address_that_no_browser_should_follow_is_not_kept(ledger, now, url, kept):
    told(ledger, "12.50", now, url=url)
    done = Deployed("ci", "7", deployed_at=now, environment="production", url=url)
    record_deployment(ledger.pk, done, now=now)

    assert Fact.objects.get(name="http.latency").url == kept
    assert DeploymentEvent.objects.get().url == kept
