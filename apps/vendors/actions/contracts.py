"""Contracts: entering and changing them, their documents, and who supplies below."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import store_file
from apps.core.errors import DomainError
from apps.core.uploads import check_upload
from apps.history.actions import record
from apps.vendors.access import can_edit
from apps.vendors.actions.vendors import locked_vendor
from apps.vendors.models import Contract, ContractFile, SupplyLink, Vendor


@transaction.atomic
def register_contract(
    vendor_pk: int, *, by: User, reference: str, now: datetime, **fields: Any
) -> Contract:
    """Enter a contract with a vendor, as a draft."""
    vendor = locked_vendor(vendor_pk, by=by)
    if Contract.objects.filter(reference=reference).exists():
        raise DomainError(f"There is a contract {reference} already.")
    _check_dates(fields)
    made = Contract.objects.create(vendor=vendor, reference=reference, **fields)
    record(
        made,
        "vendors.contract_registered",
        by=by,
        now=now,
        reference=made.reference,
    )
    return made


@transaction.atomic
def amend_contract(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> Contract:
    """Change what is noted of a contract. EditConflict if somebody else did."""
    found = locked_contract(pk, by=by)
    _check_dates({"starts_on": found.starts_on, "ends_on": found.ends_on, **fields})
    if changed := found.save_changed(version, fields):
        record(found, "vendors.contract_amended", by=by, now=now, fields=changed)
    return found


def locked_contract(pk: int, *, by: User) -> Contract:
    """The contract, held until the end, if this person may change it."""
    rows = Contract.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("vendor").get(pk=pk)
    if not can_edit(by, found.vendor):
        raise PermissionDenied
    return found


def _check_dates(fields: Mapping[str, Any]) -> None:
    if fields.get("ends_on") and fields["ends_on"] < fields["starts_on"]:
        raise DomainError("The contract ends before it starts.")


@transaction.atomic
def add_contract_file(
    pk: int, *, by: User, title: str, file: "UploadedFile[bytes]", now: datetime
) -> ContractFile:
    """Keep a document of a contract."""
    found = locked_contract(pk, by=by)
    stored = store_file(file, check_upload(file), now=now)
    made = ContractFile.objects.create(
        contract=found, title=title or stored.name, file=stored, by=by, at=now
    )
    record(
        found,
        "vendors.contract_file_added",
        by=by,
        now=now,
        touched=[made],
        title=made.title,
    )
    return made


@transaction.atomic
def remove_contract_file(pk: int, *, by: User, now: datetime) -> Contract:
    """Take a document away; the history keeps that it was there."""
    gone = ContractFile.objects.get(pk=pk)
    found = locked_contract(gone.contract_id, by=by)
    record(
        found,
        "vendors.contract_file_removed",
        by=by,
        now=now,
        touched=[gone],
        title=gone.title,
    )
    gone.delete()
    return found


@transaction.atomic
def add_supplier(
    pk: int,
    *,
    by: User,
    vendor: Vendor,
    above: SupplyLink | None = None,
    does: str = "",
    now: datetime,
) -> SupplyLink:
    """Note a vendor that works below the contract's own, or below another one there."""
    found = locked_contract(pk, by=by)
    _check_branch(found, vendor, above)
    made = SupplyLink.objects.create(
        contract=found, vendor=vendor, above=above, does=does
    )
    record(
        found,
        "vendors.supplier_added",
        by=by,
        now=now,
        touched=[made],
        name=vendor.name,
        above=above.vendor.name if above else found.vendor.name,
    )
    return made


def _check_branch(contract: Contract, vendor: Vendor, above: SupplyLink | None) -> None:
    """No vendor supplies itself, however far down, nor twice at the same place."""
    if above and above.contract_id != contract.pk:
        raise DomainError("That supplier belongs to another contract.")
    if contract.supply_links.filter(vendor=vendor, above=above).exists():
        raise DomainError(f"{vendor} is noted there already.")
    upwards, link = {contract.vendor_id}, above
    while link is not None:
        upwards.add(link.vendor_id)
        link = link.above
    if vendor.pk in upwards:
        raise DomainError(f"{vendor} can't supply itself.")


@transaction.atomic
def remove_supplier(pk: int, *, by: User, now: datetime) -> Contract:
    """A vendor works there no more; those below it are taken away first."""
    gone = SupplyLink.objects.select_related("vendor").get(pk=pk)
    found = locked_contract(gone.contract_id, by=by)
    if gone.below.exists():
        raise DomainError(f"Remove the suppliers of {gone.vendor} first.")
    record(
        found,
        "vendors.supplier_removed",
        by=by,
        now=now,
        touched=[gone],
        name=gone.vendor.name,
    )
    gone.delete()
    return found
