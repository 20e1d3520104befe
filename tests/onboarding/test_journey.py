"""From draft to live: the actions in their order, and out of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Concern, Event
from apps.onboarding import actions
from apps.onboarding.states import AssessmentState, RequestState
from tests.factories import EditionFactory, draft, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard():
    return EditionFactory(published=True)


@pytest.fixture
def requester():
    return person(Role.REQUESTER)


@pytest.fixture
def reviewer():
    return person(Role.REVIEWER, category="security")


@pytest.fixture
def manager():
    return person(Role.PLATFORM_MANAGER)


@pytest.fixture
def request_(standard, requester):
    return draft(requester)


def answer_all(request, by, now):
    for found in request.assessments.all():
        actions.give_evidence(
            found.pk,
            by=by,
            expected_version=found.version,
            value="Shown in the handbook.",
            now=now,
        )


def accept_all(request, by, now):
    for found in request.assessments.all():
        actions.accept(found.pk, by=by, now=now)


def test_a_draft_has_an_assessment_for_each_criterion(request_):
    assert request_.assessments.count() == 3
    assert request_.readiness == 0


def test_a_request_goes_live(request_, requester, reviewer, manager, now):
    answer_all(request_, requester, now)
    actions.submit(request_.pk, by=requester, now=now)
    accept_all(request_, reviewer, now)
    actions.approve(request_.pk, by=manager, now=now)
    actions.approve(request_.pk, by=person(Role.TEAM_MANAGER), now=now)
    live = actions.go_live(request_.pk, by=manager, now=now)

    assert (live.state, live.badge, live.readiness) == (RequestState.LIVE, "gold", 100)
    verbs = list(Event.objects.about(live).values_list("verb", flat=True))
    assert verbs[0] == "onboarding.went_live"
    assert Concern.objects.filter(topic="onboarding.news").exists()


def test_submitting_needs_evidence_for_every_must(request_, requester, now):
    with pytest.raises(DomainError, match="Evidence is missing"):
        actions.submit(request_.pk, by=requester, now=now)

    request_.refresh_from_db()
    assert request_.state == RequestState.DRAFT


def test_a_stranger_submits_nothing(request_, now):
    with pytest.raises(PermissionDenied):
        actions.submit(request_.pk, by=person(Role.REVIEWER), now=now)

    assert not Event.objects.filter(verb="onboarding.submitted").exists()


def test_two_people_who_edit_one_answer_lose_nothing(request_, requester, now):
    found = request_.assessments.first()
    actions.give_evidence(
        found.pk, by=requester, expected_version=1, value="The first text.", now=now
    )

    with pytest.raises(EditConflict) as lost:
        actions.give_evidence(
            found.pk,
            by=requester,
            expected_version=1,
            value="The second text.",
            now=now,
        )

    assert lost.value.current.evidence.value == "The first text."
    assert lost.value.typed["value"] == "The second text."


def test_a_live_waiver_opens_the_gate_and_counts_half(
    request_, requester, reviewer, manager, now
):
    answer_all(request_, requester, now)
    actions.submit(request_.pk, by=requester, now=now)
    must = request_.assessments.get(criterion__level="must")
    waiver = actions.propose_waiver(
        must.pk,
        by=reviewer,
        risk="Nobody is paged at night.",
        control="The day shift looks first thing.",
        expires_on=now.date() + timedelta(days=90),
        now=now,
    )
    actions.approve_waiver(waiver.pk, by=manager, now=now)
    for found in request_.assessments.exclude(pk=must.pk):
        actions.accept(found.pk, by=reviewer, now=now)

    request_.refresh_from_db()
    must.refresh_from_db()
    assert must.state == AssessmentState.WAIVED
    assert request_.readiness == pytest.approx(83.3)
    assert request_.unmet_count == 0

    actions.refresh(request_.pk, now=now + timedelta(days=91))

    request_.refresh_from_db()
    assert request_.readiness == pytest.approx(66.7)
    assert request_.unmet_count == 1


def test_nobody_decides_on_their_own_waiver(request_, requester, manager, now):
    must = request_.assessments.get(criterion__level="must")
    waiver = actions.propose_waiver(
        must.pk,
        by=manager if False else requester,
        risk="r",
        control="c",
        expires_on=now.date() + timedelta(days=9),
        now=now,
    )

    with pytest.raises(PermissionDenied):
        actions.approve_waiver(waiver.pk, by=requester, now=now)


def test_changes_requested_stop_the_clock_and_drop_approvals(
    request_, requester, reviewer, manager, now
):
    answer_all(request_, requester, now)
    actions.submit(request_.pk, by=requester, now=now)
    accept_all(request_, reviewer, now)
    actions.approve(request_.pk, by=manager, now=now)
    found = actions.request_changes(
        request_.pk, by=manager, reason="One more thing", now=now + timedelta(hours=1)
    )

    assert found.due_at is None
    assert found.review_seconds == 3600
    assert found.approvals.count() == 0


def test_the_same_person_takes_one_seat_only(
    request_, requester, reviewer, manager, now
):
    answer_all(request_, requester, now)
    actions.submit(request_.pk, by=requester, now=now)
    accept_all(request_, reviewer, now)
    actions.approve(request_.pk, by=manager, now=now)

    with pytest.raises(PermissionDenied):
        actions.approve(request_.pk, by=manager, now=now)


def test_an_administrator_who_requested_it_does_not_approve_it(standard, now):
    admin = person(Role.ADMINISTRATOR)
    found = draft(admin)
    answer_all(found, admin, now)
    actions.submit(found.pk, by=admin, now=now)

    with pytest.raises(PermissionDenied):
        actions.approve(found.pk, by=admin, now=now)
    with pytest.raises(PermissionDenied):
        actions.accept(found.assessments.first().pk, by=admin, now=now)


def test_a_mention_reaches_who_may_see_the_request(request_, requester, now):
    someone = person(Role.AUDITOR)
    hidden = person()

    said = actions.comment(
        request_.pk, by=requester, text=f"@{someone.email} and @{hidden.email}", now=now
    )

    assert list(said.mentions.all()) == [someone]
