"""Evidence that names an article is found from the article."""

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.onboarding import actions
from apps.onboarding.queries.citing import citing
from tests.factories import EditionFactory, UserFactory, draft, person

pytestmark = pytest.mark.django_db
PATH = "/knowledge/articles/sre/restart/"


@pytest.fixture
def found(now):
    EditionFactory(published=True)
    requester = person(Role.REQUESTER)
    assessment = draft(requester).assessments.first()
    actions.give_evidence(
        assessment.pk,
        by=requester,
        expected_version=assessment.version,
        value=f"Our runbook is https://portal.example{PATH}",
        now=now,
    )
    return assessment


def test_who_sees_the_request_finds_its_evidence(found):
    assert list(citing(PATH, person(Role.ADMINISTRATOR))) == [found]
    assert not citing("/knowledge/articles/sre/other/", person(Role.ADMINISTRATOR))
    assert not citing("/", person(Role.ADMINISTRATOR))


def test_who_does_not_see_it_finds_nothing(found, door):
    somebody = UserFactory(external=True)
    door.force_login(somebody, "django.contrib.auth.backends.ModelBackend")

    page = door.get(reverse("onboarding:cited"), {"path": PATH}).content.decode()

    assert "No request gives it as evidence" in page
    assert found.criterion.code not in page
