"""Coverage rules: made, changed, taken away; what is short by them is found at once."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import EditConflict
from apps.history.actions import record
from apps.staffing.access import can_plan
from apps.staffing.actions.gap_finding import look_for_gaps
from apps.staffing.models import CoverageRule, Rota


@transaction.atomic
def make_coverage_rule(
    *, by: User, rota: Rota, now: datetime, **fields: Any
) -> CoverageRule:
    """Ask for so many people with a skill in the hours of a week."""
    if not can_plan(by, rota):
        raise PermissionDenied
    made = CoverageRule.objects.create(rota=rota, **fields)
    record(
        rota, "staffing.coverage_made", by=by, now=now, touched=[made], name=made.name
    )
    look_for_gaps([rota.pk], by=by, cause="The rule is new", now=now)
    return made


@transaction.atomic
def amend_coverage_rule(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> CoverageRule:
    """Change what is asked. EditConflict if somebody else did."""
    found = _planned(pk, by)
    fields.pop("rota", None)
    changed = found.save_changed(version, fields)
    record(
        found.rota, "staffing.coverage_amended", by=by, now=now, touched=[found],
        name=found.name, fields=changed,
    )  # fmt: skip
    cause = "The rule was changed"
    look_for_gaps([found.rota_id], by=by, cause=cause, now=now)
    return found


def _planned(pk: int, by: User) -> CoverageRule:
    rows = CoverageRule.objects.select_for_update(of=("self",))
    found = rows.select_related("rota__team").get(pk=pk)
    if not can_plan(by, found.rota):
        raise PermissionDenied
    return found


@transaction.atomic
def remove_coverage_rule(pk: int, *, by: User, version: int, now: datetime) -> Rota:
    """Ask for it no more; its gaps go with it."""
    found = _planned(pk, by)
    if found.version != version:
        raise EditConflict(found, {})
    rota, name = found.rota, found.name
    found.delete()
    record(rota, "staffing.coverage_removed", by=by, now=now, name=name)
    return rota
