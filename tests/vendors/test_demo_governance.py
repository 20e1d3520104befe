"""The demonstration's reviews: held and planned, with promises kept and open."""

import random
from datetime import UTC, datetime

import pytest

from apps.accounts.roles import Role
from apps.dashboard.demo.governance import MONTHS_BACK, RISKS, govern
from apps.dashboard.demo.register import Desk, Served
from apps.vendors.models import Review, ReviewAction, Risk
from apps.vendors.states import ReviewActionState, ReviewState
from tests.factories import person
from tests.vendors.factories import ServiceFactory, representative

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [4, 27])
def test_every_vendor_has_its_reviews_on_any_day(day):
    now = datetime(2026, 11, day, 9, 0, tzinfo=UTC)
    services = [ServiceFactory(), ServiceFactory(contract__vendor__tier=3)]
    representative(services[0].contract.vendor.organisation)
    manager, second = (person(Role.VENDOR_MANAGER) for _ in range(2))
    at = Desk(manager, second, None, now)
    govern([Served(one, None, []) for one in services], at, random.Random(1))

    for service in services:
        rows = Review.objects.filter(vendor=service.contract.vendor, kind="monthly")
        assert rows.count() == MONTHS_BACK
    assert Review.objects.filter(state=ReviewState.PUBLISHED).exists()
    assert Risk.objects.count() == len(RISKS)
    states = set(ReviewAction.objects.values_list("state", flat=True))
    assert states == {ReviewActionState.OPEN, ReviewActionState.DONE}
