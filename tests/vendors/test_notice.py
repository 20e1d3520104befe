"""The last day to give notice, worked out by hand and against a slow search."""

import random
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts.roles import Role
from apps.vendors.models import Contract
from apps.vendors.queries.notice import notice_until
from apps.vendors.rules.notice import end_by_notice, last_notice_day
from apps.vendors.states import ContractState
from tests.factories import person
from tests.vendors.factories import ContractFactory

BY_HAND = [
    # ends on, notice, unit, the last day; as the notice period is counted
    ("2027-12-31", 3, "months", "2027-09-30"),
    ("2027-06-30", 3, "months", "2027-03-31"),  # to a month's end, from a month's end
    ("2027-05-31", 3, "months", "2027-02-28"),  # February has no 31st
    ("2028-05-31", 3, "months", "2028-02-29"),  # nor in a leap year
    ("2027-05-30", 3, "months", "2027-02-28"),
    ("2027-05-15", 3, "months", "2027-02-15"),
    ("2028-02-29", 12, "months", "2027-02-28"),  # 29 February has no day a year before
    ("2027-02-28", 12, "months", "2026-02-28"),
    ("2027-02-28", 1, "months", "2027-01-31"),  # a month from 31 January ends here
    ("2028-02-28", 1, "months", "2028-01-28"),  # in a leap year it ends a day later
    ("2027-01-31", 1, "months", "2026-12-31"),  # over the year's end
    ("2027-01-15", 14, "months", "2025-11-15"),
    ("2027-12-31", 30, "days", "2027-12-01"),
    ("2028-03-01", 1, "days", "2028-02-29"),
    ("2027-12-31", 0, "months", "2027-12-31"),
    ("0001-02-01", 3, "months", "0001-01-01"),  # before the calendar begins
    ("0001-02-01", 90, "days", "0001-01-01"),
]


@pytest.mark.parametrize(("ends", "notice", "unit", "last"), BY_HAND)
def test_the_last_day_to_give_notice_is_as_worked_out_by_hand(ends, notice, unit, last):
    found = last_notice_day(date.fromisoformat(ends), notice, unit)

    assert found == date.fromisoformat(last)


def test_a_contract_without_an_end_has_no_last_day():
    assert last_notice_day(None, 3, "months") is None


DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(DAYS, st.integers(0, 60), st.sampled_from(["months", "days"]))
def test_a_day_later_would_be_too_late_and_this_day_is_not(ends, notice, unit):
    last = last_notice_day(ends, notice, unit)

    assert end_by_notice(last, notice, unit) <= ends
    assert end_by_notice(last + timedelta(days=1), notice, unit) > ends


def test_notice_on_31_january_ends_a_contract_on_the_last_of_february():
    assert end_by_notice(date(2028, 1, 31), 1, "months") == date(2028, 2, 29)
    assert end_by_notice(date(2027, 11, 30), 3, "months") == date(2028, 2, 29)


@pytest.mark.django_db
def test_the_database_finds_the_same_last_day_and_sorts_by_it(client):
    """The rule and the database agree on every kind of end, period and state."""
    dice = random.Random(11)
    ends = [date(2026, 6, 30), date(2026, 8, 31), date(2028, 2, 29), date(2026, 3, 30)]
    for number in range(60):
        ContractFactory(
            ends_on=dice.choice([None, *ends, date(2026, dice.randint(1, 12), 17)]),
            notice=dice.choice([0, 1, 3, 4, 12, 30, 90, 30_000]),
            notice_unit=dice.choice(["days", "months"]),
            state=list(ContractState)[number % 4],
        )
    rows = list(Contract.objects.annotate(until=notice_until()))

    assert [one.until for one in rows] == [one.last_notice_day for one in rows]
    assert len({one.until for one in rows}) > 20
    client.force_login(person(Role.VENDOR_MANAGER))
    url = reverse("vendors:contracts")
    page = client.get(url, {"sort": "notice"}).context["page_obj"]
    shown = [one.last_notice_day for one in page if one.last_notice_day]
    assert shown == sorted(shown)
    assert len(shown) > 10
