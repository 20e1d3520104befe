"""Roles: given and withdrawn, and the first administrator."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.access import can_edit_grants
from apps.accounts.models import Grant, Organisation, User
from apps.accounts.roles import Role, ScopeKind
from apps.core.errors import DomainError
from apps.history.actions import record


@transaction.atomic
def grant(
    user_pk: int, *, by: User, role: str, scope_kind: str, scope_key: str, now: datetime
) -> Grant:
    """Give a role on a scope."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user_pk)
    if not can_edit_grants(by):
        raise PermissionDenied
    if not user.is_internal and Role(role) != Role.VENDOR_REPRESENTATIVE:
        raise DomainError("People of a vendor are vendor representatives only.")
    given, is_new = Grant.objects.get_or_create(
        user=user,
        role=Role(role),
        scope_kind=ScopeKind(scope_kind),
        scope_key=scope_key,
    )
    if is_new:
        record(
            user,
            "accounts.role_given",
            by=by,
            now=now,
            touched=[given],
            role=str(given),
        )
    return given


def internal_organisation() -> Organisation:
    """Our own organisation, made at its first use on a fresh installation."""
    kind = Organisation.Kind.INTERNAL
    ours = Organisation.objects.filter(kind=kind).order_by("pk").first()
    if ours:
        return ours
    return Organisation.objects.create(name="The bank", slug="bank", kind=kind)


@transaction.atomic
def appoint_administrator(
    email: str, *, name: str, password: str, now: datetime
) -> User:
    """Make somebody administrator from the machine itself, where nobody logs in yet."""
    bank = internal_organisation()
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    user = user or User(email=email.lower(), name=name, organisation=bank)
    user.set_password(password)
    user.save()
    given, _ = Grant.objects.get_or_create(
        user=user, role=Role.ADMINISTRATOR, scope_kind=ScopeKind.EVERYTHING
    )
    role = str(given)
    record(user, "accounts.role_given", by=None, now=now, touched=[given], role=role)
    return user


@transaction.atomic
def withdraw_grant(pk: int, *, by: User, now: datetime) -> User:
    """Take a role back."""
    given = Grant.objects.select_for_update().select_related("user").get(pk=pk)
    if not can_edit_grants(by):
        raise PermissionDenied
    if _administrators() == {given.pk}:
        raise DomainError("This is the last administrator: appoint another one first.")
    words, user = str(given), given.user
    record(user, "accounts.role_withdrawn", by=by, now=now, touched=[given], role=words)
    given.delete()
    return user


def _administrators() -> set[int]:
    """The grants by which somebody who can log in administers everything."""
    found = Grant.objects.select_for_update().filter(
        role=Role.ADMINISTRATOR,
        scope_kind=ScopeKind.EVERYTHING,
        user__is_active=True,
    )
    return set(found.values_list("pk", flat=True))
