"""The register's pages: who sees what, and how a form is saved, refused and compared."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.history.models import Event
from apps.vendors import actions
from apps.vendors.models import Certificate, Contact, ContractFile, RiskRating, Vendor
from tests.factories import GrantFactory, UserFactory, person
from tests.vendors.factories import (
    CertificateFactory,
    ContactFactory,
    ContractFactory,
    ContractFileFactory,
    LevelFactory,
    ServiceFactory,
    VendorFactory,
    representative,
    upload,
)

KEY = "8c5f7e0a-0000-4000-8000-000000000001"
SIGN_IN = "django.contrib.auth.backends.ModelBackend"

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(door):
    def sign_in(user):
        door.force_login(user, SIGN_IN)
        return door

    return sign_in


@pytest.fixture
def manager():
    return person(Role.VENDOR_MANAGER)


def words(answer) -> str:
    return answer.content.decode()


def queries_for(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def many(count: int) -> None:
    for _ in range(count):
        service = ServiceFactory()
        vendor = service.contract.vendor
        CertificateFactory(vendor=vendor)
        RiskRating.objects.create(
            vendor=vendor,
            level=2,
            reasons="Looked",
            by=UserFactory(),
            rated_at="2026-01-01T00:00Z",
        )
        LevelFactory(service=service)


@pytest.mark.parametrize("name", ["index", "contracts", "services"])
def test_a_list_asks_as_often_for_two_as_for_twenty(signed_in, manager, name):
    client, url = signed_in(manager), reverse(f"vendors:{name}")
    many(2)
    few = queries_for(client, url)

    many(18)

    assert queries_for(client, url) == few <= 14


def grow(level, day: int) -> None:
    """More of everything that stands on the pages of a vendor, down to a level."""
    contract = level.service.contract
    vendor = contract.vendor
    ContactFactory(vendor=vendor)
    CertificateFactory(vendor=vendor)
    another = ContractFactory(vendor=vendor)
    another.supply_links.create(vendor=VendorFactory())
    contract.supply_links.create(vendor=VendorFactory())
    LevelFactory(service=ServiceFactory(contract=another))
    LevelFactory(service=level.service)
    level.versions.create(valid_from_on=date(2025, 1, day), goal=Decimal(90))


def test_pages_ask_as_often_for_much_as_for_little(signed_in, manager):
    client, level = signed_in(manager), LevelFactory()
    service = level.service
    rows = (service.contract.vendor, service.contract, service, level)
    grow(level, 1)
    few = [queries_for(client, one.get_absolute_url()) for one in rows]

    for day in range(2, 9):
        grow(level, day)

    assert [queries_for(client, one.get_absolute_url()) for one in rows] == few
    assert max(few) <= 20


def test_a_vendor_is_entered_once_however_often_the_form_is_sent(signed_in, manager):
    client = signed_in(manager)
    sent = {"name": "Northwind", "tier": 1, "country": "de", "sent_key": KEY}

    first = client.post(reverse("vendors:register_vendor"), sent)
    second = client.post(reverse("vendors:register_vendor"), sent)

    found = Vendor.objects.get()
    assert (first.status_code, first.url) == (303, "/vendors/company/northwind/")
    assert second.status_code in (303, 422)
    assert (found.slug, found.country) == ("northwind", "DE")
    assert Event.objects.filter(verb="vendors.vendor_registered").count() == 1


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_entered(
    signed_in, manager
):
    VendorFactory(name="Northwind", slug="northwind")
    client = signed_in(manager)

    answer = client.post(
        reverse("vendors:register_vendor"),
        {"name": "Northwind", "country": "Germany", "tier": 1, "sent_key": KEY},
    )

    assert answer.status_code == 422
    assert 'href="#id_name"' in words(answer)
    assert 'href="#id_country"' in words(answer)
    assert Vendor.objects.count() == 1


def test_who_saves_second_sees_both_and_keeps_what_they_typed(signed_in, manager, now):
    vendor = VendorFactory(name="Acme", tier=2)
    actions.amend_vendor(vendor.pk, by=manager, version=1, now=now, name="Acme Group")
    client, url = (
        signed_in(manager),
        reverse("vendors:amend_vendor", args=[vendor.slug]),
    )
    typed = {"name": "Acme Holding", "tier": 2, "version": 1}

    lost = client.post(url, typed)

    assert lost.status_code == 409
    assert "Acme Group" in words(lost)
    assert 'value="Acme Holding"' in words(lost)
    assert 'name="version" value="2"' in words(lost)
    vendor.refresh_from_db()
    assert vendor.name == "Acme Group"

    saved = client.post(url, {**typed, "version": 2})
    vendor.refresh_from_db()
    assert (saved.status_code, vendor.name) == (303, "Acme Holding")


def test_a_contact_and_a_certificate_are_added_amended_and_removed(signed_in, manager):
    vendor, client = VendorFactory(), signed_in(manager)
    slug = vendor.slug
    sent = {"name": "Ann", "step": 2, "sent_key": KEY}
    client.post(reverse("vendors:add_contact", args=[slug]), sent)
    client.post(reverse("vendors:add_contact", args=[slug]), sent)
    contact = Contact.objects.get()
    client.post(
        reverse("vendors:amend_contact", args=[slug, contact.pk]),
        {"name": "Ann Lee", "step": 1, "version": 1},
    )
    contact.refresh_from_db()
    assert (contact.name, contact.step, contact.version) == ("Ann Lee", 1, 2)

    client.post(
        reverse("vendors:add_certificate", args=[slug]),
        {
            "kind": "SOC 2",
            "expires_on": "2026-01-31",
            "file": upload("soc.txt"),
            "sent_key": KEY,
        },
    )
    certificate = Certificate.objects.get()
    page = words(client.get(vendor.get_absolute_url()))
    assert "expired" in page
    file = client.get(reverse("vendors:certificate_file", args=[slug, certificate.pk]))
    assert b"".join(file.streaming_content) == b"On paper."

    client.post(reverse("vendors:remove_contact", args=[slug, contact.pk]))
    client.post(reverse("vendors:remove_certificate", args=[slug, certificate.pk]))
    assert (Contact.objects.count(), Certificate.objects.count()) == (0, 0)
    assert Event.objects.about(vendor).count() == 5


def test_a_certificate_that_expires_before_it_begins_is_not_taken(signed_in, manager):
    vendor, client = VendorFactory(), signed_in(manager)

    answer = client.post(
        reverse("vendors:add_certificate", args=[vendor.slug]),
        {"kind": "SOC 2", "valid_from_on": "2026-02-01", "expires_on": "2026-01-31"},
    )

    assert answer.status_code == 422
    assert Certificate.objects.count() == 0


def test_the_newest_risk_counts_and_the_earlier_ones_stay_with_their_reasons(
    signed_in, manager, now
):
    vendor, client = VendorFactory(), signed_in(manager)
    actions.rate_vendor(vendor.pk, by=manager, level=2, reasons="Audited", now=now)
    actions.rate_vendor(vendor.pk, by=manager, level=4, reasons="Breached", now=now)

    page = words(client.get(vendor.get_absolute_url()))
    listed = words(client.get(reverse("vendors:index") + "?risk=4"))
    other = words(client.get(reverse("vendors:index") + "?risk=2"))

    assert page.index("Breached") < page.index("Audited")
    assert vendor.name in listed
    assert vendor.name not in other


def test_a_vendors_representative_sees_their_own_without_notes_and_risk(
    signed_in, manager, now
):
    contract = ContractFactory(
        vendor__notes="Weak leadership", notes="Squeeze them", value=Decimal("1234.50")
    )
    vendor = contract.vendor
    actions.rate_vendor(vendor.pk, by=manager, level=4, reasons="Insolvent", now=now)
    other = ContractFactory()
    client = signed_in(representative(vendor.organisation))

    seen = "".join(
        words(client.get(url))
        for url in (
            vendor.get_absolute_url(),
            contract.get_absolute_url(),
            reverse("vendors:index"),
            reverse("vendors:contracts"),
            reverse("vendors:contracts") + "?export=csv",
        )
    )

    for secret in ("Weak leadership", "Squeeze them", "Insolvent", "Critical"):
        assert secret not in seen
    assert "1234.50" in seen
    assert other.vendor.name not in seen
    assert client.get(other.get_absolute_url()).status_code == 404
    story = reverse("history:story", args=["vendors.vendor", vendor.pk])
    assert client.get(story).status_code == 404
    story = reverse("history:story", args=["vendors.contract", contract.pk])
    assert client.get(story).status_code == 404


def test_who_may_not_see_money_reads_it_nowhere(signed_in):
    contract = ContractFactory(value=Decimal("1234.50"))
    service = ServiceFactory(contract=contract)
    service.charges.create(valid_from_on=date(2026, 1, 1), amount=Decimal("777.70"))
    bands = [(Decimal("91.5"), Decimal("3.25"))]
    level = LevelFactory(service=service, version__bands=bands)
    document = ContractFileFactory(contract=contract)
    engineer = person(Role.SUPPORT_ENGINEER)
    client = signed_in(engineer)
    urls = [
        contract.get_absolute_url(),
        contract.vendor.get_absolute_url(),
        service.get_absolute_url(),
        level.get_absolute_url(),
        reverse("vendors:contracts"),
        reverse("vendors:contracts") + "?export=csv&sort=value",
    ]
    file = reverse("vendors:contract_file", args=[contract.pk, document.pk])
    story = reverse("history:story", args=["vendors.contract", contract.pk])
    level_story = reverse("history:story", args=["vendors.servicelevel", level.pk])

    seen = "".join(words(client.get(url)) for url in urls)
    assert "1234.50" not in seen
    assert "1,234.50" not in seen
    assert "777.70" not in seen
    assert document.title not in seen
    assert "3.25" not in seen
    assert client.get(level_story).status_code == 404
    assert client.get(file).status_code == 403
    assert client.get(story).status_code == 404

    GrantFactory(
        user=engineer,
        role=Role.VENDOR_MANAGER,
        scope_kind="vendor",
        scope_key=contract.vendor.slug,
    )
    engineer.__dict__.pop("rights", None)
    seen = "".join(words(client.get(url)) for url in urls)
    assert "1,234.50" in seen
    assert "777.70" in seen
    assert "3.25" in seen
    assert client.get(file).status_code == 200


def test_documents_are_kept_and_given_back(signed_in, manager):
    contract, client = ContractFactory(), signed_in(manager)
    client.post(
        reverse("vendors:add_contract_file", args=[contract.pk]),
        {"file": upload("msa.txt", b"Agreed."), "sent_key": KEY},
    )
    kept = ContractFile.objects.get()
    assert kept.title == "msa.txt"
    got = client.get(reverse("vendors:contract_file", args=[contract.pk, kept.pk]))
    assert b"".join(got.streaming_content) == b"Agreed."
    assert "attachment" in got["Content-Disposition"]

    bad = client.post(
        reverse("vendors:add_contract_file", args=[contract.pk]),
        {"file": upload("run.exe", b"MZ"), "sent_key": KEY.replace("1", "2")},
    )
    assert (bad.status_code, ContractFile.objects.count()) == (422, 1)

    client.post(reverse("vendors:remove_contract_file", args=[contract.pk, kept.pk]))
    assert ContractFile.objects.count() == 0


def test_lists_answer_what_is_asked_of_them(signed_in, manager):
    late = ContractFactory(ends_on=date(2026, 12, 31), reference="C-LATE")
    ContractFactory(ends_on=date(2030, 12, 31), reference="C-FAR")
    CertificateFactory(vendor=late.vendor, expires_on=date(2026, 12, 1))
    ServiceFactory(contract=late, name="Night desk")
    ServiceFactory(name="Day desk")
    client = signed_in(manager)

    def asked(name: str, question: str) -> str:
        return words(client.get(f"{reverse(f'vendors:{name}')}?{question}&export=csv"))

    assert "C-FAR" not in asked("contracts", "notice_by=2026-10-01")
    assert "C-LATE" in asked("contracts", "notice_by=2026-10-01")
    assert "C-LATE" not in asked("contracts", "notice_by=2026-09-29")
    assert "C-FAR" not in asked("contracts", "ends_by=2026-12-31")
    assert late.vendor.name in asked("index", "contract_ends_by=2026-12-31")
    assert late.vendor.name in asked("index", "certificate_expires_by=2026-12-01")
    assert late.vendor.name not in asked("index", "certificate_expires_by=2026-11-30")
    nights = asked("services", f"vendor={late.vendor.slug}")
    assert "Night desk" in nights
    assert "Day desk" not in nights
