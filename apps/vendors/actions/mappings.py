"""Mappings that people save: made once, used again, changed, removed.

One by which files of other vendors are read is changed only by who manages all of these.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.vendors.access import can_map
from apps.vendors.models import SavedMapping, TicketImport
from apps.vendors.queries.mappings import may_change
from apps.vendors.rules.tickets.mapping import TicketMapping, faults


@transaction.atomic
def save_mapping(
    name: str, *, by: User, rules: Mapping[str, Any], now: datetime
) -> SavedMapping:
    """Keep a mapping under a name, in place of what had that name before.

    DomainError where that is how files of vendors are read that one does not manage.
    """
    if not can_map(by):
        raise PermissionDenied
    given = _checked(name, rules)
    check_name(name, by)
    found = SavedMapping.objects.select_for_update().filter(name=name).first()
    if found is None:
        found = SavedMapping.objects.create(
            name=name, rules=given, changed_by=by, changed_at=now
        )
    else:
        found.rules, found.changed_by, found.changed_at = given, by, now
        found.save_if_version(found.version, ["rules", "changed_by", "changed_at"])
    record(found, "vendors.mapping_saved", by=by, now=now, name=name)
    return found


@transaction.atomic
def new_mapping(
    *, name: str, by: User, rules: Mapping[str, Any], now: datetime
) -> SavedMapping:
    """Keep a mapping under a name that none has yet."""
    if SavedMapping.objects.named(name).exists():
        raise DomainError(f"Another mapping is called “{name}”.")
    return save_mapping(name, by=by, rules=rules, now=now)


def check_name(name: str, by: User) -> None:
    """Refuse the name of a mapping that one may not change."""
    if not may_change(by, name):
        raise DomainError(
            f"By “{name}” files of vendors are read that you don't manage. "
            "Save yours under another name."
        )


@transaction.atomic
def amend_mapping(
    pk: int,
    *,
    by: User,
    name: str,
    rules: Mapping[str, Any],
    version: int,
    now: datetime,
) -> SavedMapping:
    """Change a mapping that nobody else changed meanwhile; its imports follow its name."""
    found = SavedMapping.objects.select_for_update().get(pk=pk)
    before = found.name
    if not may_change(by, before):
        raise PermissionDenied
    if name != before:
        check_name(name, by)
    if SavedMapping.objects.filter(name=name).exclude(pk=pk).exists():
        raise DomainError(f"Another mapping is called “{name}”.")
    found.name, found.rules = name, _checked(name, rules)
    found.changed_by, found.changed_at = by, now
    found.save_if_version(version, ["name", "rules", "changed_by", "changed_at"])
    if name != before:
        TicketImport.objects.filter(mapping_name=before).update(mapping_name=name)
    record(found, "vendors.mapping_saved", by=by, now=now, name=name)
    return found


@transaction.atomic
def remove_mapping(pk: int, *, by: User, now: datetime) -> None:
    """Forget a mapping; imports keep how they were read."""
    found = SavedMapping.objects.select_for_update().get(pk=pk)
    if not may_change(by, found.name):
        raise PermissionDenied
    record(found, "vendors.mapping_removed", by=by, now=now, name=found.name)
    found.delete()


def _checked(name: str, rules: Mapping[str, Any]) -> dict[str, Any]:
    mapping = TicketMapping.from_json(rules)
    if not name.strip():
        raise DomainError("Give the mapping a name.")
    if found := faults(mapping):
        raise DomainError(" ".join(found))
    return mapping.as_json()
