"""Levels from a file: read and looked at first, written when somebody says so."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.staffing.access import can_edit_people
from apps.staffing.actions.skills import confirm_many
from apps.staffing.models import Sheet
from apps.staffing.queries.sheets import what_is_known
from apps.staffing.rules.sheets import read_sheet


@transaction.atomic
def bring_sheet(
    *, by: User, name: str, rows: Sequence[Sequence[str]], now: datetime
) -> Sheet:
    """Read a file of levels and keep what it says; nobody's level changes yet."""
    if not can_edit_people(by):
        raise PermissionDenied
    found = read_sheet(rows, what_is_known(by))
    return Sheet.objects.create(
        by=by,
        name=name[-200:],
        cells=[[one.row, one.person, one.skill, one.level] for one in found.cells],
        problems=list(found.problems),
        read_at=now,
    )


@transaction.atomic
def write_sheet(pk: int, *, by: User, now: datetime) -> Sheet:
    """Confirm the levels that differ, all of them or none. Written again, nothing does."""
    found: Sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=pk)
    if found.by_id != by.pk:
        raise PermissionDenied
    if found.written_at:
        return found
    cells = [(person, skill, level) for _, person, skill, level in found.cells]
    found.written_count = confirm_many(cells, by=by, now=now, is_bare=True)
    found.written_at = now
    found.save_if_version(found.version, ["written_at", "written_count"])
    return found
