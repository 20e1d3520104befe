"""Templates of checklists: what is done whenever somebody joins, moves or leaves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.access import can_edit_skills
from apps.staffing.models import ChecklistTemplate, TemplateStep
from apps.staffing.rules.checklists import Owner, Step


@transaction.atomic
def add_template(
    *, by: User, now: datetime, steps: Sequence[Step], **fields: Any
) -> ChecklistTemplate:
    """Write down what is done whenever somebody joins, moves or leaves."""
    _check_template(by, fields["name"])
    made = ChecklistTemplate.objects.create(**fields)
    _set_steps(made, steps)
    record(made, "staffing.template_added", by=by, now=now)
    return made


@transaction.atomic
def amend_template(
    pk: int,
    *,
    by: User,
    version: int,
    now: datetime,
    steps: Sequence[Step],
    **fields: Any,
) -> ChecklistTemplate:
    """Change its steps, for checklists that are started from now on."""
    _check_template(by, fields["name"], pk)
    rows = ChecklistTemplate.objects.select_for_update()
    found: ChecklistTemplate = rows.get(pk=pk)
    changed = found.save_changed(version, fields)
    if steps_of(found) != list(steps):
        if not changed:
            found.save_if_version(version, ["name"])
        found.steps.all().delete()
        _set_steps(found, steps)
        changed = [*changed, "steps"]
    if changed:
        record(found, "staffing.template_amended", by=by, now=now, fields=changed)
    return found


def steps_of(found: ChecklistTemplate) -> list[Step]:
    """A template's steps as the rules read them."""
    return [Step(one.days, Owner(one.owner), one.title) for one in found.steps.all()]


def _check_template(by: User, name: str, pk: int | None = None) -> None:
    if not can_edit_skills(by):
        raise PermissionDenied
    same = ChecklistTemplate.objects.filter(name=name)
    if (same.exclude(pk=pk) if pk else same).exists():
        raise DomainError("There is a template of this name already.")


def _set_steps(found: ChecklistTemplate, steps: Sequence[Step]) -> None:
    TemplateStep.objects.bulk_create(
        TemplateStep(
            template=found,
            position=place,
            title=one.title,
            owner=one.owner.value,
            days=one.days,
        )
        for place, one in enumerate(steps)
    )
