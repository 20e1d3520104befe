"""Onboarding's pages through both doors."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.accounts.roles import Role
from apps.history.models import Concern
from apps.onboarding import actions
from apps.onboarding.models import Criterion, Request
from tests.factories import (
    ApplicationFactory,
    CriterionFactory,
    EditionFactory,
    PlatformFactory,
    draft,
    person,
)

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def standard():
    return EditionFactory(published=True)


@pytest.fixture
def requester():
    return person(Role.REQUESTER)


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        response = client.get(url)
    assert response.status_code == 200
    return len(seen)


@pytest.mark.parametrize("url", ["/onboarding/", "/onboarding/queue/", "/"])
def test_lists_take_the_same_queries_at_2_and_20(url, client, standard, requester, now):
    client.force_login(person(Role.ADMINISTRATOR), BACKEND)

    def add(count):
        for _ in range(count):
            found = draft(requester, now)
            for one in found.assessments.all():
                actions.give_evidence(
                    one.pk, by=requester, expected_version=1, value="x" * 20, now=now
                )
            actions.submit(found.pk, by=requester, now=now)

    add(2)
    few = queries(client, url)
    add(18)

    assert queries(client, url) == few <= 14


def test_a_request_of_sixty_criteria_takes_few_queries(client, requester, now):
    edition = EditionFactory(criteria=[])
    for _ in range(60):
        CriterionFactory(edition=edition)
    edition.become("published")
    edition.published_at = now
    edition.save()
    found = draft(requester, now)
    client.force_login(requester, BACKEND)

    assert queries(client, found.get_absolute_url()) <= 12


def test_the_list_is_filtered_sorted_and_exported(door, standard, requester, now):
    ledger = draft(requester, now, application=ApplicationFactory(name="Ledger"))
    draft(requester, now, application=ApplicationFactory(name="Wallet"))
    door.force_login(requester, BACKEND)

    page = door.get("/onboarding/?q=ledger").content.decode()
    by_number = door.get(f"/onboarding/?q={ledger.number}").content.decode()
    table = door.get("/onboarding/?q=ledger&export=csv").content.decode("utf-8-sig")

    assert "Ledger" in page
    assert "Wallet" not in page
    assert "Wallet" not in by_number
    assert len(table.strip().splitlines()) == 2
    assert door.get("/onboarding/?sort=requester__password").status_code == 200


def test_a_form_sent_twice_makes_one_request(door, standard, requester):
    door.force_login(requester, BACKEND)
    data = {
        "application": ApplicationFactory().pk,
        "platform": PlatformFactory().pk,
        "idempotency_key": uuid.uuid4(),
    }

    first = door.post("/onboarding/start/", data)
    second = door.post("/onboarding/start/", data)

    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]
    assert Request.objects.count() == 1


def test_what_was_typed_stays_when_it_is_malformed(door, requester, now):
    edition = EditionFactory(criteria=[])
    CriterionFactory(edition=edition, evidence_kind="link")
    edition.become("published")
    edition.published_at = now
    edition.save()
    one = draft(requester, now).assessments.get()
    door.force_login(requester, BACKEND)

    response = door.post(
        f"/onboarding/criteria/{one.pk}/evidence/",
        {"value": "not a link", "note": "my note", "expected_version": 1},
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "not a link" in page
    assert "my note" in page
    assert "starts with https" in page


def test_the_second_of_two_sees_both_texts(door, standard, requester, now):
    one = draft(requester, now).assessments.first()
    url = f"/onboarding/criteria/{one.pk}/evidence/"
    door.force_login(requester, BACKEND)
    door.post(url, {"value": "The first of two texts.", "expected_version": 1})

    response = door.post(url, {"value": "The second of two.", "expected_version": 1})

    page = response.content.decode()
    assert response.status_code == 409
    assert "The first of two texts." in page
    assert "The second of two." in page


def test_a_file_that_is_not_what_it_says_is_refused(door, requester, now):
    edition = EditionFactory(criteria=[])
    CriterionFactory(edition=edition, evidence_kind="file")
    edition.become("published")
    edition.published_at = now
    edition.save()
    one = draft(requester, now).assessments.get()
    door.force_login(requester, BACKEND)
    fake = SimpleUploadedFile("picture.png", b"<html><script>alert(1)</script>")

    response = door.post(
        f"/onboarding/criteria/{one.pk}/evidence/",
        {"file": fake, "expected_version": 1},
    )

    assert response.status_code == 422
    assert not one.givings.exists()


def test_lapsed_evidence_lowers_the_readiness_and_the_owner_is_told(requester, now):
    edition = EditionFactory(criteria=[])
    CriterionFactory(edition=edition, valid_days=30)
    edition.become("published")
    edition.published_at = now
    edition.save()
    found = draft(requester, now)
    one = found.assessments.get()
    actions.give_evidence(
        one.pk, by=requester, expected_version=1, value="Restored in May.", now=now
    )
    actions.submit(found.pk, by=requester, now=now)
    actions.accept(one.pk, by=person(Role.REVIEWER), now=now)
    told_before = set(Concern.objects.values_list("pk", flat=True))

    actions.refresh_all(now=now.replace(year=2027))

    found.refresh_from_db()
    told = Concern.objects.exclude(pk__in=told_before).get()
    assert found.readiness == 0
    assert told.user_id == requester.pk
    assert "lapsed" in told.words


def test_a_published_version_never_changes(standard):
    one = standard.criteria.first()

    for statement in (
        lambda: Criterion.objects.filter(pk=one.pk).update(title="Other"),
        lambda: Criterion.objects.filter(pk=one.pk).delete(),
        lambda: standard.questions.create(key="new", text="New?"),
        lambda: connection.cursor().execute(
            "UPDATE onboarding_standardversion SET number = 9 WHERE id = %s",
            [standard.pk],
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            statement()

    one.refresh_from_db()
    assert re.match("Criterion", one.title)


def test_what_the_team_gave_last_time_is_filled_in_and_waits_to_be_confirmed(
    requester, now
):
    edition = EditionFactory(criteria=[])
    CriterionFactory(edition=edition, wanted={"prefill": "last_request"})
    edition.become("published")
    edition.published_at = now
    edition.save()
    application = ApplicationFactory()
    first = draft(requester, now, application=application)
    given = first.assessments.get()
    actions.give_evidence(
        given.pk, by=requester, expected_version=1, value="As every time.", now=now
    )
    actions.submit(first.pk, by=requester, now=now)

    again = draft(requester, now, application=application).assessments.get()

    assert again.state == "not_started"
    assert again.evidence.value == "As every time."
    assert not again.evidence.is_confirmed

    actions.confirm_evidence(again.pk, by=requester, now=now)

    again.refresh_from_db()
    assert again.state == "evidence_given"
