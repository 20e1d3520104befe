"""Every page and button of the catalog: for whom it is there, and for whom not."""

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.catalog.models import Application, Dependency, Deployment, Link, Platform
from apps.history.models import Event
from tests.factories import (
    ApplicationFactory,
    DependencyFactory,
    DeploymentFactory,
    LinkFactory,
    PlatformFactory,
    UserFactory,
    person,
)

pytestmark = pytest.mark.django_db
PARTS = [
    ("undeploy", DeploymentFactory, Deployment),
    ("remove_link", LinkFactory, Link),
    ("remove_dependency", DependencyFactory, Dependency),
]


@pytest.fixture
def signed_in(door):
    def sign_in(user):
        door.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return door

    return sign_in


@pytest.mark.parametrize("name", ["new_application", "new_platform", "import"])
def test_an_administrator_gets_the_form_and_an_auditor_does_not(signed_in, name):
    url = reverse(f"catalog:{name}")

    assert "<form" in signed_in(person(Role.ADMINISTRATOR)).get(url).content.decode()
    assert signed_in(person(Role.AUDITOR)).get(url).status_code == 403


@pytest.mark.parametrize(("name", "factory", "model"), PARTS)
def test_a_part_is_taken_away_with_its_button(signed_in, name, factory, model):
    part = factory()
    found = part.application
    client = signed_in(person(Role.ADMINISTRATOR))
    url = reverse(f"catalog:{name}", args=[found.code, part.pk])

    assert url in client.get(found.get_absolute_url()).content.decode()
    assert client.post(url).status_code == 303
    assert not model.objects.exists()


@pytest.mark.parametrize(("name", "factory", "model"), PARTS)
def test_a_reader_takes_no_part_away(signed_in, name, factory, model):
    part = factory()
    url = reverse(f"catalog:{name}", args=[part.application.code, part.pk])

    assert signed_in(person(Role.AUDITOR)).post(url).status_code == 403
    assert model.objects.count() == 1
    assert not Event.objects.exists()


@pytest.mark.parametrize(("name", "factory", "model"), PARTS)
def test_a_part_of_another_application_is_not_found(signed_in, name, factory, model):
    part, other = factory(), ApplicationFactory()
    url = reverse(f"catalog:{name}", args=[other.code, part.pk])

    assert signed_in(person(Role.ADMINISTRATOR)).post(url).status_code == 404
    assert model.objects.count() == 1


@pytest.mark.parametrize("name", ["application", "edit_application"])
def test_an_application_is_hidden_from_a_stranger_of_a_vendor(signed_in, name):
    found = ApplicationFactory()
    client = signed_in(UserFactory(external=True))

    answer = client.get(reverse(f"catalog:{name}", args=[found.code]))

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["edit_application", "edit_platform"])
def test_a_reader_gets_no_form_to_edit(signed_in, name):
    ApplicationFactory(code="ledger")
    PlatformFactory(slug="ledger")

    answer = signed_in(person(Role.AUDITOR)).get(
        reverse(f"catalog:{name}", args=["ledger"])
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["register", "register_platform"])
def test_an_auditor_registers_nothing(signed_in, name):
    answer = signed_in(person(Role.AUDITOR)).post(reverse(f"catalog:{name}"), {})

    assert answer.status_code == 403
    assert not Application.objects.exists()
    assert not Platform.objects.exists()


def test_a_platform_that_is_malformed_keeps_what_was_typed(signed_in):
    client = signed_in(person(Role.ADMINISTRATOR))

    answer = client.post(reverse("catalog:register_platform"), {"name": "My words"})

    assert answer.status_code == 422
    assert "My words" in answer.content.decode()
    assert not Platform.objects.exists()
