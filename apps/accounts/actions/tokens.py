"""API tokens: made, used, revoked."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import ApiToken, User
from apps.accounts.rules import is_within
from apps.core.errors import DomainError
from apps.history.actions import record

MARK = "sop_"
LONGEST_TOKEN = timedelta(days=365)
MOST_TOKENS = 20
USE_NOTED_EVERY = timedelta(minutes=5)


def use_token(
    given: str, *, now: datetime, address: IPv4Address | IPv6Address | None = None
) -> ApiToken | None:
    """The usable token behind what was sent, its use noted; else None.

    PermissionDenied from outside of the networks that it is limited to.
    """
    token = ApiToken.objects.usable_one(_digest(given), now)
    if token and token.networks and not is_within(address, token.networks):
        where = address or "an unknown address"
        raise PermissionDenied(f"This token may not be used from {where}.")
    if token and (not token.last_used_at or now - token.last_used_at > USE_NOTED_EVERY):
        token.last_used_at = now
        token.save(update_fields=["last_used_at"])
    return token


@transaction.atomic
def make_token(
    *,
    by: User,
    name: str,
    scope: str,
    expires_at: datetime,
    now: datetime,
    networks: Sequence[str] = (),
) -> tuple[ApiToken, str]:
    """A new token, and its key, which is never shown again.

    Two usable tokens of one name are refused, so that a form sent twice makes one; and
    more than 20, as each has its own share of requests.
    """
    if not now < expires_at <= now + LONGEST_TOKEN:
        raise DomainError("A token ends within a year.")
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    mine = ApiToken.objects.usable(now).filter(user=by)
    if mine.filter(name=name).exists():
        raise DomainError(
            f"You have a token named {name}: revoke it, or name this one."
        )
    if mine.count() >= MOST_TOKENS:
        raise DomainError(f"You have {MOST_TOKENS} tokens: revoke one first.")
    key = MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=by,
        name=name,
        prefix=key[:10],
        digest=_digest(key),
        scope=scope,
        networks=list(networks),
        created_at=now,
        expires_at=expires_at,
    )
    told = ", ".join(networks)
    record(
        by, "accounts.token_made", by=by, now=now, name=name, scope=scope, networks=told
    )
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
