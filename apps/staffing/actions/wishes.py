"""Wishes are said by those whose they are, or by who plans, and taken back."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.access import can_wish_for
from apps.staffing.models import Person, Wish


@transaction.atomic
def add_wish(
    *,
    by: User,
    person: Person,
    first_on: date,
    last_on: date,
    weight: int = Wish.Weight.MATTERS,
    wants_work: bool = False,
    now: datetime,
) -> Wish:
    """Say on which days somebody would rather be off, or at work."""
    if not can_wish_for(by, person):
        raise PermissionDenied
    if last_on < first_on:
        raise DomainError("The last day is before the first.")
    made = Wish.objects.create(
        person=person,
        first_on=first_on,
        last_on=last_on,
        weight=weight,
        wants_work=wants_work,
        asked_by=by,
        asked_at=now,
    )
    record(made, "staffing.wish_added", by=by, now=now, person=person.name)
    return made


@transaction.atomic
def drop_wish(pk: int, *, by: User, now: datetime) -> None:
    """Take a wish back."""
    found = (
        Wish.objects.select_for_update(of=("self",)).select_related("person").get(pk=pk)
    )
    if not can_wish_for(by, found.person):
        raise PermissionDenied
    record(found, "staffing.wish_dropped", by=by, now=now, person=found.person.name)
    found.delete()
