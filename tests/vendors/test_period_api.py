"""Periods, closures and claims over the API: the same actions, the same refusals."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from apps.accounts.roles import Role
from apps.vendors.models import Closure, CreditClaim, Period
from apps.vendors.states import ClaimState, PeriodState
from tests.factories import person
from tests.vendors.factories import VendorFactory, representative
from tests.vendors.test_claims import AUGUST, claim, closure, people, service

__all__ = ["claim", "closure", "people", "service"]


def api(user) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_a_month_is_closed_signed_and_claimed_over_the_api(service, people, now):
    one, two = map(api, people)
    started = one.post(
        reverse("api:period-list"), {"service": service.slug, "month": "2026-08-17"}
    )
    pk = started.data["id"]
    one.post(reverse("api:period-close", args=[pk]))
    made = Closure.objects.get()
    refused = one.post(reverse("api:closure-sign", args=[made.pk]))
    signed = two.post(reverse("api:closure-sign", args=[made.pk]))
    proof = two.get(reverse("api:closure-verify", args=[made.pk]))

    assert started.status_code == 201
    assert Period.objects.get().month == AUGUST
    assert (refused.status_code, signed.status_code) == (403, 200)
    assert proof.data["holds"] is True
    assert Period.objects.get().state == PeriodState.FROZEN


def test_a_step_back_over_the_api_needs_its_reason(service, people, now):
    one = api(people[0])
    pk = one.post(
        reverse("api:period-list"), {"service": service.slug, "month": "2026-08-01"}
    ).data["id"]
    url = reverse("api:period-reopen", args=[pk])

    assert one.post(url).status_code == 400
    assert one.post(url, {"reason": "Too early"}).data["state"] == PeriodState.OPEN


def test_a_claim_goes_its_way_over_the_api(closure, people, now):
    one, two = map(api, people)
    made = one.post(reverse("api:closure-claim", args=[closure.pk]))
    pk = made.data["id"]
    own = one.post(reverse("api:creditclaim-send", args=[pk]))
    sent = two.post(reverse("api:creditclaim-send", args=[pk]))
    url = reverse("api:creditclaim-withdraw", args=[pk])
    two.post(url, {"reason": "Agreed otherwise"})

    assert (made.status_code, made.data["amount"]) == (201, "1000.00")
    assert (own.status_code, sent.data["state"]) == (403, ClaimState.SENT)
    assert CreditClaim.objects.get().state == ClaimState.WITHDRAWN


def test_the_api_keeps_money_from_those_who_may_not_see_it(closure, people):
    url = reverse("api:closure-detail", args=[closure.pk])
    whole = api(people[0]).get(url).data
    part = api(person(Role.PLATFORM_MANAGER)).get(url).data

    assert whole["figures"]["credit"]["due"] == "1000.00"
    assert not {"credit", "charge"} & set(part["figures"])
    assert "bands" not in part["figures"]["lines"][0]
    assert "bands" not in str(part["terms"])
    assert "charge" not in part["terms"]


def test_another_vendor_reaches_no_closure(closure, claim):
    outside = api(representative(VendorFactory().organisation))
    url = reverse("api:closure-detail", args=[closure.pk])

    assert outside.get(url).status_code == 404
    assert outside.get(reverse("api:closure-list")).data["results"] == []
    assert outside.get(reverse("api:creditclaim-list")).data["results"] == []


@pytest.mark.parametrize("part", ["tickets", "pdf", "xlsx"])
def test_a_closure_gives_its_tickets_and_its_papers(closure, people, part):
    response = api(people[0]).get(reverse(f"api:closure-{part}", args=[closure.pk]))

    assert response.status_code == 200
    if part == "tickets":
        assert len(response.data["results"]) == 10
