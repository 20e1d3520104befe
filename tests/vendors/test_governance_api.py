"""Reviews, actions and risks over the API: the same rows, rights and actions."""

from datetime import date

import pytest

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.models import Review, ReviewAction, Risk
from tests.factories import person
from tests.vendors.factories import ServiceFactory, representative

pytestmark = pytest.mark.django_db
JSON = "application/json"
BACKEND = "django.contrib.auth.backends.ModelBackend"
KEY = {"HTTP_IDEMPOTENCY_KEY": "8c5f7e0a-0000-4000-8000-000000000001"}


@pytest.fixture
def vendor():
    return ServiceFactory().contract.vendor


@pytest.fixture
def manager():
    return person(Role.VENDOR_MANAGER)


@pytest.fixture
def api(client, manager):
    client.force_login(manager, BACKEND)
    return client


def planned(api, vendor):
    body = {"vendor": vendor.slug, "kind": "monthly"}
    body |= {"first_month": "2026-10-01", "held_on": "2026-11-01"}
    return api.post("/api/v1/reviews/", body, JSON, **KEY)


def test_a_review_is_planned_once_written_and_published(api, vendor):
    first, again = planned(api, vendor), planned(api, vendor)
    assert (first.status_code, again.json()["id"]) == (201, first.json()["id"])
    url = f"/api/v1/reviews/{first.json()['id']}/"
    body = {"held_on": "2026-11-01", "minutes": "Well."}

    assert api.put(url, body, JSON).status_code == 428
    written = api.put(url, body, JSON, HTTP_IF_MATCH=first["ETag"])
    assert (written.status_code, written.json()["minutes"]) == (200, "Well.")
    assert api.put(url, body, JSON, HTTP_IF_MATCH=first["ETag"]).status_code == 412
    assert api.post(f"{url}publish/").status_code == 409
    api.post(f"{url}hold/")
    assert api.post(f"{url}publish/").json()["state"] == "published"


@pytest.mark.parametrize("month", ["0001-01-01", "1989-12-01", "9999-12-01"])
def test_a_review_is_of_a_month_that_figures_can_stand_around(api, vendor, month):
    body = {"vendor": vendor.slug, "kind": "monthly"}
    body |= {"first_month": month, "held_on": "2026-11-01"}

    answer = api.post("/api/v1/reviews/", body, JSON, **KEY)

    assert answer.status_code == 409
    assert answer.json()["detail"] == "Say a month from 1990 to 2199."


def test_agenda_and_decisions_are_added_and_taken_away(api, vendor):
    url = f"/api/v1/reviews/{planned(api, vendor).json()['id']}/"
    item = api.post(f"{url}agenda/", {"title": "Staff"}, JSON).json()["agenda"][-1]
    assert item["title"] == "Staff"
    api.post(f"{url}decisions/", {"words": "We stay."}, JSON)
    left = api.delete(f"{url}agenda/{item['id']}/").json()

    assert [one["title"] for one in left["agenda"]] == []
    assert [one["words"] for one in left["decisions"]] == ["We stay."]


def test_an_action_is_promised_changed_and_closed(api, vendor):
    review = planned(api, vendor).json()["id"]
    body = {"title": "Train", "side": "vendor", "due_on": "2026-12-01"}
    made = api.post("/api/v1/review-actions/", {**body, "review": review}, JSON)
    url = f"/api/v1/review-actions/{made.json()['id']}/"
    later = {**body, "due_on": "2026-12-24"}
    changed = api.put(url, later, JSON, HTTP_IF_MATCH=made["ETag"])
    assert changed.json()["due_on"] == "2026-12-24"
    done = api.post(
        f"{url}close/", {"is_done": True}, JSON, HTTP_IF_MATCH=changed["ETag"]
    )

    assert done.json()["state"] == "done"
    assert ReviewAction.objects.get().state == "done"


def test_a_risk_is_entered_weighed_and_closed(api, vendor):
    body = {"kind": "risk", "title": "Turnover", "likelihood": 3, "impact": 4}
    body |= {"review_on": "2026-12-01"}
    made = api.post("/api/v1/risks/", {**body, "vendor": vendor.slug}, JSON)
    assert (made.json()["score"], made.json()["is_internal"]) == (12, True)
    url = f"/api/v1/risks/{made.json()['id']}/"
    worse = api.put(url, {**body, "impact": 5}, JSON, HTTP_IF_MATCH=made["ETag"])
    assert worse.json()["score"] == 15
    api.post(f"{url}close/", HTTP_IF_MATCH=worse["ETag"])

    assert Risk.objects.get().state == "closed"


def test_the_vendor_reads_what_is_shared_and_changes_nothing(
    client, vendor, manager, now
):
    when = {"by": manager, "now": now}
    made = actions.plan_review(
        vendor.pk,
        kind="monthly",
        first_month=date(2026, 10, 1),
        held_on=now.date(),
        **when,
    )
    actions.add_agenda_item(made.pk, title="Their fate", is_shared=False, **when)
    actions.amend_review(
        made.pk,
        expected_version=1,
        held_on=now.date(),
        attendees="",
        minutes="Draft",
        note="Tired",
        **when,
    )
    actions.note_decision(made.pk, words="Decided", **when)
    client.force_login(representative(vendor.organisation), BACKEND)
    read = client.get(f"/api/v1/reviews/{made.pk}/")

    assert read.json()["decisions"] == []

    assert read.json()["minutes"] == ""
    assert "note" not in read.json()
    assert "Their fate" not in read.content.decode()
    assert client.post(f"/api/v1/reviews/{made.pk}/hold/").status_code == 403
    assert Review.objects.get().state == "planned"
