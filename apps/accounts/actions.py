"""What people do with their account, teams, roles and tokens."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.access import can_edit_grants
from apps.accounts.models import ApiToken, Grant, Organisation, User
from apps.accounts.roles import Role, ScopeKind
from apps.core.errors import DomainError
from apps.history.actions import record

MARK = "sop_"
LONGEST_TOKEN = timedelta(days=365)
USE_NOTED_EVERY = timedelta(minutes=5)


def use_token(given: str, *, now: datetime) -> ApiToken | None:
    """The usable token behind what was sent, its use noted; else None."""
    digest = _digest(given)
    usable = ApiToken.objects.usable(now).select_related("user__organisation")
    token = usable.filter(digest=digest).first()
    if token and (not token.last_used_at or now - token.last_used_at > USE_NOTED_EVERY):
        token.last_used_at = now
        token.save(update_fields=["last_used_at"])
    return token


@transaction.atomic
def make_token(
    *, by: User, name: str, scope: str, expires_at: datetime, now: datetime
) -> tuple[ApiToken, str]:
    """A new token, and its key, which is never shown again."""
    if not now < expires_at <= now + LONGEST_TOKEN:
        raise DomainError("A token ends within a year.")
    key = MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=by,
        name=name,
        prefix=key[:10],
        digest=_digest(key),
        scope=scope,
        created_at=now,
        expires_at=expires_at,
    )
    record(by, "accounts.token_made", by=by, now=now, name=name, scope=scope)
    return token, key


@transaction.atomic
def revoke_token(pk: int, *, by: User, now: datetime) -> ApiToken:
    """End a token of one's own at once."""
    token = ApiToken.objects.select_for_update().get(pk=pk)
    if token.user_id != by.pk:
        raise PermissionDenied
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    record(by, "accounts.token_revoked", by=by, now=now, name=token.name)
    return token


@transaction.atomic
def set_theme(*, by: User, theme: str) -> User:
    """Light, dark, or as the device. A preference: no story is told of it."""
    by.theme = User.Theme(theme)
    by.save(update_fields=["theme"])
    return by


@transaction.atomic
def grant(
    user_pk: int, *, by: User, role: str, scope_kind: str, scope_key: str, now: datetime
) -> Grant:
    """Give a role on a scope."""
    user = User.objects.select_for_update().get(pk=user_pk)
    if not can_edit_grants(by):
        raise PermissionDenied
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


@transaction.atomic
def appoint_administrator(
    email: str, *, name: str, password: str, now: datetime
) -> User:
    """Make somebody administrator from the machine itself, where nobody logs in yet."""
    bank = Organisation.objects.filter(kind=Organisation.Kind.INTERNAL).first()
    bank = bank or Organisation.objects.create(name="The bank", slug="bank")
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
    words, user = str(given), given.user
    record(user, "accounts.role_withdrawn", by=by, now=now, touched=[given], role=words)
    given.delete()
    return user


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
