"""Exclusions, measurements, outages and maintenance over the API."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.roles import Role
from apps.vendors.models import Exclusion, MonthFigure, Outage, ServiceLevel
from apps.vendors.states import ExclusionState, Outcome
from tests.factories import person
from tests.vendors.factories import LevelFactory, TicketFactory, judged, representative

pytestmark = pytest.mark.django_db
JSON = "application/json"
BACKEND = "django.contrib.auth.backends.ModelBackend"
KEY = {"HTTP_IDEMPOTENCY_KEY": "8c5f7e0a-0000-4000-8000-000000000001"}
WINDOW = {"starts_at": "2026-10-05T09:00:00Z", "ends_at": "2026-10-05T11:00:00Z"}


@pytest.fixture
def level():
    return LevelFactory()


@pytest.fixture
def verdict(level):
    return judged(TicketFactory(service=level.service), level, Outcome.BREACHED)


def signed_in(client, user):
    client.force_login(user, BACKEND)
    return client


def test_the_vendor_proposes_and_somebody_of_the_bank_decides(client, level, verdict):
    theirs = representative(level.service.contract.vendor.organisation)
    body = {"ticket": verdict.ticket_id, "level": level.pk}
    body |= {"reason": "customer", "words": "Waited.", "note": "planted"}
    api = signed_in(client, theirs)
    made = api.post("/api/v1/exclusions/", body, JSON, **KEY)
    again = api.post("/api/v1/exclusions/", body, JSON, **KEY)
    assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
    assert "note" not in made.json()
    url = f"/api/v1/exclusions/{made.json()['id']}/"
    file = SimpleUploadedFile("mail.txt", b"no answer")
    attached = api.post(f"{url}attach/", {"file": file}).json()["files"]
    assert [one["name"] for one in attached] == ["mail.txt"]
    yes = {"is_accepted": True}
    own = api.post(f"{url}decide/", yes, JSON, HTTP_IF_MATCH=made["ETag"])
    assert own.status_code == 403

    api = signed_in(client, person(Role.VENDOR_MANAGER))
    assert api.post(f"{url}decide/", yes, JSON).status_code == 428
    done = api.post(f"{url}decide/", yes, JSON, HTTP_IF_MATCH=made["ETag"])
    assert (done.status_code, done.json()["state"]) == (200, "accepted")
    assert done.json()["note"] == ""


def test_several_are_decided_or_none(client, level, verdict):
    api = signed_in(client, person(Role.VENDOR_MANAGER))
    body = {"ticket": verdict.ticket_id, "level": level.pk}
    body |= {"reason": "customer", "words": "Waited."}
    pk = api.post("/api/v1/exclusions/", body, JSON).json()["id"]
    several = {"exclusions": [{"id": pk, "version": 1}], "is_accepted": True}
    many = "/api/v1/exclusions/decide_many/"

    assert api.post(many, several, JSON).status_code == 403
    api = signed_in(client, person(Role.VENDOR_MANAGER))
    unknown = {**several, "exclusions": [{"id": pk + 1, "version": 1}]}
    assert api.post(many, unknown, JSON).status_code == 400
    endless = {**several, "exclusions": several["exclusions"] * 501}
    assert api.post(many, endless, JSON).status_code == 400
    assert api.post(many, several, JSON).status_code == 204
    assert Exclusion.objects.get().state == ExclusionState.ACCEPTED


def test_a_figure_counts_once_another_approves_it(client, level):
    manual = LevelFactory(
        service=level.service, slug="audits", measure=ServiceLevel.Measure.MANUAL
    )
    body = {"level": manual.pk, "month": "2026-10-12", "value": "98.5"}
    body["words"] = "By the report."
    api = signed_in(client, person(Role.VENDOR_MANAGER))
    url = f"/api/v1/measurements/{api.post('/api/v1/measurements/', body, JSON).json()['id']}/"
    yes = {"is_approved": True}
    assert api.post(f"{url}decide/", yes, JSON).status_code == 403
    api = signed_in(client, person(Role.VENDOR_MANAGER))

    assert api.post(f"{url}decide/", yes, JSON).json()["state"] == "approved"
    figure = MonthFigure.objects.get(level=manual)
    assert (figure.month, figure.value) == (date(2026, 10, 1), Decimal("98.5"))


def test_an_outage_is_added_corrected_and_removed_by_version(client, level):
    api = signed_in(client, person(Role.VENDOR_MANAGER))
    body = {"service": level.service.slug, "words": "No builds", **WINDOW}
    made = api.post("/api/v1/outages/", body, JSON, **KEY)
    api.post("/api/v1/outages/", body, JSON, **KEY)
    url = f"/api/v1/outages/{made.json()['id']}/"
    assert Outage.objects.count() == 1
    longer = {**body, "ends_at": "2026-10-05T12:00:00Z"}

    assert api.put(url, longer, JSON).status_code == 428
    changed = api.put(url, longer, JSON, HTTP_IF_MATCH=made["ETag"])
    assert changed.status_code == 200
    assert api.delete(url, HTTP_IF_MATCH=made["ETag"]).status_code == 412
    assert api.delete(url, HTTP_IF_MATCH=changed["ETag"]).status_code == 204
    assert not Outage.objects.exists()


def test_maintenance_is_agreed_before_it_begins(client, level):
    api = signed_in(client, person(Role.VENDOR_MANAGER))
    body = {"service": level.service.slug, "words": "Patches", **WINDOW}
    late = api.post("/api/v1/maintenance/", {**body, "agreed_on": "2026-10-06"}, JSON)
    made = api.post("/api/v1/maintenance/", {**body, "agreed_on": "2026-10-01"}, JSON)

    assert (late.status_code, made.status_code) == (409, 201)


def test_another_vendors_service_does_not_exist_for_a_representative(client, level):
    other = LevelFactory()
    api = signed_in(client, representative(other.service.contract.vendor.organisation))
    body = {"service": level.service.slug, "words": "No builds", **WINDOW}

    assert api.post("/api/v1/outages/", body, JSON).status_code == 400
    body["service"] = other.service.slug
    assert api.post("/api/v1/outages/", body, JSON).status_code == 403
    assert not Outage.objects.exists()
