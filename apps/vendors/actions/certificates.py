"""What vendors show about themselves: certificates, with the paper itself."""

from datetime import date, datetime
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
from apps.vendors.models import Certificate, Vendor


@transaction.atomic
def add_certificate(
    vendor_pk: int,
    *,
    by: User,
    file: "UploadedFile[bytes] | None" = None,
    now: datetime,
    **fields: Any,
) -> Certificate:
    """Note a certificate of a vendor and until when it holds."""
    vendor = locked_vendor(vendor_pk, by=by)
    _check_dates(fields)
    stored = store_file(file, check_upload(file), now=now) if file else None
    made = Certificate.objects.create(vendor=vendor, file=stored, **fields)
    record(
        vendor,
        "vendors.certificate_added",
        by=by,
        now=now,
        touched=[made],
        kind=made.kind,
        expires_on=made.expires_on,
    )
    return made


@transaction.atomic
def amend_certificate(
    pk: int,
    *,
    by: User,
    version: int,
    file: "UploadedFile[bytes] | None" = None,
    now: datetime,
    **fields: Any,
) -> Certificate:
    """Renew or correct a certificate; a new file takes the place of the old one.

    EditConflict if somebody else changed it.
    """
    found = _locked(pk, by=by)
    _check_dates({**_dates(found), **fields})
    if file:
        fields["file"] = store_file(file, check_upload(file), now=now)
    if changed := found.save_changed(version, fields):
        record(
            found.vendor,
            "vendors.certificate_amended",
            by=by,
            now=now,
            touched=[found],
            kind=found.kind,
            fields=changed,
        )
    return found


@transaction.atomic
def remove_certificate(pk: int, *, by: User, now: datetime) -> Vendor:
    """It was entered by mistake, or is of no use any more."""
    gone = _locked(pk, by=by)
    record(
        gone.vendor,
        "vendors.certificate_removed",
        by=by,
        now=now,
        touched=[gone],
        kind=gone.kind,
    )
    gone.delete()
    return gone.vendor


def _locked(pk: int, *, by: User) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",))
    found: Certificate = rows.select_related("vendor").get(pk=pk)
    if not can_edit(by, found.vendor):
        raise PermissionDenied
    return found


def _dates(found: Certificate) -> dict[str, date | None]:
    return {"valid_from_on": found.valid_from_on, "expires_on": found.expires_on}


def _check_dates(fields: dict[str, Any]) -> None:
    starts, ends = fields.get("valid_from_on"), fields["expires_on"]
    if starts and starts > ends:
        raise DomainError("It expires before it begins.")
