"""Entering vendors and changing them: who they are, whom one calls, how risky they are."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.core.models import makes_a_ring
from apps.history.actions import record
from apps.vendors.access import can_add, can_edit
from apps.vendors.models import Contact, RiskRating, Vendor


@transaction.atomic
def register_vendor(*, by: User, slug: str, now: datetime, **fields: Any) -> Vendor:
    """Enter a vendor. Its short name is for good."""
    if not can_add(by):
        raise PermissionDenied
    same = Vendor.objects.filter(slug=slug) | Vendor.objects.filter(
        name=fields.get("name")
    )
    if same.exists():
        raise DomainError("There is a vendor with this name or short name already.")
    _check_organisation(None, fields)
    made = Vendor.objects.create(slug=slug, **fields)
    record(made, "vendors.vendor_registered", by=by, now=now)
    return made


@transaction.atomic
def amend_vendor(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> Vendor:
    """Change what the register says of a vendor. EditConflict if somebody else did."""
    found = locked_vendor(pk, by=by)
    _check_organisation(found, fields)
    if makes_a_ring(found, fields.get("parent"), "parent"):
        raise DomainError("A vendor can't be its own parent.")
    if changed := found.save_changed(version, fields):
        record(found, "vendors.vendor_amended", by=by, now=now, fields=changed)
    return found


def locked_vendor(pk: int, *, by: User) -> Vendor:
    """The vendor, held until the end, if this person may change it."""
    found = Vendor.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if not can_edit(by, found):
        raise PermissionDenied
    return found


def _check_organisation(found: Vendor | None, fields: dict[str, Any]) -> None:
    """Whose people log in for it: an outside organisation, and of one vendor only."""
    organisation = fields.get("organisation")
    if organisation is None:
        return
    if organisation.kind != organisation.Kind.VENDOR:
        raise DomainError(f"{organisation} is not a vendor's organisation.")
    others = Vendor.objects.filter(organisation=organisation)
    if (others.exclude(pk=found.pk) if found else others).exists():
        raise DomainError(f"{organisation} belongs to another vendor already.")


@transaction.atomic
def rate_vendor(
    pk: int, *, by: User, level: int, reasons: str, now: datetime
) -> RiskRating:
    """Say how risky the bank finds a vendor from now on, and why."""
    found = locked_vendor(pk, by=by)
    made = RiskRating.objects.create(
        vendor=found, level=level, reasons=reasons, by=by, rated_at=now
    )
    record(
        found,
        "vendors.vendor_rated",
        by=by,
        now=now,
        touched=[made],
        level=made.get_level_display(),
        reasons=reasons,
    )
    return made


@transaction.atomic
def add_contact(pk: int, *, by: User, now: datetime, **fields: Any) -> Contact:
    """Note whom one calls at a vendor, and at which step of an escalation."""
    found = locked_vendor(pk, by=by)
    made = Contact.objects.create(vendor=found, **fields)
    record(
        found,
        "vendors.contact_added",
        by=by,
        now=now,
        touched=[made],
        name=made.name,
        step=made.step,
    )
    return made


@transaction.atomic
def amend_contact(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> Contact:
    """Change what is noted of a contact. EditConflict if somebody else did."""
    found: Contact = Contact.objects.select_for_update().get(pk=pk)
    vendor = locked_vendor(found.vendor_id, by=by)
    if changed := found.save_changed(version, fields):
        record(
            vendor,
            "vendors.contact_amended",
            by=by,
            now=now,
            touched=[found],
            name=found.name,
            fields=changed,
        )
    return found


@transaction.atomic
def remove_contact(pk: int, *, by: User, now: datetime) -> Vendor:
    """Nobody calls them any more."""
    gone = Contact.objects.get(pk=pk)
    vendor = locked_vendor(gone.vendor_id, by=by)
    record(
        vendor,
        "vendors.contact_removed",
        by=by,
        now=now,
        touched=[gone],
        name=gone.name,
    )
    gone.delete()
    return vendor
