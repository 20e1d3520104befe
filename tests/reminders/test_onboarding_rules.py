"""Each shipped rule finds what is due, tells whom it concerns, and stops when it is met."""

from datetime import UTC, date, datetime, timedelta

import pytest

from apps.accounts.roles import Role
from apps.onboarding import actions
from apps.onboarding.models import Assessment, Request
from apps.reminders.models import Notification
from apps.reminders.queries import RULES
from tests.factories import EditionFactory, GrantFactory, draft, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def requester():
    return person(Role.REQUESTER)


@pytest.fixture
def found(requester, now) -> Request:
    """A request in review, with one must whose evidence waits for a verdict."""
    EditionFactory(criteria=["must"], published=True)
    request = draft(requester, now, target_on=date(2026, 12, 20))
    one = request.assessments.get()
    actions.give_evidence(
        one.pk, by=requester, expected_version=1, value="Shown in May.", now=now
    )
    actions.submit(request.pk, by=requester, now=now)
    request.refresh_from_db()
    return request


@pytest.fixture
def manager(found):
    """Who manages the request's platform by grant."""
    return person(Role.PLATFORM_MANAGER, platform=found.platform.slug)


def dues(slug, pks=None):
    return list(RULES[slug].find(pks))


def one(found) -> Assessment:
    return found.assessments.get()


def words(slug, due, today=date(2026, 11, 23)):
    return RULES[slug].words(due, today)


def test_a_review_is_due_to_whoever_has_it_on_the_desk(found, manager, now):
    (due,) = dues("onboarding.review_due")
    assert (due.subject, due.due) == (found, found.due_at)
    assert list(due.people["reviewer"]) == [manager.pk]

    reviewer = person(Role.REVIEWER)
    admin = person(Role.ADMINISTRATOR)
    actions.assign([one(found).pk], by=admin, to=reviewer, now=now)

    (due,) = dues("onboarding.review_due")
    assert list(due.people["reviewer"]) == [reviewer.pk]
    assert words("onboarding.review_due", due).startswith("1 criterion waits")
    actions.accept(one(found).pk, by=reviewer, now=now)
    assert dues("onboarding.review_due") == []


def test_returned_evidence_is_due_after_five_days(found, requester, now):
    actions.return_with_comment(
        one(found).pk, by=person(Role.REVIEWER), comment="More.", now=now
    )

    (due,) = dues("onboarding.evidence_returned")

    assert due.due == date(2026, 11, 28)
    assert due.people == {"requester": [requester.pk]}
    fresh = one(found)
    actions.give_evidence(
        fresh.pk,
        by=requester,
        expected_version=fresh.version,
        value="Shown again.",
        now=now,
    )
    assert dues("onboarding.evidence_returned") == []


def test_a_waiver_is_due_on_its_last_day(found, manager, requester, now):
    until = (now + timedelta(days=40)).date()
    waiver = actions.propose_waiver(
        one(found).pk, by=requester, risk="r", control="c", expires_on=until, now=now
    )
    assert dues("onboarding.waiver_expiring") == []
    actions.approve_waiver(waiver.pk, by=manager, now=now)

    (due,) = dues("onboarding.waiver_expiring")

    assert (due.due, due.since) == (until, now)
    assert list(due.people["platform manager"]) == [manager.pk]
    assert one(found).criterion.code in words("onboarding.waiver_expiring", due)


def test_a_target_near_is_due_while_the_gate_is_shut(found, manager, requester, now):
    (due,) = dues("onboarding.go_live_near")

    assert due.due == date(2026, 12, 20)
    assert "1 must open" in words("onboarding.go_live_near", due)
    actions.withdraw(found.pk, by=requester, reason="No more.", now=now)
    assert dues("onboarding.go_live_near") == []


def test_an_approval_waits_for_those_who_may_give_it(found, manager, requester, now):
    GrantFactory(
        user=requester,
        role=Role.PLATFORM_MANAGER,
        scope_kind="platform",
        scope_key=found.platform.slug,
    )
    assert dues("onboarding.approval_waiting") == []
    actions.accept(one(found).pk, by=person(Role.REVIEWER), now=now)

    (due,) = dues("onboarding.approval_waiting")
    assert due.due == date(2026, 11, 25)
    assert due.people == {"approver": [manager.pk]}

    actions.approve(found.pk, by=manager, now=now)
    (due,) = dues("onboarding.approval_waiting")
    assert due.people == {"approver": []}


def test_an_unread_mention_is_due_after_two_days(requester):
    told = Notification.objects.create(
        key="x",
        user=requester,
        topic="mentions",
        subject_type="accounts.user",
        subject_id=requester.pk,
        title="ONB-0001 Payments",
        words="Ann mentioned you",
        url="/",
        why="w",
        at=datetime(2026, 11, 20, 9, tzinfo=UTC),
    )

    (due,) = dues("inbox.mention_unread")

    assert (due.due, due.people) == (
        date(2026, 11, 22),
        {"mentioned": [requester.pk]},
    )
    told.read_at = told.at
    told.save()
    assert dues("inbox.mention_unread") == []


@pytest.mark.parametrize("slug", sorted(RULES))
def test_a_rule_looks_only_at_the_subjects_it_is_asked_for(slug, found):
    assert dues(slug, []) == []


@pytest.mark.parametrize("slug", sorted(RULES))
def test_a_rule_takes_the_same_queries_for_one_and_many(
    slug, requester, now, django_assert_max_num_queries
):
    EditionFactory(criteria=["must", "must"], published=True)
    for _ in range(6):
        request = draft(requester, now, target_on=date(2026, 12, 20))
        for part in request.assessments.all():
            actions.give_evidence(
                part.pk, by=requester, expected_version=1, value="Shown here.", now=now
            )
        actions.submit(request.pk, by=requester, now=now)

    with django_assert_max_num_queries(6):
        dues(slug)
