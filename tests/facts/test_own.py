"""What the portal itself knows: runbooks, rotas, breaches, exercises, deployments."""

from datetime import timedelta

import pytest

from apps.facts.actions.gathering import put_all, record_deployment
from apps.facts.actions.own import gather_own
from apps.facts.actions.planning import ensure_own_checks
from apps.facts.actions.thinning import thin
from apps.facts.models import Check, Exercise, Fact, FactChange
from apps.facts.queries.known import facts_of
from apps.facts.rules.dora import Deployed
from apps.knowledge.models.articles import Kind
from apps.vendors.models import Verdict
from apps.vendors.states import Outcome
from tests.factories import ApplicationFactory, TeamFactory
from tests.knowledge.factories import published, written
from tests.staffing.factories import PersonFactory, RotaFactory, shift
from tests.vendors.factories import LevelFactory, TicketFactory

DAY = timedelta(days=1)


@pytest.fixture
def ledger(db):
    return ApplicationFactory(code="ledger", owner_team=TeamFactory())


def known(application, now):
    ensure_own_checks(now=now)
    gather_own(now=now)
    found = facts_of([application.pk], now).get(application.pk, {})
    return {name: one.value for name, one in found.items()}


def test_an_application_of_which_nothing_is_known_is_told_so(ledger, now):
    assert known(ledger, now) == {
        "portal.runbook": "no",
        "portal.on_call": "no",
        "portal.breaches": "0",
    }


def test_a_published_runbook_that_names_it_counts(ledger, now):
    written(kind=Kind.RUNBOOK).applications.add(ledger)
    published(kind=Kind.FAQ).applications.add(ledger)
    assert known(ledger, now)["portal.runbook"] == "no"

    later = now + DAY
    published(kind=Kind.RUNBOOK).applications.add(ledger)
    assert known(ledger, later)["portal.runbook"] == "yes"


def test_a_shift_of_the_owner_team_that_covers_the_moment_counts(ledger, now):
    rota = RotaFactory(team=ledger.owner_team)
    shift(rota, PersonFactory(), now - timedelta(hours=13))
    assert known(ledger, now)["portal.on_call"] == "no"

    later = now + DAY
    shift(rota, PersonFactory(), later - timedelta(hours=1))
    assert known(ledger, later)["portal.on_call"] == "yes"
    rota.retired_on = now.date()
    rota.save()
    assert known(ledger, later + timedelta(hours=2))["portal.on_call"] == "no"


def test_open_tickets_past_a_target_count_once_each(ledger, now):
    level = LevelFactory()
    level.service.applications.add(ledger)
    other = LevelFactory(service=level.service)
    open_ticket = TicketFactory(service=level.service, resolved_at=None)
    for one, stopped in ((level, None), (other, None)):
        verdict(open_ticket, one, now, stopped)
    verdict(TicketFactory(service=level.service), level, now, now)

    assert known(ledger, now)["portal.breaches"] == "1"


def verdict(ticket, level, now, stopped_at):
    Verdict.objects.create(
        ticket=ticket,
        level=level,
        version=level.versions.get(),
        outcome=Outcome.BREACHED,
        started_at=now - DAY,
        stopped_at=stopped_at,
    )


def test_exercises_count_unless_they_failed(ledger, now):
    for days, outcome in ((100, "passed"), (9, "failed"), (40, "gaps")):
        held_on = (now - days * DAY).date()
        Exercise.objects.create(
            application=ledger, held_on=held_on, kind="tabletop", outcome=outcome
        )

    assert known(ledger, now)["portal.exercise_days"] == "40"


def test_a_deployment_tells_its_keys_at_once_and_they_age(ledger, now):
    at = now - 2 * DAY
    told = Deployed("ci", "1", at, release="4.2", committed_at=at - timedelta(hours=3))
    record_deployment(ledger.pk, told, now=now)

    found = facts_of([ledger.pk], now)[ledger.pk]
    assert {name: one.value for name, one in found.items()} == {
        "cicd.last_deployment": "4.2",
        "cicd.days_since_deployment": "2",
        "dora.deployment_frequency": "0.08",
        "dora.lead_time": "3",
        "dora.change_failure_rate": "0",
    }
    assert known(ledger, now + 3 * DAY)["cicd.days_since_deployment"] == "5"


def test_facts_of_many_are_written_in_as_many_queries_as_of_few(
    db, now, django_assert_num_queries
):
    for count in (2, 20):
        some = [ApplicationFactory().pk for _ in range(count)]
        known_before = dict.fromkeys(some[::2], 0)
        put_all("portal.breaches", known_before, source="t", now=now, fresh_for=DAY)
        values = dict.fromkeys(some, 1)
        with django_assert_num_queries(9):
            put_all("portal.breaches", values, source="t", now=now + DAY, fresh_for=DAY)
        assert Fact.objects.filter(application__in=some, value="1").count() == count


def test_of_many_only_other_values_are_changes(ledger, now):
    for days, value in enumerate([1, 1, 2]):
        put_all(
            "portal.breaches",
            {ledger.pk: value},
            source="t",
            now=now + days * DAY,
            fresh_for=DAY,
        )

    assert [one.value for one in FactChange.objects.all()] == ["2", "1"]
    assert Fact.objects.get().measured_at == now + 2 * DAY


def test_what_is_switched_off_is_not_gathered(ledger, now):
    ensure_own_checks(now=now)
    Check.objects.update(is_on=False)

    assert known(ledger, now) == {}


def test_old_days_keep_their_last_value_and_old_years_none(ledger, now):
    put_all("portal.breaches", {ledger.pk: 0}, source="t", now=now, fresh_for=DAY)
    fact = Fact.objects.get()
    old = (now - 32 * DAY).replace(hour=0)
    hours = [timedelta(hours=one) for one in (1, 2, 3)]
    for at in [*(old + one for one in hours), now - 401 * DAY, now - DAY]:
        FactChange.objects.create(fact=fact, value="1", measured_at=at, source="t")

    assert thin(now=now) == 3

    left = [one.measured_at for one in fact.changes.all()]
    assert left == [now, now - DAY, old + hours[-1]]
    assert thin(now=now) == 0
