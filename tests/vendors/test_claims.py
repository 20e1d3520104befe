"""Service credits claimed by two people, settled, withdrawn, earned back."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.vendors import actions
from apps.vendors.models import Charge, Closure, CreditClaim
from apps.vendors.queries.earning import earn_back_of
from apps.vendors.rules.months import next_month
from apps.vendors.states import ClaimState
from tests.factories import person
from tests.vendors.factories import (
    LevelFactory,
    ServiceFactory,
    TicketFactory,
    representative,
)

AUGUST = date(2026, 8, 1)
BANDS = [(Decimal(95), Decimal(2)), (Decimal(90), Decimal(5))]


@pytest.fixture
def people(db):
    return [person(Role.VENDOR_MANAGER) for _ in range(2)]


@pytest.fixture
def service(db):
    """50 000 a month; two green months earn a credit back."""
    made = ServiceFactory(contract__earn_back_months=2)
    Charge.objects.create(
        service=made, valid_from_on=date(2026, 1, 1), amount=Decimal(50_000)
    )
    LevelFactory(service=made, version__bands=BANDS)
    return made


def month(service, people, first: date, now, *, breached: int) -> Closure:
    """Frozen, with ten tickets of which so many were late."""
    ids = []
    for number in range(10):
        opened = datetime(first.year, first.month, 10, 9, number, tzinfo=UTC)
        hours = 80 if number < breached else 2
        made = TicketFactory(
            service=service,
            opened_at=opened,
            resolved_at=opened + timedelta(hours=hours),
        )
        ids.append(made.pk)
    actions.recount_tickets(service.pk, ids, now=now)
    period = actions.take_to_review(service.pk, first, by=people[0], now=now)
    closure = actions.close_period(period.pk, by=people[0], now=now)
    return actions.sign_closure(closure.pk, by=people[1], now=now)


@pytest.fixture
def closure(service, people, now):
    """90 % in August: below 95, not below 90."""
    return month(service, people, AUGUST, now, breached=1)


@pytest.fixture
def claim(closure, people, now):
    return actions.draft_claim(closure.pk, by=people[0], now=now)


def sent(claim, people, now) -> CreditClaim:
    return actions.send_claim(claim.pk, by=people[1], now=now)


def test_a_claim_is_what_the_frozen_month_costs(claim, service):
    assert (claim.amount, claim.currency, claim.state) == (1000, "EUR", "draft")
    assert claim.number == f"SC-2026-08-{service.pk:04}-1"


def test_who_drew_it_up_does_not_send_it(claim, people, now):
    with pytest.raises(PermissionDenied):
        actions.send_claim(claim.pk, by=people[0], now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        CreditClaim.objects.update(sent_by=people[0], sent_at=now)
    found = sent(claim, people, now)

    assert (found.state, found.sent_by) == (ClaimState.SENT, people[1])


def test_the_vendor_sees_a_claim_once_it_is_sent(claim, service, people, now):
    other = representative(service.contract.vendor.organisation)
    before = list(CreditClaim.objects.visible_to(other))
    sent(claim, people, now)

    assert (before, list(CreditClaim.objects.visible_to(other))) == ([], [claim])
    with pytest.raises(PermissionDenied):
        actions.withdraw_claim(claim.pk, by=other, reason="No", now=now)


def test_a_green_month_is_not_claimed(service, people, now):
    green = month(service, people, AUGUST, now, breached=0)

    with pytest.raises(DomainError, match="No service credit"):
        actions.draft_claim(green.pk, by=people[0], now=now)


def test_what_is_not_signed_is_not_claimed(service, people, now):
    period = actions.take_to_review(service.pk, AUGUST, by=people[0], now=now)
    made = actions.close_period(period.pk, by=people[0], now=now)

    with pytest.raises(DomainError, match="Only what is signed"):
        actions.draft_claim(made.pk, by=people[0], now=now)


def test_a_month_is_claimed_once_and_again_after_a_withdrawal(
    claim, closure, people, now
):
    with pytest.raises(DomainError, match=f"{claim.number} of this month"):
        actions.draft_claim(closure.pk, by=people[1], now=now)
    with pytest.raises(DomainError, match="Say why"):
        actions.withdraw_claim(claim.pk, by=people[0], reason=" ", now=now)
    actions.withdraw_claim(claim.pk, by=people[0], reason="Agreed otherwise", now=now)

    assert actions.draft_claim(closure.pk, by=people[1], now=now).number.endswith("-2")


def test_a_claim_is_settled_by_a_credit_note(claim, people, now):
    with pytest.raises(DomainError, match="it is draft"):
        settle(claim, people, now)
    sent(claim, people, now)
    with pytest.raises(DomainError, match="Name the credit note"):
        settle(claim, people, now, settlement="")
    with pytest.raises(DomainError, match="not in the future"):
        settle(claim, people, now, settled_on=now.date() + timedelta(days=1))
    found = settle(claim, people, now)

    assert (found.state, found.settlement) == (ClaimState.SETTLED, "CN 2026-17")


def settle(claim, people, now, **fields) -> CreditClaim:
    given = {"settled_on": now.date(), "settlement": "CN 2026-17", **fields}
    return actions.settle_claim(claim.pk, by=people[0], now=now, **given)


def test_after_a_restatement_the_difference_is_claimed(
    service, closure, claim, people, now
):
    sent(claim, people, now)
    settle(claim, people, now)
    opened = datetime(2026, 8, 11, 9, tzinfo=UTC)
    late = TicketFactory(
        service=service, opened_at=opened, resolved_at=opened + timedelta(days=5)
    )
    actions.recount_tickets(service.pk, [late.pk], now=now)
    second = actions.restate(closure.period_id, by=people[0], reason="Late", now=now)
    actions.sign_closure(second.pk, by=people[1], now=now)
    with pytest.raises(DomainError, match="This was restated"):
        actions.draft_claim(closure.pk, by=people[0], now=now)
    made = actions.draft_claim(second.pk, by=people[0], now=now)

    assert (second.figures["credit"]["due"], made.amount) == ("2500.00", 1500)


def test_two_green_months_earn_a_credit_back(service, claim, people, now):
    sent(claim, people, now)
    month(service, people, next_month(AUGUST), now, breached=0)
    one = earn_back_of(claim)
    with pytest.raises(DomainError, match="2 green months"):
        actions.earn_back_claim(claim.pk, by=people[0], now=now)
    month(service, people, next_month(AUGUST, 2), now, breached=0)
    found = actions.earn_back_claim(claim.pk, by=people[0], now=now)

    assert (len(one.following), one.is_reached) == (1, False)
    assert found.state == ClaimState.EARNED_BACK


def test_a_red_month_between_earns_nothing_back(service, claim, people, now):
    sent(claim, people, now)
    month(service, people, next_month(AUGUST), now, breached=0)
    month(service, people, next_month(AUGUST, 2), now, breached=1)

    with pytest.raises(DomainError):
        actions.earn_back_claim(claim.pk, by=people[0], now=now)
    claim.refresh_from_db()
    assert claim.state == ClaimState.SENT


def test_a_contract_without_earn_back_gives_none(service, people, now):
    service.contract.earn_back_months = 0
    service.contract.save()
    closure = month(service, people, AUGUST, now, breached=1)
    made = actions.draft_claim(closure.pk, by=people[0], now=now)
    sent(made, people, now)

    with pytest.raises(DomainError, match="no earn-back"):
        actions.earn_back_claim(made.pk, by=people[0], now=now)
