"""Capacity knows of onboarding's reviews and of what the bank promised vendors, and forgets them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.dashboard.actions import plan_work_from_elsewhere
from apps.dashboard.queries.planned_work import promises, reviews, week_of
from apps.dashboard.tasks import planned_work
from apps.onboarding import actions
from apps.onboarding.models import Request
from apps.staffing.models import PlannedWork
from apps.staffing.queries.capacity import WhatIf, capacity_of
from apps.vendors.models import ReviewAction
from tests.factories import EditionFactory, TeamFactory, draft, person
from tests.staffing.factories import PersonFactory, PostingFactory
from tests.vendors.factories import VendorFactory
from tests.vendors.test_governance import plan, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(now):
    """A request in review with one criterion that waits, due the week after next."""
    EditionFactory(published=True)
    requester = person(Role.REQUESTER)
    found = draft(requester)
    must = found.assessments.get(criterion__level="must")
    actions.give_evidence(
        must.pk,
        by=requester,
        expected_version=must.version,
        value="Shown in the handbook.",
        now=now,
    )
    actions.submit(found.pk, by=requester, now=now)
    Request.objects.update(due_at=now + timedelta(days=14))
    return Request.objects.get()


def rows():
    return [
        (one.key, one.team, one.monday, one.hours) for one in PlannedWork.objects.all()
    ]


def test_a_review_is_planned_where_it_is_due_and_gone_once_it_is_done(asked, now):
    team = asked.platform.owner_team
    monday = week_of(asked.due_at.date(), now.date())
    assert monday > now.date()

    assert plan_work_from_elsewhere(now=now) == 1
    assert plan_work_from_elsewhere(now=now) == 0

    assert rows() == [(f"onboarding:{asked.pk}", team, monday, Decimal("0.50"))]
    [week] = capacity_of(team, [monday], WhatIf()).now
    assert week.planned == Decimal("0.50")
    # It waits beyond its day: it is work of the week that runs.
    late = now + timedelta(days=30)
    assert plan_work_from_elsewhere(now=late) == 2
    assert [row[2] for row in rows()] == [week_of(None, late.date())]
    Request.objects.update(waiting_count=0)
    assert plan_work_from_elsewhere(now=late) == 1
    assert rows() == []


def test_an_action_is_its_owners_teams_else_the_vendors_and_no_vendors_promise(now):
    team, owning = TeamFactory(), TeamFactory()
    owner = PersonFactory(login=True)
    PostingFactory(person=owner, team=TeamFactory(), fte=Decimal("0.2"))
    PostingFactory(person=owner, team=team, fte=Decimal("0.8"))
    vendor = VendorFactory(team=owning)
    manager = person(Role.VENDOR_MANAGER)
    review = plan(vendor, manager, now, now.date().replace(day=1))
    due = now.date() + timedelta(days=8)
    ours = promise(review, manager, now, side="bank", owner=owner.user, due_on=due)
    nobodys = promise(review, manager, now, side="bank", due_on=due)
    promise(review, manager, now, side="vendor", due_on=due)

    plan_work_from_elsewhere(now=now)

    monday = week_of(due, now.date())
    assert {row[0]: row[1:] for row in rows()} == {
        f"vendors:{ours.pk}": (team, monday, Decimal(4)),
        f"vendors:{nobodys.pk}": (owning, monday, Decimal(4)),
    }
    words = " ".join(PlannedWork.objects.values_list("title", flat=True))
    assert vendor.name not in words
    assert ours.title not in words
    # The owner changes team: the work goes with them.
    owner.postings.filter(team=team).delete()
    plan_work_from_elsewhere(now=now)
    assert PlannedWork.objects.get(key=f"vendors:{ours.pk}").team != team
    ReviewAction.objects.all().delete()
    plan_work_from_elsewhere(now=now)
    assert not PlannedWork.objects.exists()


def test_work_that_people_typed_stays_and_what_was_brought_leads_to_its_cause(
    client, asked, now
):
    team = asked.platform.owner_team
    PostingFactory(team=team)
    typed = PlannedWork.objects.create(
        team=team, title="Upgrade", hours=8, monday=week_of(None, now.date())
    )
    planned_work()
    names = [one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()]
    assert planned_work.name in names
    client.force_login(person(Role.ADMINISTRATOR))

    page = client.get(
        reverse("staffing:capacity"), {"team": team.slug, "first": now.date()}
    ).content.decode()

    assert PlannedWork.objects.filter(pk=typed.pk).exists()
    assert f'href="{asked.get_absolute_url()}"' in page


def test_it_asks_as_much_for_many_as_for_few(now):
    vendor, manager = VendorFactory(team=TeamFactory()), person(Role.VENDOR_MANAGER)
    review = plan(vendor, manager, now, now.date().replace(day=1))

    def asks(count):
        for _ in range(count):
            promise(review, manager, now, side="bank", owner=manager)
        with CaptureQueriesContext(connection) as found:
            reviews(now.date()), promises(now.date())
        return len(found)

    assert asks(1) == asks(4) == 3
