"""API tokens: made, used, revoked."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import ApiToken, User
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
    """A new token, and its key, which is never shown again.

    Two usable tokens of one name are refused, so that a form sent twice makes one.
    """
    if not now < expires_at <= now + LONGEST_TOKEN:
        raise DomainError("A token ends within a year.")
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    if ApiToken.objects.usable(now).filter(user=by, name=name).exists():
        raise DomainError(
            f"You have a token named {name}: revoke it, or name this one."
        )
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


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
