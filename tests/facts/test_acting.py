"""What people do with connectors, checks and facts; what is refused changes nothing."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.facts.actions import checking, connecting, telling
from apps.facts.models import Check, Connector, Exercise, Fact
from apps.history.models import Event
from tests.factories import (
    ApplicationFactory,
    DeploymentFactory,
    PlatformFactory,
    UserFactory,
    person,
)
from tests.facts.factories import CheckFactory, ConnectorFactory, ProbeFactory
from tests.facts.test_rounds import bank as bank_of_rounds

bank = bank_of_rounds


@pytest.fixture
def platform(db):
    return PlatformFactory(slug="ocp")


@pytest.fixture
def manager(platform):
    """Of this platform, and of no other."""
    return person(Role.PLATFORM_MANAGER, platform=platform.slug)


def adding(platform, **fields):
    return {
        "platform": platform,
        "kind": "prometheus",
        "name": "East",
        "url": "https://93.184.216.34",
        "secret": "t0ken",
        "environment": "production",
        "settings": {},
        "is_on": True,
        **fields,
    }


def test_a_manager_connects_the_own_platform_only(platform, manager, now):
    made = connecting.add_connector(by=manager, now=now, **adding(platform))

    assert (made.secret, Event.objects.get().verb) == (
        "t0ken",
        "facts.connector_added",
    )
    with pytest.raises(DomainError, match="already"):
        connecting.add_connector(by=manager, now=now, **adding(platform))
    with pytest.raises(PermissionDenied):
        connecting.add_connector(by=manager, now=now, **adding(PlatformFactory()))
    assert (Connector.objects.count(), Event.objects.count()) == (1, 1)


def test_a_secret_is_kept_unless_typed_and_goes_nowhere_else(platform, manager, now):
    made = connecting.add_connector(by=manager, now=now, **adding(platform))
    values = {"by": manager, "version": 1, "now": now}

    with pytest.raises(DomainError, match="secret again"):
        connecting.amend_connector(made.pk, url="https://8.8.8.8", secret="", **values)
    made.refresh_from_db()
    assert made.url == "https://93.184.216.34"

    connecting.amend_connector(made.pk, name="West", secret="", **values)
    made.refresh_from_db()
    assert (made.name, made.secret, made.version) == ("West", "t0ken", 2)
    with pytest.raises(EditConflict):
        connecting.amend_connector(made.pk, name="North", secret="", **values)


def test_a_session_token_comes_with_its_secret_and_goes_with_it(platform, manager, now):
    keys = {"kind": "ecs", "settings": {"user": "AKID", "region": "eu-west-1"}}
    made = connecting.add_connector(
        by=manager, now=now, **adding(platform, session_token="pass1ng", **keys)
    )
    values = {"by": manager, "now": now}

    with pytest.raises(DomainError, match="type both"):
        connecting.amend_connector(made.pk, version=1, session_token="0ther", **values)
    connecting.amend_connector(made.pk, version=1, name="West", **values)
    made.refresh_from_db()
    assert (made.secret, made.session_token) == ("t0ken", "pass1ng")
    connecting.amend_connector(made.pk, version=2, secret="last1ng", **values)
    made.refresh_from_db()
    assert (made.secret, made.session_token) == ("last1ng", "")


def test_no_secret_and_no_address_stands_in_history(platform, manager, now):
    fields = adding(platform, session_token="pass1ng")
    connecting.add_connector(by=manager, now=now, **fields)

    kept = apps.get_model("facts", "ConnectorEvent").objects.values()
    told = str(list(kept)) + str(list(Event.objects.values()))
    assert "East" in told
    assert "t0ken" not in told
    assert "pass1ng" not in told
    assert "93.184" not in told
    with connection.cursor() as cursor:
        cursor.execute("SELECT url, secret, session_token FROM facts_connector")
        stored = cursor.fetchone()
    assert all(stored)
    assert not any(one in str(stored) for one in ("93.184", "t0ken", "pass1ng"))


def test_the_usual_checks_are_added_once(platform, manager, now):
    made = ConnectorFactory(platform=platform, kind="alertmanager")
    CheckFactory(connector=made, name="alertmanager.firing", query="mine")

    assert connecting.add_usual(made.pk, by=manager, now=now) == 1
    assert made.checks.get(name="alertmanager.firing").query == "mine"
    with pytest.raises(DomainError, match="already"):
        connecting.add_usual(made.pk, by=manager, now=now)
    assert made.checks.count() == 2


def test_trying_says_in_words_what_came_of_it(platform, manager, now, bank):
    good = ConnectorFactory(platform=platform, kind="http", url="http://127.0.0.1:9")
    far = ConnectorFactory(platform=platform, url="https://169.254.169.254")

    tried = connecting.try_connector(good.pk, by=manager, now=now)
    assert not tried.is_good
    assert "did not answer" in tried.words
    tried = connecting.try_connector(far.pk, by=manager, now=now)
    assert "may use" in tried.words
    far.refresh_from_db()
    assert "may use" in far.last_error
    with pytest.raises(PermissionDenied):
        connecting.try_connector(good.pk, by=UserFactory(), now=now)


def test_a_check_is_added_amended_and_removed(platform, manager, now):
    made = ConnectorFactory(platform=platform)
    values = {"query": "vector(1)", "application": None}

    check = checking.add_check(
        by=manager, now=now, connector=made, name="custom.pods", **values
    )
    ProbeFactory(of_check=check, next_run_at=now + timedelta(days=1), failures=3)
    checking.amend_check(check.pk, by=manager, version=1, now=now, query="vector(2)")

    probe = check.probes.get()
    assert (probe.next_run_at, probe.failures) == (now, 0)
    with pytest.raises(DomainError, match="no query"):
        checking.add_check(
            by=manager, now=now, connector=made, name="custom.x", application=None
        )
    with pytest.raises(DomainError, match="no query"):
        checking.amend_check(check.pk, by=manager, version=2, now=now, query="")
    for name, words in (("custom.pods", "already"), ("ecs.desired", "cannot be")):
        with pytest.raises(DomainError, match=words):
            checking.add_check(by=manager, now=now, connector=made, name=name, **values)
    with pytest.raises(PermissionDenied):
        checking.remove_check(check.pk, by=UserFactory(), now=now)
    checking.remove_check(check.pk, by=manager, now=now)
    assert not Check.objects.exists()


def test_a_burn_rate_is_not_asked_for_without_its_objective(platform, manager, now):
    made = ConnectorFactory(platform=platform)
    values = {"query": "bad[{window}]", "application": None}
    burn = {"by": manager, "now": now, "connector": made, **values}

    with pytest.raises(DomainError, match="objective"):
        checking.add_check(name="prometheus.burn_rate", **burn)
    assert not Check.objects.exists()
    check = checking.add_check(name="prometheus.burn_rate", objective=99, **burn)
    with pytest.raises(DomainError, match="objective"):
        checking.amend_check(check.pk, by=manager, version=1, now=now, objective=None)
    check.refresh_from_db()
    assert (check.objective, check.version) == (99, 1)


def test_what_the_portal_knows_is_switched_off_by_administrators(manager, now):
    check = CheckFactory(connector=None, name="portal.runbook")

    with pytest.raises(PermissionDenied):
        checking.amend_check(check.pk, by=manager, version=1, now=now, is_on=False)
    admin = person(Role.ADMINISTRATOR)
    checking.amend_check(check.pk, by=admin, version=1, now=now, is_on=False)
    check.refresh_from_db()
    assert not check.is_on
    with pytest.raises(DomainError, match="switched off"):
        checking.remove_check(check.pk, by=admin, now=now)


def test_facts_are_told_by_who_may_change_the_application(platform, manager, now):
    ledger = DeploymentFactory(platform=platform).application
    fact = {"value": "3", "measured_at": now, "source": "ci"}

    telling.tell_fact(ledger, by=manager, now=now, name="custom.debt", **fact)
    assert Fact.objects.get().value == "3"
    with pytest.raises(DomainError, match="itself"):
        telling.tell_fact(ledger, by=manager, now=now, name="portal.runbook", **fact)
    with pytest.raises(PermissionDenied):
        telling.tell_fact(
            ApplicationFactory(), by=manager, now=now, name="custom.debt", **fact
        )
    assert Fact.objects.count() == 1


def test_an_exercise_is_noted_once_it_was_held(platform, manager, now):
    ledger = DeploymentFactory(platform=platform).application
    noted = {"kind": "failover", "outcome": "passed"}

    with pytest.raises(DomainError, match="held"):
        telling.note_exercise(
            ledger, by=manager, now=now, held_on=now.date() + timedelta(days=1), **noted
        )
    assert not Exercise.objects.exists()
    telling.note_exercise(
        ledger, by=manager, now=now, held_on=now.date() - timedelta(days=5), **noted
    )
    assert Fact.objects.get(name="portal.exercise_days").value == "5"
    assert Event.objects.get().facts["kind"] == "Live failover"
