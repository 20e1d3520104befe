"""The watermelon index, by hand; and the tickets that it reads."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.vendors.queries.watermelon import melons
from apps.vendors.rules.scoring import Rating
from apps.vendors.rules.watermelon import (
    SIGNS,
    Inside,
    Verdict,
    index,
    inside_rating,
    verdict,
)
from tests.factories import person
from tests.vendors.factories import LevelFactory, ServiceFactory, TicketFactory
from tests.vendors.test_portfolio import figure

D = Decimal
OCTOBER = date(2026, 10, 1)


def test_every_sign_at_its_limit_is_100():
    """40 % unsatisfied, 15 % reopened, 30 % repeated, 30 % bounced."""
    assert index(Inside(100, 50, 20, 15, 30, 30)) == 100


def test_a_sound_service_is_0():
    assert index(Inside(100, 50, 0, 0, 0, 0)) == 0


def test_dissatisfaction_counts_twice():
    """Half of its limit, all else sound: 2 × 0.5 ÷ 5 = 20."""
    assert index(Inside(100, 50, 10, 0, 0, 0)) == 20


def test_no_sign_is_worse_than_its_limit():
    """Every ticket reopened: 1 ÷ 5, not 6.7 ÷ 5."""
    assert index(Inside(100, 50, 0, 100, 0, 0)) == 20


def test_too_few_answers_leave_satisfaction_out():
    """Reopened 15 of 100 is one full sign of the three that are left."""
    assert round(index(Inside(100, 4, 4, 15, 0, 0)), 2) == D("33.33")


def test_of_too_few_tickets_nothing_is_known():
    assert index(Inside(4, 0, 0, 4, 4, 4)) is None
    assert inside_rating(None) is Rating.NO_DATA


@pytest.mark.parametrize(
    ("value", "rating"),
    [(60, "red"), ("59.9", "amber"), (35, "amber"), ("34.9", "green"), (0, "green")],
)
def test_the_index_is_marked(value, rating):
    assert inside_rating(D(value)) == rating


@pytest.mark.parametrize(
    ("outside", "inside", "found"),
    [
        ("green", "red", Verdict.WATERMELON),
        ("green", "amber", Verdict.TURNING),
        ("green", "green", Verdict.HONEST),
        ("amber", "red", Verdict.HONEST),
        ("red", "red", Verdict.HONEST),
        ("green", "no_data", Verdict.UNKNOWN),
        ("no_data", "red", Verdict.UNKNOWN),
    ],
)
def test_green_outside_and_red_inside_is_a_watermelon(outside, inside, found):
    assert verdict(Rating(outside), Rating(inside)) is found


def test_each_sign_says_why_its_limit_is_where_it_is():
    assert all(len(sign.why) > 30 for sign in SIGNS)


@pytest.fixture
def service(db):
    """Green in October: 30 tickets in time, one every six hours."""
    level = LevelFactory()
    figure(level, OCTOBER, 30, 0)
    for number in range(30):
        TicketFactory(
            service=level.service,
            opened_at=datetime(2026, 10, 2, tzinfo=UTC) + timedelta(hours=6 * number),
            item=f"host-{number}",
            category="Access",
            satisfaction=5,
        )
    return level.service


def test_a_sound_service_is_what_it_looks_like(service):
    (found,) = melons(person(Role.VENDOR_MANAGER), OCTOBER)

    assert found.inside == Inside(30, 30, 0, 0, 0, 0)
    assert found.verdict is Verdict.HONEST


def test_people_tell_a_watermelon(service, client):
    service.tickets.update(
        satisfaction=2, reopen_count=1, reassignment_count=3, item="one"
    )
    TicketFactory(service=service, opened_at=datetime(2026, 7, 1, tzinfo=UTC))
    TicketFactory(
        service=service, state="Cancelled", opened_at=datetime(2026, 10, 9, tzinfo=UTC)
    )
    sound = ServiceFactory()

    first, second = melons(person(Role.VENDOR_MANAGER), OCTOBER)

    assert first.inside == Inside(30, 30, 30, 30, 29, 30)
    assert first.verdict is Verdict.WATERMELON
    assert (second.service, second.verdict) == (sound, Verdict.UNKNOWN)
    client.force_login(person(Role.VENDOR_MANAGER))
    page = client.get(reverse("vendors:watermelon"), {"month": "2026-10"}).text
    assert "<strong>1 service</strong> is green outside and red inside" in page


def test_what_comes_again_after_30_days_is_not_repeated(service):
    service.tickets.all().delete()
    for day, item in [(0, "a"), (30, "a"), (2, "b"), (20, "b"), (3, ""), (4, "")]:
        TicketFactory(
            service=service,
            opened_at=datetime(2026, 9, 1, tzinfo=UTC) + timedelta(days=day, hours=1),
            item=item,
        )
    TicketFactory(
        service=service, item="a", opened_at=datetime(2026, 10, 31, 2, tzinfo=UTC)
    )

    (found,) = melons(person(Role.VENDOR_MANAGER), OCTOBER)

    # a again after exactly 30 days, and b after 18; a once more 30 days and an hour on.
    assert found.inside.repeated == 2


def test_a_repeat_of_what_came_before_the_months_counts(service):
    service.tickets.all().delete()
    for at in (datetime(2026, 7, 25, tzinfo=UTC), datetime(2026, 8, 3, tzinfo=UTC)):
        TicketFactory(service=service, item="a", opened_at=at)

    (found,) = melons(person(Role.VENDOR_MANAGER), OCTOBER)

    assert (found.inside.tickets, found.inside.repeated) == (1, 1)
