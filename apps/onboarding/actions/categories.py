"""What criteria are about: categories, made, renamed and put in order."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.onboarding.access import can_author_standards
from apps.onboarding.models import Category


@transaction.atomic
def create_category(
    *, by: User, slug: str, name: str, description: str = "", now: datetime
) -> Category:
    """A new category, after the others."""
    if not can_author_standards(by):
        raise PermissionDenied
    others = list(Category.objects.select_for_update())
    if any(one.slug == slug for one in others):
        raise DomainError(f"There is a category with the short name {slug} already.")
    last = max((one.position for one in others), default=-1)
    made = Category.objects.create(
        slug=slug, name=name, description=description, position=last + 1
    )
    record(made, "onboarding.category_created", by=by, now=now)
    return made


@transaction.atomic
def amend_category(
    pk: int,
    *,
    by: User,
    expected_version: int,
    name: str,
    description: str,
    now: datetime,
) -> Category:
    """Give a category another name or description. Its short name is for good.

    EditConflict when somebody saved it meanwhile.
    """
    found = Category.objects.select_for_update().get(pk=pk)
    if not can_author_standards(by):
        raise PermissionDenied
    before, found.name, found.description = found.name, name, description
    found.save_if_version(expected_version, ["name", "description"])
    record(
        found, "onboarding.category_amended", by=by, now=now, before=before, after=name
    )
    return found


@transaction.atomic
def move_category(pk: int, *, by: User, is_up: bool, now: datetime) -> Category:
    """Put a category one place further up or down."""
    order = list(Category.objects.select_for_update())
    if not can_author_standards(by):
        raise PermissionDenied
    at = next(place for place, one in enumerate(order) if one.pk == pk)
    to = at - 1 if is_up else at + 1
    if not 0 <= to < len(order):
        raise DomainError("It stands at the end of the list already.")
    order[at], order[to] = order[to], order[at]
    for position, one in enumerate(order):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    record(
        order[to],
        "onboarding.category_moved",
        by=by,
        now=now,
        touched=[order[at]],
        is_up=is_up,
        past=order[at].name,
    )
    return order[to]


@transaction.atomic
def remove_category(pk: int, *, by: User, now: datetime) -> None:
    """Take a category away that no criterion of any edition is about."""
    found = Category.objects.select_for_update().get(pk=pk)
    if not can_author_standards(by):
        raise PermissionDenied
    if found.is_used:
        raise DomainError(f"Criteria are about {found.name}: it stays.")
    record(by, "onboarding.category_removed", by=by, now=now, name=found.name)
    found.delete()
