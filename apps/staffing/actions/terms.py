"""What staffing reckons by: kinds of absence, allowances, limits of countries, planned work."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import Team, User
from apps.history.actions import record
from apps.staffing.access import can_decide_absence_of, can_plan_team, can_set_terms
from apps.staffing.models import (
    AbsenceType,
    Allowance,
    Person,
    PlannedWork,
    WorkingTimeTerms,
)


def _check_setter(by: User) -> None:
    if not can_set_terms(by):
        raise PermissionDenied


@transaction.atomic
def make_absence_type(*, by: User, now: datetime, **fields: Any) -> AbsenceType:
    """A new kind of absence."""
    _check_setter(by)
    made = AbsenceType.objects.create(**fields)
    record(
        by, "staffing.absence_type_made", by=by, now=now, touched=[made], name=made.name
    )
    return made


@transaction.atomic
def amend_absence_type(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> AbsenceType:
    """Change what a kind of absence asks. EditConflict if somebody else did."""
    _check_setter(by)
    found = AbsenceType.objects.select_for_update().get(pk=pk)
    found.save_changed(version, fields)
    record(
        by,
        "staffing.absence_type_amended",
        by=by,
        now=now,
        touched=[found],
        name=found.name,
    )
    return found


@transaction.atomic
def set_allowance(
    person_pk: int,
    *,
    by: User,
    kind: AbsenceType,
    year: int,
    days: Decimal | None,
    carried: Decimal,
    now: datetime,
) -> Allowance:
    """Say what differs for somebody's leave of a year; who decides on it does."""
    person = Person.objects.get(pk=person_pk)
    if not can_decide_absence_of(by, person, now.date()):
        raise PermissionDenied
    made, _ = Allowance.objects.select_for_update().get_or_create(
        person=person, kind=kind, year=year
    )
    made.save_changed(made.version, {"days": days, "carried": carried})
    record(person, "staffing.allowance_set", by=by, now=now, year=year)
    return made


@transaction.atomic
def set_working_time(
    *, by: User, country: str, now: datetime, **fields: Any
) -> WorkingTimeTerms:
    """The limits of a country, or of everywhere else; who edits staffing everywhere."""
    _check_setter(by)
    rows = WorkingTimeTerms.objects.select_for_update()
    found, _ = rows.get_or_create(country=country.upper())
    changed = found.save_changed(found.version, fields)
    record(
        by, "staffing.working_time_set", by=by, now=now, touched=[found],
        country=str(found), fields=changed,
    )  # fmt: skip
    return found


@transaction.atomic
def plan_work(
    *, by: User, team: Team, monday: date, now: datetime, **fields: Any
) -> PlannedWork:
    """Note hours that a team will need in a week."""
    if not can_plan_team(by, team):
        raise PermissionDenied
    made = PlannedWork.objects.create(team=team, monday=monday, **fields)
    record(
        team, "staffing.work_planned", by=by, now=now, touched=[made], title=made.title
    )
    return made


@transaction.atomic
def drop_planned_work(pk: int, *, by: User, now: datetime) -> Team:
    """It is not planned any more."""
    found = PlannedWork.objects.select_related("team").get(pk=pk)
    if not can_plan_team(by, found.team):
        raise PermissionDenied
    team, title = found.team, found.title
    found.delete()
    record(team, "staffing.planned_work_dropped", by=by, now=now, title=title)
    return team


@transaction.atomic
def bring_planned_work(
    rows: Mapping[tuple[str, date], Mapping[str, Any]], *, prefix: str
) -> int:
    """Make the planned work of one source exactly these rows, by key and Monday; how many differ.

    For the floors above, which know of onboarding and vendors; the prefix names the
    source, and each key begins with it. Safe to repeat, and to run twice at once.
    """
    found = PlannedWork.objects.select_for_update().filter(key__startswith=prefix)
    standing = {(one.key, one.monday): one for one in found}
    gone = [one.pk for key, one in standing.items() if key not in rows]
    PlannedWork.objects.filter(pk__in=gone).delete()
    changed = len(gone)
    for (key, monday), fields in rows.items():
        one = standing.get((key, monday))
        if one is None:
            new = {"key": key, "monday": monday}
            changed += PlannedWork.objects.get_or_create(**new, defaults=fields)[1]
        else:
            changed += bool(one.save_changed(one.version, dict(fields)))
    return changed
