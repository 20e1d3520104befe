"""What the roster is spoken of in: working patterns, roles in teams and their targets."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.access import can_edit_skills
from apps.staffing.models import Skill, Target, TeamRole, WorkingPattern


@transaction.atomic
def add_pattern(*, by: User, now: datetime, **fields: Any) -> WorkingPattern:
    """Name the hours of a week."""
    _check(by, WorkingPattern, fields["name"])
    made = WorkingPattern.objects.create(**fields)
    record(made, "staffing.pattern_added", by=by, now=now, name=made.name)
    return made


@transaction.atomic
def amend_pattern(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> WorkingPattern:
    """Change the hours or the name, for all who work by it."""
    _check(by, WorkingPattern, fields.get("name", ""), pk)
    found: WorkingPattern = WorkingPattern.objects.select_for_update().get(pk=pk)
    if changed := found.save_changed(version, fields):
        record(found, "staffing.pattern_amended", by=by, now=now, fields=changed)
    return found


@transaction.atomic
def add_role(*, by: User, now: datetime, **fields: Any) -> TeamRole:
    """Name what somebody can be in a team."""
    _check(by, TeamRole, fields["name"])
    made = TeamRole.objects.create(**fields)
    record(made, "staffing.role_added", by=by, now=now, name=made.name)
    return made


@transaction.atomic
def amend_role(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> TeamRole:
    """Call a role otherwise."""
    _check(by, TeamRole, fields.get("name", ""), pk)
    found: TeamRole = TeamRole.objects.select_for_update().get(pk=pk)
    if changed := found.save_changed(version, fields):
        record(found, "staffing.role_amended", by=by, now=now, fields=changed)
    return found


def _check(by: User, model: Any, name: str, pk: int | None = None) -> None:
    if not can_edit_skills(by):
        raise PermissionDenied
    if model.objects.filter(name=name).exclude(pk=pk).exists():
        raise DomainError("This name is taken.")


@transaction.atomic
def set_target(
    role_pk: int, *, by: User, skill: Skill, level: int, now: datetime
) -> TeamRole:
    """What a role needs of a skill; level 0 takes the target away."""
    if not can_edit_skills(by):
        raise PermissionDenied
    role: TeamRole = TeamRole.objects.select_for_update().get(pk=role_pk)
    found = Target.objects.filter(role=role, skill=skill).first()
    before = found.level if found else 0
    if before == level:
        return role
    if found is None:
        found = Target.objects.create(role=role, skill=skill, level=level)
    elif level:
        found.level = level
        found.save_if_version(found.version, ["level"])
    record(
        role,
        "staffing.target_set",
        by=by,
        now=now,
        touched=[found],
        skill=skill.name,
        level=level,
    )
    if not level:
        found.delete()
    return role
