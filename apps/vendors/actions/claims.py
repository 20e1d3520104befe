"""Service credit claims: drawn up by one, sent by another, settled or earned back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.vendors.access import can_claim, can_send_claim
from apps.vendors.models import Closure, CreditClaim, Period
from apps.vendors.queries.earning import earn_back_of
from apps.vendors.states import ClaimState

PENDING = (ClaimState.DRAFT, ClaimState.SENT)


@transaction.atomic
def draft_claim(
    closure_pk: int, *, by: User, comment: str = "", now: datetime
) -> CreditClaim:
    """What the vendor owes by a frozen closure, less what was settled for its month.

    DomainError unless it is the month's newest signed closure, something is due, and no
    other claim of the month is on its way.
    """
    closure = _locked_closure(closure_pk)
    if not can_claim(by, closure.period.service.contract.vendor):
        raise PermissionDenied
    _check_claimable(closure)
    claims = CreditClaim.objects.filter(closure__period=closure.period)
    amount = _due(closure, claims)
    month, service = closure.period.month, closure.period.service
    made = CreditClaim.objects.create(
        closure=closure,
        number=f"SC-{month:%Y-%m}-{service.pk:04}-{claims.count() + 1}",
        amount=amount,
        currency=closure.figures["currency"],
        comment=comment,
        by=by,
        at=now,
    )
    _tell(made, "vendors.claim_made", by, now)
    return made


def _locked_closure(pk: int) -> Closure:
    """With its period locked, so that a month is claimed by one at a time."""
    rows = Closure.objects.select_related("period__service__contract__vendor")
    closure = rows.get(pk=pk)
    Period.objects.select_for_update().get(pk=closure.period_id)
    return closure


def _check_claimable(closure: Closure) -> None:
    signed = closure.period.closures.filter(signed_by__isnull=False)
    if not closure.is_signed:
        raise DomainError("Only what is signed is claimed.")
    newest = signed.order_by("number").last()
    if newest != closure:
        raise DomainError("This was restated: claim by the newest restatement.")


def _due(closure: Closure, claims: Any) -> Decimal:
    """The credit of the closure less what was settled for the same month."""
    if pending := claims.filter(state__in=PENDING).first():
        raise DomainError(f"{pending.number} of this month is not settled yet.")
    if earned := claims.filter(state=ClaimState.EARNED_BACK).first():
        raise DomainError(f"{earned.number} of this month was earned back.")
    settled = claims.filter(state=ClaimState.SETTLED).aggregate(sum=Sum("amount"))
    due = Decimal(closure.figures["credit"]["due"]) - (settled["sum"] or Decimal(0))
    if due <= 0:
        raise DomainError("No service credit is due for this month.")
    return due


def _locked(pk: int, by: User) -> CreditClaim:
    rows = CreditClaim.objects.select_for_update(of=("self",))
    path = "closure__period__service__contract__vendor"
    found = rows.select_related(path).get(pk=pk)
    if not can_claim(by, found.closure.period.service.contract.vendor):
        raise PermissionDenied
    return found


def _tell(claim: CreditClaim, verb: str, by: User, now: datetime) -> None:
    record(
        claim,
        verb,
        by=by,
        now=now,
        number=claim.number,
        amount=claim.amount,
        currency=claim.currency,
    )


@transaction.atomic
def send_claim(pk: int, *, by: User, now: datetime) -> CreditClaim:
    """To the vendor, by another person than drew it up. From now on the vendor sees it."""
    found = _locked(pk, by)
    if not can_send_claim(by, found):
        raise PermissionDenied
    _check_claimable(found.closure)
    found.become(ClaimState.SENT)
    found.sent_by, found.sent_at = by, now
    found.save_if_version(found.version, ["state", "sent_by", "sent_at"])
    _tell(found, "vendors.claim_sent", by, now)
    return found


@transaction.atomic
def settle_claim(
    pk: int, *, by: User, settled_on: date, settlement: str, now: datetime
) -> CreditClaim:
    """The vendor gave its credit note."""
    found = _locked(pk, by)
    if not settlement.strip():
        raise DomainError("Name the credit note.")
    if found.sent_at and not found.sent_at.date() <= settled_on <= now.date():
        raise DomainError("It is settled after it was sent, and not in the future.")
    found.become(ClaimState.SETTLED)
    found.settled_on, found.settlement = settled_on, settlement
    found.save_if_version(found.version, ["state", "settled_on", "settlement"])
    _tell(found, "vendors.claim_settled", by, now)
    return found


@transaction.atomic
def withdraw_claim(pk: int, *, by: User, reason: str, now: datetime) -> CreditClaim:
    """The bank does not claim it after all. With why."""
    found = _locked(pk, by)
    if not reason.strip():
        raise DomainError("Say why.")
    found.become(ClaimState.WITHDRAWN)
    found.comment = reason
    found.save_if_version(found.version, ["state", "comment"])
    _tell(found, "vendors.claim_withdrawn", by, now)
    return found


@transaction.atomic
def earn_back_claim(pk: int, *, by: User, now: datetime) -> CreditClaim:
    """The agreed months after it are frozen and all green: the vendor owes it no more."""
    found = _locked(pk, by)
    earned = earn_back_of(found)
    if not earned.is_reached:
        raise DomainError(
            f"It takes {earned.months} green months in a row after it, all frozen."
            if earned.is_agreed
            else "The contract agrees on no earn-back."
        )
    found.become(ClaimState.EARNED_BACK)
    found.save_if_version(found.version, ["state"])
    _tell(found, "vendors.claim_earned_back", by, now)
    return found
