"""Who reads as HR: asked for by one, approved by another, until a day."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.access import can_edit_grants
from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.models import Person
from apps.staffing.models.growth import HrGrant
from apps.staffing.models.growth.base import bank_day

LONGEST = timedelta(days=366)


@transaction.atomic
def ask_hr_grant(
    *, person: Person, ends_on: date, reason: str, by: User, now: datetime
) -> HrGrant:
    """Ask that somebody reads as HR, for a year at most; never oneself."""
    today = bank_day(now)
    if not can_edit_grants(by) or person.user_id == by.pk:
        raise PermissionDenied
    if not today <= ends_on <= today + LONGEST:
        raise DomainError("It ends within a year.")
    made = HrGrant.objects.create(
        person=person,
        starts_on=today,
        ends_on=ends_on,
        reason=reason,
        asked_by=by,
        asked_at=now,
    )
    record(made, "staffing.hr_grant_asked", by=by, now=now)
    return made


@transaction.atomic
def approve_hr_grant(pk: int, *, by: User, now: datetime) -> HrGrant:
    """Say yes to what another asked for; never for oneself."""
    found = HrGrant.objects.select_for_update(of=("self",)).get(pk=pk)
    is_party = by.pk in {found.asked_by_id, found.person.user_id}
    if not can_edit_grants(by) or is_party:
        raise PermissionDenied
    if found.approved_at or found.ended_at:
        raise DomainError("It is decided already.")
    found.approved_by, found.approved_at = by, now
    found.save(update_fields=["approved_by", "approved_at"])
    record(found, "staffing.hr_grant_approved", by=by, now=now)
    return found


@transaction.atomic
def end_hr_grant(pk: int, *, by: User, now: datetime) -> HrGrant:
    """End it at once; whoever has it may give it back."""
    found = HrGrant.objects.select_for_update(of=("self",)).get(pk=pk)
    if not (can_edit_grants(by) or by.pk == found.person.user_id):
        raise PermissionDenied
    if found.ended_at:
        raise DomainError("It has ended already.")
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    record(found, "staffing.hr_grant_ended", by=by, now=now)
    return found
