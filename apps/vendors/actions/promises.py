"""What both sides promise in reviews, and what risks and issues they see."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import record
from apps.vendors.access import can_close_action, can_govern
from apps.vendors.models import Review, ReviewAction, Risk, Vendor
from apps.vendors.rules.governance import CERTAIN
from apps.vendors.states import ReviewActionState, ReviewState, RiskState

ACTION_FIELDS = ["title", "words", "side", "owner", "due_on"]


@transaction.atomic
def add_review_action(
    review_pk: int,
    *,
    by: User,
    title: str,
    words: str = "",
    side: str,
    owner: User | None = None,
    due_on: date,
    now: datetime,
) -> ReviewAction:
    """Write down what one side promises until a day."""
    rows = Review.objects.select_for_update(of=("self",)).select_related("vendor")
    review = rows.get(pk=review_pk)
    if not can_govern(by, review.vendor):
        raise PermissionDenied
    if review.state == ReviewState.CANCELLED:
        raise DomainError("Not possible now: this review is cancelled.")
    _check_owner(review.vendor, side, owner)
    made = ReviewAction.objects.create(
        review=review, title=title, words=words, side=side, owner=owner, due_on=due_on
    )
    record(made, "vendors.action_added", by=by, now=now, title=title, due=due_on)
    return made


def _check_owner(vendor: Vendor, side: str, owner: User | None) -> None:
    """An owner stands on the side that promises."""
    if owner is None:
        return
    is_bank = side == ReviewAction.Side.BANK
    theirs = owner.organisation_id == vendor.organisation_id
    fits = owner.is_internal if is_bank else theirs
    if not fits:
        raise DomainError("The owner is not of the side that promises it.")


def _locked(pk: int) -> ReviewAction:
    rows = ReviewAction.objects.select_for_update(of=("self",))
    return rows.select_related("review__vendor").get(pk=pk)


@transaction.atomic
def amend_review_action(
    pk: int,
    *,
    by: User,
    expected_version: int,
    title: str,
    words: str,
    side: str,
    owner: User | None,
    due_on: date,
    now: datetime,
) -> ReviewAction:
    """Change what was promised, by whom or until when. EditConflict if stale."""
    found = _locked(pk)
    if not can_govern(by, found.review.vendor):
        raise PermissionDenied
    if found.state != ReviewActionState.OPEN:
        raise DomainError("Not possible now: it is closed.")
    _check_owner(found.review.vendor, side, owner)
    found.title, found.words, found.side = title, words, side
    found.owner, found.due_on = owner, due_on
    found.save_if_version(expected_version, ACTION_FIELDS)
    record(found, "vendors.action_amended", by=by, now=now, title=title, due=due_on)
    return found


@transaction.atomic
def close_review_action(
    pk: int,
    *,
    by: User,
    expected_version: int,
    is_done: bool,
    outcome: str = "",
    now: datetime,
) -> ReviewAction:
    """It is done; or, as those who govern say, no longer wanted, with the reason."""
    found = _locked(pk)
    may = can_close_action(by, found)
    if not may or not (is_done or can_govern(by, found.review.vendor)):
        raise PermissionDenied
    if found.version != expected_version:
        raise EditConflict(found, {"outcome": outcome})
    if not is_done and not outcome.strip():
        raise DomainError("Say why it is dropped.")
    found.become(ReviewActionState.DONE if is_done else ReviewActionState.DROPPED)
    found.outcome, found.closed_by, found.closed_at = outcome, by, now
    fields = ["state", "outcome", "closed_by", "closed_at"]
    found.save_if_version(expected_version, fields)
    verb = f"vendors.action_{found.state}"
    record(found, verb, by=by, now=now, title=found.title)
    return found


@transaction.atomic
def reopen_review_action(
    pk: int, *, by: User, expected_version: int, now: datetime
) -> ReviewAction:
    """It was not done after all."""
    found = _locked(pk)
    if not can_govern(by, found.review.vendor):
        raise PermissionDenied
    found.become(ReviewActionState.OPEN)
    found.closed_by, found.closed_at = None, None
    found.save_if_version(expected_version, ["state", "closed_by", "closed_at"])
    record(found, "vendors.action_reopened", by=by, now=now, title=found.title)
    return found


@transaction.atomic
def enter_risk(vendor_pk: int, *, by: User, now: datetime, **fields: Any) -> Risk:
    """A risk or an issue with a vendor."""
    vendor = Vendor.objects.select_for_update().get(pk=vendor_pk)
    if not can_govern(by, vendor):
        raise PermissionDenied
    made = Risk.objects.create(vendor=vendor, **_certain(vendor, fields))
    record(made, "vendors.risk_entered", by=by, now=now, title=made.title)
    return made


def _certain(vendor: Vendor, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields, an issue's likelihood as it is; DomainError if the service is another's."""
    service = fields.get("service")
    if service and service.contract.vendor_id != vendor.pk:
        raise DomainError("This service is another vendor's.")
    is_issue = fields["kind"] == Risk.Kind.ISSUE
    return {**fields, "likelihood": CERTAIN} if is_issue else fields


def _risk(pk: int, by: User) -> Risk:
    rows = Risk.objects.select_for_update(of=("self",)).select_related("vendor")
    found = rows.get(pk=pk)
    if not can_govern(by, found.vendor):
        raise PermissionDenied
    return found


@transaction.atomic
def amend_risk(
    pk: int, *, by: User, expected_version: int, now: datetime, **fields: Any
) -> Risk:
    """Weigh it anew, change its owner, mitigation, dates. EditConflict if stale."""
    found = _risk(pk, by)
    if found.state != RiskState.OPEN:
        raise DomainError("Not possible now: it is closed.")
    for name, value in _certain(found.vendor, fields).items():
        setattr(found, name, value)
    found.save_if_version(expected_version, [*fields, "likelihood"])
    record(found, "vendors.risk_amended", by=by, now=now, title=found.title)
    return found


@transaction.atomic
def close_risk(pk: int, *, by: User, expected_version: int, now: datetime) -> Risk:
    """It is over."""
    found = _risk(pk, by)
    found.become(RiskState.CLOSED)
    found.save_if_version(expected_version, ["state"])
    record(found, "vendors.risk_closed", by=by, now=now, title=found.title)
    return found


@transaction.atomic
def reopen_risk(pk: int, *, by: User, expected_version: int, now: datetime) -> Risk:
    """It is there again."""
    found = _risk(pk, by)
    found.become(RiskState.OPEN)
    found.save_if_version(expected_version, ["state"])
    record(found, "vendors.risk_reopened", by=by, now=now, title=found.title)
    return found
