"""A waiver that ends is renewed without leaving a gap."""

from datetime import timedelta

import pytest

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.history.models import Event
from apps.onboarding import actions
from apps.onboarding.models import Assessment, Request, Waiver
from apps.onboarding.queries.page import what_may_with
from tests.factories import EditionFactory, draft, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return person(Role.PLATFORM_MANAGER)


@pytest.fixture
def requester():
    return person(Role.REQUESTER)


@pytest.fixture
def waived(requester, manager, now) -> Assessment:
    """A criterion under a waiver that ends in 90 days."""
    EditionFactory(criteria=["must"], published=True)
    found = draft(requester, now).assessments.get()
    waiver = propose(found, requester, now, days=90)
    actions.approve_waiver(waiver.pk, by=manager, now=now)
    found.refresh_from_db()
    return found


def propose(found, by, now, *, days) -> Waiver:
    until = (now + timedelta(days=days)).date()
    return actions.propose_waiver(
        found.pk, by=by, risk="r", control="c", expires_on=until, now=now
    )


def test_the_old_waiver_stands_until_the_new_one_is_approved(
    waived, requester, manager, now
):
    later = now + timedelta(days=40)
    renewal = propose(waived, requester, later, days=300)
    waived.refresh_from_db()
    assert (waived.state, waived.waiver_id) != ("waived", renewal.pk)
    assert waived.state == "waived"

    actions.approve_waiver(renewal.pk, by=manager, now=later)

    waived.refresh_from_db()
    assert (waived.state, waived.waiver_id) == ("waived", renewal.pk)
    assert waived.waivers.count() == 2


def test_an_ended_waiver_is_renewed_as_it_is(waived, requester, manager, now):
    later = now + timedelta(days=120)

    renewal = propose(waived, requester, later, days=30)
    actions.approve_waiver(renewal.pk, by=manager, now=later)

    request = Request.objects.get(pk=waived.request_id)
    assert request.unmet_count == 0


def test_a_refused_renewal_leaves_the_waiver_in_force(waived, requester, manager, now):
    later = now + timedelta(days=40)
    renewal = propose(waived, requester, later, days=300)

    actions.refuse_waiver(renewal.pk, by=manager, reason="Fix it.", now=later)

    before = waived.waiver_id
    waived.refresh_from_db()
    assert (waived.state, waived.waiver_id) == ("waived", before)


def test_after_a_refused_renewal_the_page_offers_another_as_the_action_allows(
    waived, requester, manager, now
):
    later = now + timedelta(days=40)

    def offers(found):
        fresh = Assessment.objects.with_all().get(pk=found.pk)
        return what_may_with(requester, fresh, later.date())["propose_waiver"]

    assert offers(waived)
    refused = propose(waived, requester, later, days=300)
    assert not offers(waived)
    actions.refuse_waiver(refused.pk, by=manager, reason="Fix it.", now=later)
    assert offers(waived)

    propose(waived, requester, later, days=200)


@pytest.mark.parametrize("days", [1, 29])
def test_a_waiver_is_not_renewed_long_before_its_end(waived, requester, now, days):
    events = Event.objects.count()

    with pytest.raises(DomainError, match="last 60 days"):
        propose(waived, requester, now + timedelta(days=days), days=300)

    assert Waiver.objects.count() == 1
    assert Event.objects.count() == events


def test_a_renewal_is_proposed_once(waived, requester, now):
    later = now + timedelta(days=40)
    propose(waived, requester, later, days=300)

    with pytest.raises(DomainError, match="already"):
        propose(waived, requester, later, days=200)


def test_the_team_is_told_of_a_lapse_whoever_comes_upon_it(
    waived, requester, manager, now
):
    later = now + timedelta(days=120)

    propose(waived, manager, later, days=30)
    actions.refresh(waived.request_id, now=later)

    told = Event.objects.filter(verb="onboarding.readiness_changed")
    assert [one.facts["lapsed"] for one in told] == [[waived.criterion.code]]


def test_evidence_overtakes_a_renewal_that_nobody_decided(
    waived, requester, manager, now
):
    later = now + timedelta(days=40)
    renewal = propose(waived, requester, later, days=300)
    waived.refresh_from_db()

    actions.give_evidence(
        waived.pk,
        by=requester,
        expected_version=waived.version,
        value="https://wiki.bank.example/1",
        now=later,
    )

    states = dict(waived.waivers.values_list("pk", "state"))
    assert states.pop(renewal.pk) == "overtaken"
    assert list(states.values()) == ["approved"]
    with pytest.raises(DomainError):
        actions.approve_waiver(renewal.pk, by=manager, now=later)
