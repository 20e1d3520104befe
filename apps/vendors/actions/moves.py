"""What becomes of a contract: in force, under notice, ended."""

from datetime import date, datetime

from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.core.markup import day_text
from apps.history.actions import record
from apps.vendors.actions.contracts import locked_contract
from apps.vendors.models import Contract
from apps.vendors.rules.notice import end_by_notice
from apps.vendors.states import ContractState


@transaction.atomic
def put_in_force(pk: int, *, by: User, now: datetime) -> Contract:
    """Both sides have signed."""
    found = locked_contract(pk, by=by)
    found.become(ContractState.IN_FORCE)
    found.save_if_version(found.version, ["state"])
    record(found, "vendors.contract_in_force", by=by, now=now)
    return found


@transaction.atomic
def give_notice(pk: int, *, by: User, on: date, now: datetime) -> Contract:
    """One side gave notice on a day. A contract without an end has one from now on.

    DomainError where the contract renews by itself and the last day for it is over.
    """
    found = locked_contract(pk, by=by)
    latest = found.last_notice_day
    found.become(ContractState.NOTICE_GIVEN)
    if on > now.date():
        raise DomainError("Notice is noted once it is given, not before.")
    is_automatic = found.renewal == Contract.Renewal.AUTOMATIC
    if is_automatic and latest and on > latest:
        raise DomainError(
            f"Too late: the last day to give notice was {day_text(latest)}. The contract"
            " renews; enter its new last day."
        )
    found.notice_given_on = on
    found.ends_on = found.ends_on or end_by_notice(on, found.notice, found.notice_unit)
    found.save_if_version(found.version, ["state", "notice_given_on", "ends_on"])
    record(
        found,
        "vendors.notice_given",
        by=by,
        now=now,
        on=on,
        ends_on=found.ends_on,
    )
    return found


@transaction.atomic
def withdraw_notice(pk: int, *, by: User, now: datetime) -> Contract:
    """The notice no longer stands: the contract goes on as before."""
    found = locked_contract(pk, by=by)
    if found.state != ContractState.NOTICE_GIVEN:
        raise DomainError("No notice was given.")
    found.become(ContractState.IN_FORCE)
    found.notice_given_on = None
    found.save_if_version(found.version, ["state", "notice_given_on"])
    record(found, "vendors.notice_withdrawn", by=by, now=now)
    return found


@transaction.atomic
def end_contract(pk: int, *, by: User, on: date, now: datetime) -> Contract:
    """It is over; `on` was its last day."""
    found = locked_contract(pk, by=by)
    found.become(ContractState.ENDED)
    if on < found.starts_on:
        raise DomainError("The contract can't end before it starts.")
    if on > now.date():
        raise DomainError("A contract is ended once its last day has come.")
    found.ends_on = on
    found.save_if_version(found.version, ["state", "ends_on"])
    record(found, "vendors.contract_ended", by=by, now=now, on=on)
    return found
