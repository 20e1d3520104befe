"""Managed services: what is run for the bank, where, and for how much."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import record
from apps.vendors.access import can_edit
from apps.vendors.actions.contracts import locked_contract
from apps.vendors.actions.rejudging import rejudge
from apps.vendors.models import Charge, ManagedService, ServiceLocation
from apps.vendors.queries.closed import closed_until

MANY = ("platforms", "applications")


@transaction.atomic
def register_service(
    contract_pk: int, *, by: User, slug: str, now: datetime, **fields: Any
) -> ManagedService:
    """Enter a managed service under a contract. Its short name is for good."""
    contract = locked_contract(contract_pk, by=by)
    if ManagedService.objects.filter(slug=slug).exists():
        raise DomainError("There is a service with this short name already.")
    _check_dates(fields)
    many = {name: fields.pop(name, ()) for name in MANY}
    made = ManagedService.objects.create(contract=contract, slug=slug, **fields)
    for name, rows in many.items():
        getattr(made, name).set(rows)
    record(made, "vendors.service_registered", by=by, now=now, contract=str(contract))
    return made


@transaction.atomic
def amend_service(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> ManagedService:
    """Change what is noted of a service. EditConflict if somebody else did.

    With another calendar all its tickets are judged anew; not once a month is closed.
    """
    found = locked_service(pk, by=by)
    before = found.calendar_id
    _check_dates({"starts_on": found.starts_on, "ends_on": found.ends_on, **fields})
    many = _differing(
        found, {name: fields.pop(name) for name in MANY if name in fields}
    )
    if many and found.version != version:
        raise EditConflict(found, {**fields, **many})
    changed = [*found.save_changed(version, fields), *many]
    if not changed:
        return found
    if many and found.version == version:
        found.save_if_version(version, [])
    for name, rows in many.items():
        getattr(found, name).set(rows)
    if found.calendar_id != before:
        _check_calendar(found)
        rejudge(found, found.levels.all(), why="Another calendar", by=by, now=now)
    record(found, "vendors.service_amended", by=by, now=now, fields=changed)
    return found


def _differing(
    found: ManagedService, many: dict[str, Iterable[Any]]
) -> dict[str, list[Any]]:
    """The sets that are not those of the service."""
    wanted = {name: list(rows) for name, rows in many.items()}
    return {
        name: rows
        for name, rows in wanted.items()
        if {one.pk for one in rows} != {one.pk for one in getattr(found, name).all()}
    }


def _check_dates(fields: dict[str, Any]) -> None:
    if fields.get("ends_on") and fields["ends_on"] < fields["starts_on"]:
        raise DomainError("The service ends before it starts.")


def _check_calendar(found: ManagedService) -> None:
    if closed_until(found.pk):
        raise DomainError(
            "Months of this service are closed under its calendar. Put the change in"
            " force in the calendar itself from a day on, or give each level a new"
            " version with a calendar of its own."
        )


def locked_service(pk: int, *, by: User) -> ManagedService:
    """The service, held until the end, if this person may change it."""
    rows = ManagedService.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("contract__vendor", "calendar").get(pk=pk)
    if not can_edit(by, found.contract.vendor):
        raise PermissionDenied
    return found


@transaction.atomic
def add_location(
    pk: int, *, by: User, city: str, country: str, now: datetime, **fields: Any
) -> ServiceLocation:
    """Note where people of a service sit."""
    found = locked_service(pk, by=by)
    if found.locations.filter(city=city, country=country).exists():
        raise DomainError(f"{city} is noted already.")
    made = ServiceLocation.objects.create(
        service=found, city=city, country=country, **fields
    )
    record(
        found,
        "vendors.location_added",
        by=by,
        now=now,
        touched=[made],
        place=str(made),
    )
    return made


@transaction.atomic
def remove_location(pk: int, *, by: User, now: datetime) -> ManagedService:
    """Nobody sits there any more."""
    gone = ServiceLocation.objects.get(pk=pk)
    found = locked_service(gone.service_id, by=by)
    record(
        found,
        "vendors.location_removed",
        by=by,
        now=now,
        touched=[gone],
        place=str(gone),
    )
    gone.delete()
    return found


@transaction.atomic
def add_charge(
    pk: int, *, by: User, valid_from_on: date, amount: Decimal, now: datetime
) -> Charge:
    """What the service costs a month from a day on. Closed months keep theirs.

    Told in the contract's history, which only those see who see money.
    """
    found = locked_service(pk, by=by)
    if found.charges.filter(valid_from_on=valid_from_on).exists():
        raise DomainError("There is a charge from this day already.")
    _check_charge(found, valid_from_on)
    made = Charge.objects.create(
        service=found, valid_from_on=valid_from_on, amount=amount
    )
    record(
        found.contract,
        "vendors.charge_added",
        by=by,
        now=now,
        touched=[made],
        service=found.name,
        amount=amount,
        valid_from_on=valid_from_on,
    )
    return made


@transaction.atomic
def remove_charge(pk: int, *, by: User, now: datetime) -> ManagedService:
    """It was never agreed. What a closed month was worked out by stays."""
    gone = Charge.objects.get(pk=pk)
    found = locked_service(gone.service_id, by=by)
    _check_charge(found, gone.valid_from_on)
    record(
        found.contract,
        "vendors.charge_removed",
        by=by,
        now=now,
        touched=[gone],
        service=found.name,
        amount=gone.amount,
        valid_from_on=gone.valid_from_on,
    )
    gone.delete()
    return found


def _check_charge(found: ManagedService, day: date) -> None:
    closed = closed_until(found.pk)
    if closed and day <= closed:
        raise DomainError(f"Months up to {closed:%B %Y} are closed: begin after them.")
