"""The register over the API: the same rows, rights and actions."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.accounts.roles import Role
from apps.vendors.models import Contract, LevelVersion, ManagedService, Vendor
from apps.vendors.rules.lei import with_check_digits
from tests.factories import PlatformFactory, person
from tests.vendors.factories import (
    CertificateFactory,
    ContactFactory,
    ContractFactory,
    LevelFactory,
    ServiceFactory,
    VendorFactory,
    office,
    representative,
)

JSON = "application/json"
PAPER = SimpleUploadedFile("soc2.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")
KEY = {"HTTP_IDEMPOTENCY_KEY": "8c5f7e0a-0000-4000-8000-000000000001"}
SIGN_IN = "django.contrib.auth.backends.ModelBackend"

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(client):
    client.force_login(person(Role.VENDOR_MANAGER), SIGN_IN)
    return client


def test_a_vendor_is_entered_once_read_and_changed_over_its_etag(api):
    new = {"slug": "acme", "name": "Acme", "tier": 1, "country": "DE"}
    first = api.post("/api/v1/vendors/", new, JSON, **KEY)
    second = api.post("/api/v1/vendors/", new, JSON, **KEY)
    assert first.status_code == 201
    assert (second.status_code, Vendor.objects.count()) in {(201, 1), (400, 1)}

    url, etag = "/api/v1/vendors/acme/", {"HTTP_IF_MATCH": first["ETag"]}
    assert api.patch(url, {"tier": 2}, JSON).status_code == 428
    changed = api.patch(url, {"tier": 2}, JSON, **etag)
    assert (changed.status_code, changed.json()["tier"]) == (200, 2)
    late = api.patch(url, {"tier": 3}, JSON, **etag)
    assert (late.status_code, Vendor.objects.get().tier) == (412, 2)


def test_contacts_certificates_and_ratings_stand_in_their_vendor(api):
    vendor = VendorFactory(slug="acme")
    url = "/api/v1/vendors/acme/"
    api.post(f"{url}contacts/", {"name": "Ann", "step": 2}, JSON)
    contact = vendor.contacts.get()
    part = f"{url}contacts/{contact.pk}/"
    assert api.patch(part, {"step": 1}, JSON).status_code == 400
    assert api.patch(f"{part}?version=1", {"step": 1}, JSON).status_code == 200
    assert api.patch(f"{part}?version=1", {"step": 3}, JSON).status_code == 412
    api.post(f"{url}certificates/", {"kind": "SOC 2", "expires_on": "2027-01-01"}, JSON)
    paper = vendor.certificates.get()
    renewed = api.patch(
        f"{url}certificates/{paper.pk}/?version=1", {"expires_on": "2028-01-01"}, JSON
    )
    assert renewed.status_code == 200
    answer = api.post(f"{url}rate/", {"level": 3, "reasons": "Audited"}, JSON)

    shown = answer.json()
    assert [(one["name"], one["step"]) for one in shown["contacts"]] == [("Ann", 1)]
    assert shown["certificates"][0]["expires_on"] == "2028-01-01"
    assert shown["ratings"][0]["reasons"] == "Audited"
    gone = api.delete(part)
    assert (gone.status_code, gone.json()["contacts"]) == (200, [])


def test_a_part_of_another_vendor_is_not_reached_through_ones_own(api):
    ContactFactory(vendor__slug="acme")
    other = ContactFactory(vendor__slug="other")
    paper = CertificateFactory(vendor=other.vendor)

    contact = api.delete(f"/api/v1/vendors/acme/contacts/{other.pk}/")
    certificate = api.delete(f"/api/v1/vendors/acme/certificates/{paper.pk}/")

    assert (contact.status_code, certificate.status_code) == (404, 404)
    assert other.vendor.contacts.count() == 1


def test_a_contract_is_entered_signed_supplied_and_left(api):
    VendorFactory(slug="acme")
    VendorFactory(slug="below")
    made = api.post(
        "/api/v1/contracts/",
        {
            "vendor": "acme",
            "reference": "C-1",
            "title": "Support",
            "starts_on": "2024-01-01",
            "ends_on": "2027-12-31",
            "value": "1200000.00",
        },
        JSON,
        **KEY,
    )
    assert made.status_code == 201, made.json()
    assert (made.json()["state"], made.json()["last_notice_day"]) == (
        "draft",
        "2027-09-30",
    )
    url = f"/api/v1/contracts/{Contract.objects.get().pk}/"

    assert api.post(f"{url}put-in-force/").json()["state"] == "in_force"
    assert api.post(f"{url}put-in-force/").status_code == 409
    tree = api.post(f"{url}suppliers/", {"vendor": "below", "does": "Nights"}, JSON)
    assert [one["vendor"] for one in tree.json()["suppliers"]] == ["below"]
    link = tree.json()["suppliers"][0]["id"]
    assert api.delete(f"{url}suppliers/{link}/").json()["suppliers"] == []
    left = api.post(f"{url}give-notice/", {"on": "2026-11-01"}, JSON)
    assert (left.json()["state"], left.json()["last_notice_day"]) == (
        "notice_given",
        None,
    )


def test_a_service_with_places_and_charges_is_entered(api):
    contract, calendar = ContractFactory(), office()
    PlatformFactory(slug="ocp")
    made = api.post(
        "/api/v1/services/",
        {
            "slug": "desk",
            "name": "Desk",
            "contract": contract.pk,
            "calendar": calendar.slug,
            "platforms": ["ocp"],
            "starts_on": "2024-01-01",
        },
        JSON,
    )
    assert made.status_code == 201, made.json()
    url = "/api/v1/services/desk/"
    api.post(f"{url}locations/", {"city": "Pune", "country": "IN"}, JSON)
    shown = api.post(
        f"{url}charges/", {"valid_from_on": "2024-01-01", "amount": "100.00"}, JSON
    ).json()
    assert shown["platforms"] == ["ocp"]
    assert shown["locations"][0]["city"] == "Pune"
    assert shown["charges"][0]["amount"] == "100.00"

    read = {"HTTP_IF_MATCH": api.get(url)["ETag"]}
    assert api.patch(url, {"platforms": []}, JSON, **read).json()["platforms"] == []
    assert api.patch(url, {"platforms": ["ocp"]}, JSON, **read).status_code == 412
    assert ManagedService.objects.get().platforms.count() == 0


def test_versions_with_bands_are_added_corrected_and_taken_back(api):
    level = LevelFactory()
    url = f"/api/v1/service-levels/{level.pk}/"
    sent = {
        "valid_from_on": "2027-01-01",
        "target_seconds": 3600,
        "goal": "97",
        "bands": [{"below": "97", "credit": "2"}, {"below": "90", "credit": "5"}],
    }
    assert api.post(f"{url}versions/", sent, JSON).status_code == 428
    read = {"HTTP_IF_MATCH": api.get(url)["ETag"]}
    made = api.post(f"{url}versions/", sent, JSON, **read)
    assert made.status_code == 200, made.json()
    assert [one["credit"] for one in made.json()["versions"][1]["bands"]] == [
        "2.00",
        "5.00",
    ]
    assert api.post(f"{url}versions/", sent, JSON, **read).status_code == 412

    part = f"{url}versions/{made.json()['versions'][1]['id']}/"
    read = {"HTTP_IF_MATCH": made["ETag"]}
    fixed = api.put(part, {**sent, "goal": "98", "bands": []}, JSON, **read)
    assert fixed.json()["versions"][1]["goal"] == "98.000"
    assert fixed.json()["versions"][1]["bands"] == []
    gone = api.delete(part, HTTP_IF_MATCH=fixed["ETag"])
    assert (gone.status_code, LevelVersion.objects.count()) == (200, 1)


def test_a_representative_reads_their_own_without_what_is_the_banks(client):
    service = ServiceFactory(contract__vendor__notes="Secret", contract__notes="Secret")
    service.charges.create(valid_from_on=date(2026, 1, 1), amount=Decimal(5))
    other = ServiceFactory()
    vendor = service.contract.vendor
    client.force_login(representative(vendor.organisation), SIGN_IN)

    shown = client.get(f"/api/v1/vendors/{vendor.slug}/").json()
    contract = client.get(f"/api/v1/contracts/{service.contract.pk}/").json()
    own = client.get(f"/api/v1/services/{service.slug}/").json()

    assert {"notes", "ratings"}.isdisjoint(shown)
    assert "notes" not in contract
    assert contract["value"] == "1200000.00"
    assert own["charges"][0]["amount"] == "5.00"
    assert len(client.get("/api/v1/services/").json()["results"]) == 1
    assert client.get(f"/api/v1/services/{other.slug}/").status_code == 404
    assert client.patch(
        f"/api/v1/vendors/{vendor.slug}/", {"tier": 1}, JSON, HTTP_IF_MATCH="x"
    ).status_code in {403, 412}
    assert client.get("/api/v1/vendors/?risk=1").json()["results"]


def test_an_engineer_reads_no_money(client):
    service = ServiceFactory()
    bands = [(Decimal(95), Decimal(2))]
    level = LevelFactory(service=service, version__bands=bands)
    client.force_login(person(Role.SUPPORT_ENGINEER), SIGN_IN)
    (version,) = client.get(f"/api/v1/service-levels/{level.pk}/").json()["versions"]
    assert "goal" in version
    assert "bands" not in version

    contract = client.get(f"/api/v1/contracts/{service.contract.pk}/").json()
    shown = client.get(f"/api/v1/services/{service.slug}/").json()

    assert "value" not in contract
    assert "charges" not in shown


def test_the_paper_of_a_certificate_is_sent_and_fetched(api):
    VendorFactory(slug="acme")
    url = "/api/v1/vendors/acme/certificates/"
    sent = {"kind": "SOC 2", "expires_on": "2027-01-01", "file": PAPER}
    (paper,) = api.post(url, sent).json()["certificates"]
    fetched = api.get(f"{url}{paper['id']}/file/")
    bare = {"kind": "ISO 27001", "expires_on": "2027-01-01"}
    without = api.post(url, bare, JSON).json()["certificates"][-1]

    assert paper["file_name"] == "soc2.pdf"
    assert fetched.status_code == 200
    assert b"".join(fetched.streaming_content).startswith(b"%PDF")
    assert api.get(f"{url}{without['id']}/file/").status_code == 404


def test_what_is_called_an_lei_is_checked_beside_its_field(api, client):
    wrong = {"name": "Acme", "slug": "acme", "code": "X1", "code_kind": "lei"}
    said = api.post("/api/v1/vendors/", wrong, JSON)
    right = {**wrong, "code": with_check_digits("529900PROVIDER0007")}
    made = api.post("/api/v1/vendors/", right, JSON)
    read = {"HTTP_IF_MATCH": made["ETag"]}
    changed = api.patch("/api/v1/vendors/acme/", {"code": "X1"}, JSON, **read)
    page = client.post(
        reverse("vendors:amend_vendor", args=["acme"]),
        {**wrong, "tier": 1, "version": 1, "country": "DE"},
    )

    assert said.status_code == changed.status_code == 400
    assert "no LEI" in str(said.json())
    assert made.status_code == 201
    assert page.status_code == 422
    assert "no LEI" in str(page.context["form"].errors["code"])
    assert Vendor.objects.get().code == right["code"]
