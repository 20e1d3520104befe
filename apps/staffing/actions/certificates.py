"""Certificates of people: noted by themselves or who edits them, with the paper."""

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
from apps.staffing.access import can_note_certificates
from apps.staffing.models import Certificate, Person


@transaction.atomic
def add_certificate(
    person_pk: int,
    *,
    by: User,
    now: datetime,
    file: "UploadedFile[bytes] | None" = None,
    **fields: Any,
) -> Certificate:
    """Note a certificate and until when it holds."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person_pk)
    if not can_note_certificates(by, person):
        raise PermissionDenied
    _check_dates(fields)
    stored = store_file(file, check_upload(file), now=now) if file else None
    made = Certificate.objects.create(person=person, file=stored, **fields)
    record(
        person,
        "staffing.certificate_added",
        by=by,
        now=now,
        touched=[made],
        name=made.name,
        expires_on=made.expires_on,
    )
    return made


@transaction.atomic
def amend_certificate(
    pk: int,
    *,
    by: User,
    version: int,
    now: datetime,
    file: "UploadedFile[bytes] | None" = None,
    **fields: Any,
) -> Certificate:
    """Renew or correct a certificate; a new file takes the place of the old one."""
    found = _locked(pk, by=by)
    dates = {"issued_on": found.issued_on, "expires_on": found.expires_on}
    _check_dates({**dates, **fields})
    if file:
        fields["file"] = store_file(file, check_upload(file), now=now)
    if changed := found.save_changed(version, fields):
        record(
            found.person,
            "staffing.certificate_amended",
            by=by,
            now=now,
            touched=[found],
            name=found.name,
            fields=changed,
        )
    return found


@transaction.atomic
def remove_certificate(pk: int, *, by: User, now: datetime) -> Person:
    """It was entered by mistake, or is of no use any more."""
    gone = _locked(pk, by=by)
    record(
        gone.person,
        "staffing.certificate_removed",
        by=by,
        now=now,
        touched=[gone],
        name=gone.name,
    )
    gone.delete()
    return gone.person


def _locked(pk: int, *, by: User) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",))
    found: Certificate = rows.select_related("person").get(pk=pk)
    if not can_note_certificates(by, found.person):
        raise PermissionDenied
    return found


def _check_dates(fields: dict[str, Any]) -> None:
    starts, ends = fields.get("issued_on"), fields.get("expires_on")
    if starts and ends and starts > ends:
        raise DomainError("It expires before it begins.")
