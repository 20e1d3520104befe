"""Ways that people could have tried to be both pairs of eyes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.history.models import Event
from apps.onboarding import actions
from apps.onboarding.states import AssessmentState
from tests.factories import EditionFactory, GrantFactory, draft, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def requester():
    return person(Role.REQUESTER)


@pytest.fixture
def reviewer():
    """Reviews, and is of the team too."""
    found = person(Role.REVIEWER)
    GrantFactory(user=found, role=Role.REQUESTER)
    return found


@pytest.fixture
def managers():
    return person(Role.ADMINISTRATOR), person(Role.PLATFORM_MANAGER)


def give(found, by, now):
    return actions.give_evidence(
        found.pk,
        by=by,
        expected_version=found.version,
        value="Shown in the handbook.",
        now=now,
    )


def waive(found, by, now, days=30):
    return actions.propose_waiver(
        found.pk,
        by=by,
        risk="Nobody is paged.",
        control="The day shift looks.",
        expires_on=now.date() + timedelta(days=days),
        now=now,
    )


@pytest.fixture
def in_review(requester, now):
    """Its must has evidence; the other two criteria have none."""
    EditionFactory(published=True)
    found = draft(requester)
    give(found.assessments.get(criterion__level="must"), requester, now)
    return actions.submit(found.pk, by=requester, now=now)


def test_who_approved_gives_no_evidence_before_it_is_live(
    in_review, reviewer, managers, now
):
    must = in_review.assessments.get(criterion__level="must")
    actions.accept(must.pk, by=reviewer, now=now)
    actions.approve(in_review.pk, by=managers[0], now=now)
    should = in_review.assessments.get(criterion__level="should")

    with pytest.raises(DomainError, match="approved"):
        give(should, managers[0], now)

    assert not should.givings.exists()
    assert Event.objects.filter(verb="onboarding.evidence_given").count() == 1


def test_nobody_confirms_that_their_own_not_applicable_holds(in_review, reviewer, now):
    should = in_review.assessments.get(criterion__level="should")
    actions.say_not_applicable(
        should.pk, by=reviewer, expected_version=1, reason="No such thing.", now=now
    )

    with pytest.raises(PermissionDenied):
        actions.confirm_not_applicable(should.pk, by=reviewer, now=now)

    should.refresh_from_db()
    assert should.state == AssessmentState.NOT_APPLICABLE_PROPOSED
    assert not Event.objects.filter(verb="onboarding.confirmed_not_applicable").exists()


def test_who_said_not_applicable_does_not_approve(in_review, reviewer, managers, now):
    admin, _ = managers
    should = in_review.assessments.get(criterion__level="should")
    actions.say_not_applicable(
        should.pk, by=admin, expected_version=1, reason="No such thing.", now=now
    )
    must = in_review.assessments.get(criterion__level="must")
    actions.accept(must.pk, by=reviewer, now=now)

    with pytest.raises(PermissionDenied):
        actions.approve(in_review.pk, by=admin, now=now)


def test_evidence_after_not_applicable_frees_who_said_it(in_review, reviewer, now):
    should = in_review.assessments.get(criterion__level="should")
    actions.say_not_applicable(
        should.pk, by=reviewer, expected_version=1, reason="No such thing.", now=now
    )
    other = person(Role.REVIEWER)
    actions.return_with_comment(should.pk, by=other, comment="There is.", now=now)
    should.refresh_from_db()
    give(should, in_review.requester, now)

    assert actions.accept(should.pk, by=reviewer, now=now).decided_by == reviewer


def test_an_old_waiver_does_not_carry_a_newer_proposal(
    in_review, requester, managers, now
):
    _, manager = managers
    must = in_review.assessments.get(criterion__level="must")
    old = waive(must, requester, now)
    actions.refuse_waiver(old.pk, by=manager, reason="Too long.", now=now)
    must.refresh_from_db()
    give(must, requester, now)
    must.refresh_from_db()
    first = waive(must, requester, now)
    actions.return_with_comment(
        must.pk, by=person(Role.REVIEWER), comment="Say more.", now=now
    )
    must.refresh_from_db()
    waive(must, manager, now, days=300)

    with pytest.raises(DomainError, match="newer"):
        actions.approve_waiver(first.pk, by=manager, now=now)

    must.refresh_from_db()
    assert must.state == AssessmentState.WAIVER_PROPOSED


def test_a_waiver_lasts_twelve_months_to_the_day(in_review, requester, now):
    must = in_review.assessments.get(criterion__level="must")

    with pytest.raises(DomainError, match="12 months"):
        waive(must, requester, now, days=366)

    assert waive(must, requester, now, days=365).expires_on.year == now.year + 1
