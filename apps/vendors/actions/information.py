"""Keeping the register of information: the portal prepares it, the bank files it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.vendors.access import can_edit_register
from apps.vendors.models.information import RegisterRow

TWICE = "Not possible now: such a row is in the register already."


@transaction.atomic
def add_to_register(
    model: type[RegisterRow], *, by: User, now: datetime, **fields: Any
) -> RegisterRow:
    """A new row of this kind. ValidationError where the row itself is wrong."""
    if not can_edit_register(by):
        raise PermissionDenied
    made = model(**fields)
    made.full_clean()
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise DomainError(TWICE) from error
    _tell(made, "vendors.register_added", by, now)
    return made


@transaction.atomic
def amend_register(
    model: type[RegisterRow],
    pk: int,
    *,
    by: User,
    now: datetime,
    expected_version: int,
    **fields: Any,
) -> RegisterRow:
    """A row of the register, changed. ValidationError where the row itself is wrong."""
    if not can_edit_register(by):
        raise PermissionDenied
    found: RegisterRow = model._base_manager.select_for_update().get(pk=pk)
    for name, value in fields.items():
        setattr(found, name, value)
    found.full_clean()
    try:
        with transaction.atomic():
            found.save_if_version(expected_version, fields)
    except IntegrityError as error:
        raise DomainError(TWICE) from error
    _tell(found, "vendors.register_amended", by, now)
    return found


@transaction.atomic
def remove_from_register(
    model: type[RegisterRow], pk: int, *, by: User, now: datetime
) -> None:
    """A row that is no longer true; not one that others refer to."""
    if not can_edit_register(by):
        raise PermissionDenied
    found: RegisterRow = model._base_manager.select_for_update().get(pk=pk)
    _tell(found, "vendors.register_removed", by, now)
    try:
        found.delete()
    except ProtectedError as error:
        raise DomainError(
            "Not possible now: other rows of the register refer to it."
        ) from error


def _tell(row: models.Model, verb: str, by: User, now: datetime) -> None:
    kind = str(row._meta.verbose_name)
    record(row, verb, by=by, now=now, kind=kind, words=str(row))
