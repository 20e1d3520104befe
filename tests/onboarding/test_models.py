"""What the database itself refuses, whoever writes to it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from apps.accounts.roles import Role
from apps.onboarding import actions
from apps.onboarding.models import (
    Approval,
    Assessment,
    Request,
    StandardVersion,
    Waiver,
)
from apps.onboarding.states import VersionState
from tests.factories import EditionFactory, draft, person

pytestmark = pytest.mark.django_db


def refused(write):
    with pytest.raises(DatabaseError), transaction.atomic():
        write()


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def published():
    return EditionFactory(published=True)


def as_stored(edition):
    return StandardVersion.objects.filter(pk=edition.pk).values().get()


@pytest.mark.parametrize(
    "change",
    [
        *("number = 9", "note = 'Other'", "published_at = now()"),
        *("state = 'draft'", "state = 'published'", "state = 'retired', number = 9"),
    ],
)
@pytest.mark.parametrize("state", [VersionState.PUBLISHED, VersionState.RETIRED])
def test_an_edition_that_was_published_is_never_rewritten(published, state, change):
    if state == VersionState.RETIRED:
        StandardVersion.objects.filter(pk=published.pk).update(state=state)
    before = as_stored(published)

    refused(
        lambda: sql(
            "UPDATE onboarding_standardversion SET " + change + " WHERE id = %s",  # noqa: S608
            published.pk,
        )
    )

    assert as_stored(published) == before


def test_an_edition_that_was_published_is_never_deleted():
    empty = EditionFactory(criteria=[], published=True)

    refused(
        lambda: sql("DELETE FROM onboarding_standardversion WHERE id = %s", empty.pk)
    )
    refused(StandardVersion.objects.filter(pk=empty.pk).delete)

    assert StandardVersion.objects.filter(pk=empty.pk).exists()


def test_a_draft_may_change_and_go(published):
    mine = EditionFactory()

    StandardVersion.objects.filter(pk=mine.pk).update(note="Better")
    mine.delete()

    assert list(StandardVersion.objects.all()) == [published]


def test_a_published_edition_retires_and_nothing_else_about_it_changes(published):
    before = as_stored(published)

    StandardVersion.objects.filter(pk=published.pk).update(state="retired")

    assert as_stored(published) == {**before, "state": "retired"}


def test_nobody_takes_both_seats_of_a_request(published, now):
    found, manager = draft(person(Role.REQUESTER), now), person()
    Approval.objects.create(request=found, seat=1, by=manager, at=now)

    refused(lambda: Approval.objects.create(request=found, seat=2, by=manager, at=now))
    refused(lambda: Approval.objects.create(request=found, seat=3, by=person(), at=now))

    assert found.approvals.count() == 1


def test_nobody_approves_what_they_asked_for_by_sql(published, now):
    found, manager = draft(person(Role.REQUESTER), now), person()
    mine = {"request": found, "by": found.requester, "at": now}

    refused(lambda: Approval.objects.create(seat=1, **mine))
    given = Approval.objects.create(request=found, seat=1, by=manager, at=now)
    refused(lambda: found.approvals.update(by=found.requester))
    refused(lambda: Request.objects.update(requester=manager))

    assert list(found.approvals.all()) == [given]
    assert found.approvals.get().by == manager
    assert Request.objects.get().requester == found.requester


def test_nobody_decides_on_their_own_waiver_by_sql(published, now):
    requester = person(Role.REQUESTER)
    one = draft(requester, now).assessments.first()
    waiver = actions.propose_waiver(
        one.pk,
        by=requester,
        risk="r",
        control="c",
        expires_on=now.date() + timedelta(days=9),
        now=now,
    )
    rows = Waiver.objects.filter(pk=waiver.pk)

    refused(lambda: rows.update(state="approved"))
    refused(lambda: rows.update(state="approved", decided_by=requester))

    assert rows.get().state == Waiver.State.PROPOSED


def test_nobody_confirms_their_own_not_applicable_by_sql(published, now):
    requester = person(Role.REQUESTER)
    one = draft(requester, now).assessments.first()
    rows = Assessment.objects.filter(pk=one.pk)

    refused(lambda: rows.update(state="not_applicable"))
    refused(
        lambda: rows.update(
            state="not_applicable", not_applicable_by=requester, decided_by=requester
        )
    )

    assert rows.get().state == "not_started"
