"""The command palette finds vendors, contracts and services that one may see."""

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from tests.factories import UserFactory, person
from tests.vendors.factories import (
    ContractFactory,
    ServiceFactory,
    VendorFactory,
    representative,
)


@pytest.fixture
def service(db):
    vendor = VendorFactory(name="Quillon Systems")
    contract = ContractFactory(
        vendor=vendor, reference="QX-17", title="Quillon run and repair"
    )
    return ServiceFactory(contract=contract, name="Quillon desk", slug="qdesk")


def found(client, user, words: str) -> str:
    client.force_login(user)
    return client.get(reverse("dashboard:palette"), {"q": words}).content.decode()


def test_it_finds_vendors_contracts_and_services_by_their_words(client, service):
    engineer = person(Role.SUPPORT_ENGINEER)
    every = found(client, engineer, "quillon")
    contract = service.contract

    for one in (contract.vendor, contract, service):
        assert f'href="{one.get_absolute_url()}"' in every
    by_number = found(client, engineer, "qx-17")
    assert contract.get_absolute_url() in by_number
    assert service.get_absolute_url() not in by_number
    assert service.get_absolute_url() in found(client, engineer, "qdesk")


def test_a_representative_finds_the_own_organisation_alone(client, service):
    own = representative(service.contract.vendor.organisation)
    elsewhere = representative(VendorFactory().organisation)

    assert service.get_absolute_url() in found(client, own, "quillon")
    assert "uillon" not in found(client, elsewhere, "uillo")


def test_it_leads_to_pages_of_vendors_only_whom_they_concern(client, service):
    url = reverse("vendors:risks")

    assert url in found(client, person(Role.SUPPORT_ENGINEER), "risks")
    assert url not in found(client, UserFactory(), "risks")
    assert "Quillon" not in found(client, UserFactory(), "quillo")
