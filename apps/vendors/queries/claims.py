"""Service credit claims: the list, one of them, and the letter."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core.markup import day_text
from apps.vendors.access import can_claim, can_send_claim
from apps.vendors.models import CreditClaim
from apps.vendors.queries.card import Scorecard
from apps.vendors.queries.earning import EarnBack, earn_back_of
from apps.vendors.queries.frozen import frozen_card
from apps.vendors.rules.frozen import Written
from apps.vendors.rules.wording import goal_text, money_text, percent_text
from apps.vendors.states import ClaimState


def listed_claims(user: User) -> QuerySet[CreditClaim]:
    """The claims one sees, with what they are for at hand."""
    rows = CreditClaim.objects.visible_to(user)
    return rows.select_related(
        "closure__period__service__contract__vendor",
        "closure__closed_by",
        "closure__signed_by",
        "by",
        "sent_by",
    )


@dataclass(frozen=True)
class ClaimPage:
    """A claim, what earned it back, and what the reader may do with it."""

    card: Scorecard
    earned: EarnBack
    may_send: bool
    waits_for_another: bool
    may_settle: bool
    may_withdraw: bool
    may_earn_back: bool


def claim_page(found: CreditClaim, user: User) -> ClaimPage:
    """The page of a claim."""
    service = found.closure.period.service
    may = can_claim(user, service.contract.vendor)
    earned = earn_back_of(found)
    is_draft = found.state == ClaimState.DRAFT
    may_send = can_send_claim(user, found)
    return ClaimPage(
        card=frozen_card(service, found.closure),
        earned=earned,
        may_send=is_draft and may_send,
        waits_for_another=is_draft and may and not may_send,
        may_settle=may and found.can_become(ClaimState.SETTLED),
        may_withdraw=may and found.can_become(ClaimState.WITHDRAWN),
        may_earn_back=may
        and earned.is_reached
        and found.can_become(ClaimState.EARNED_BACK),
    )


def claim_paper(found: CreditClaim) -> Written:
    """The letter to the vendor, from the frozen closure."""
    closure = found.closure
    figures, contract = closure.figures, closure.terms["contract"]
    return {
        "number": found.number,
        "vendor": figures["vendor"],
        "contract": figures["contract"],
        "contract_title": contract["title"],
        "service": figures["service"],
        "month": f"{closure.period.month:%B %Y}",
        "date": _day(found.sent_at or found.at),
        "closed_by": str(closure.closed_by),
        "closed_on": _day(closure.closed_at),
        "signed_by": str(closure.signed_by),
        "signed_on": _day(closure.signed_at),
        **_sums(found),
        "amount": money_text(found.amount, found.currency),
        "comment": found.comment,
        "earn_back": contract["earn_back_months"],
        "drawn_by": str(found.by),
        "drawn_on": _day(found.at),
        "sent_by": str(found.sent_by or ""),
        "sent_on": _day(found.sent_at),
        "digest": closure.digest,
    }


def _sums(found: CreditClaim) -> Written:
    """What each level costs, and how it adds up to what is claimed."""
    credit = found.closure.figures["credit"]

    def money(amount: str | Decimal) -> str:
        return money_text(Decimal(amount), found.currency)

    sums = [["Sum", money(credit["total"])]]
    if Decimal(credit["total"]) > Decimal(credit["cap"]):
        sums.append(["At risk at most", money(credit["cap"])])
    settled = Decimal(credit["due"]) - found.amount
    if settled:
        sums.append(["Settled before", money(-settled)])
    lines = [
        [
            one["name"],
            percent_text(Decimal(one["percent"])),
            f"below {goal_text(Decimal(one['below']))}:"
            f" {goal_text(Decimal(one['credit']))}",
            money(one["amount"]),
        ]
        for one in credit["lines"]
    ]
    return {"lines": lines, "sums": sums}


def _day(at: datetime | None) -> str:
    return day_text(at) if at else ""
