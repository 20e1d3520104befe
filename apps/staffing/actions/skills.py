"""The tree of skills, and who has which at what level."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.core.models import makes_a_ring
from apps.history.actions import record
from apps.staffing.access import can_assess, can_confirm, can_edit_skills
from apps.staffing.models import Holding, Person, Skill

WRITTEN = ("own_level", "own_on", "level", "confirmed_by", "confirmed_on")
Levels = Mapping[int, int | None]


@transaction.atomic
def add_skill(*, by: User, slug: str, now: datetime, **fields: Any) -> Skill:
    """Put a skill into the tree. Its short name is for good."""
    if not can_edit_skills(by):
        raise PermissionDenied
    if Skill.objects.filter(slug=slug).exists():
        raise DomainError("There is a skill with this short name already.")
    _check_name(None, fields.get("parent"), fields["name"])
    made = Skill.objects.create(slug=slug, **fields)
    record(made, "staffing.skill_added", by=by, now=now)
    return made


@transaction.atomic
def amend_skill(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> Skill:
    """Call it otherwise, describe it, or hang it elsewhere in the tree."""
    if not can_edit_skills(by):
        raise PermissionDenied
    found: Skill = Skill.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    parent = fields.get("parent", found.parent)
    _check_name(found, parent, fields.get("name", found.name))
    if makes_a_ring(found, parent, "parent"):
        raise DomainError("A skill can't hang below itself.")
    if changed := found.save_changed(version, fields):
        record(found, "staffing.skill_amended", by=by, now=now, fields=changed)
    return found


def _check_name(found: Skill | None, parent: Skill | None, name: str) -> None:
    same = Skill.objects.filter(parent=parent, name__iexact=name)
    if (same.exclude(pk=found.pk) if found else same).exists():
        raise DomainError("This branch has a skill of this name already.")


@transaction.atomic
def assess(person_pk: int, *, by: User, levels: Levels, now: datetime) -> int:
    """Say how one sees oneself, by the ids of skills. How many levels changed."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person_pk)
    if not can_assess(by, person):
        raise PermissionDenied
    today = timezone.localdate(now)
    changed = []
    for one in _holdings(person, levels):
        wanted = levels[one.skill_id]
        if wanted is not None and one.own_level != wanted:
            one.own_level, one.own_on = wanted, today
            changed.append(one)
    return _keep(changed, person, "assessed", by=by, now=now)


@transaction.atomic
def confirm(person_pk: int, *, by: User, levels: Levels, now: datetime) -> int:
    """Confirm somebody's levels, by the ids of skills. How many levels changed.

    A level that stands and was assessed since is confirmed again, with today's date.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_pk)
    if not can_confirm(by, person):
        raise PermissionDenied
    return _confirm(person, levels, by=by, now=now)


def _confirm(
    person: Person,
    levels: Levels,
    *,
    by: User,
    now: datetime,
    is_bare: bool = False,
) -> int:
    today = timezone.localdate(now)
    changed = []
    for one in _holdings(person, levels):
        wanted = levels[one.skill_id]
        is_again = one.is_to_confirm and not is_bare
        if wanted is not None and (one.level != wanted or is_again):
            one.level, one.confirmed_by, one.confirmed_on = wanted, by, today
            changed.append(one)
    return _keep(changed, person, "confirmed", by=by, now=now)


@transaction.atomic
def confirm_many(
    cells: Iterable[tuple[int, int, int]],
    *,
    by: User,
    now: datetime,
    is_bare: bool = False,
) -> int:
    """Confirm (person, skill, level) of many, all of them or none. How many changed.

    `is_bare` writes levels that differ only: a file says nothing of what was assessed.
    """
    by_person: dict[int, dict[int, int | None]] = {}
    for person_pk, skill_pk, level in cells:
        by_person.setdefault(person_pk, {})[skill_pk] = level
    people = Person.objects.select_for_update(no_key=True).filter(pk__in=by_person)
    found = list(people.order_by("pk"))
    editable = set(
        Person.objects.editable_by(by)
        .filter(pk__in=by_person)
        .values_list("pk", flat=True)
    )
    if any(one.pk not in editable or one.user_id == by.pk for one in found):
        raise PermissionDenied
    return sum(
        _confirm(one, by_person[one.pk], by=by, now=now, is_bare=is_bare)
        for one in found
    )


def _holdings(person: Person, levels: Levels) -> list[Holding]:
    """The person's rows of these skills, new ones for those they have none of."""
    known = {
        one.skill_id: one
        for one in person.holdings.filter(skill__in=levels).select_related("skill")
    }
    new = Skill.objects.filter(pk__in=set(levels) - set(known)).in_bulk()
    made = [Holding(person=person, skill=skill) for skill in new.values()]
    return [*known.values(), *made]


def _keep(
    changed: list[Holding], person: Person, verb: str, *, by: User, now: datetime
) -> int:
    """Write them and tell of it in one line."""
    if not changed:
        return 0
    for one in changed:
        if one.pk:
            one.save_if_version(one.version, WRITTEN)
    Holding.objects.bulk_create(one for one in changed if not one.pk)
    is_own = verb == "assessed"
    said = [[one.skill.name, one.own_level if is_own else one.level] for one in changed]
    told: dict[str, Any] = {"by": by, "now": now, "touched": changed, "levels": said}
    if is_own:
        record(person, "staffing.assessed", **told)
    else:
        record(person, "staffing.confirmed", **told)
    return len(changed)
