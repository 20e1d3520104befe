"""Whether two installations have the same SECRET_KEY, of which a backup says nothing."""

from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac


def has_same_key(manifest: dict[str, Any]) -> bool:
    """Whether a key of this installation reads the secrets of the backup."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    told = manifest["key"]
    return any(constant_time_compare(key_mark(key), told) for key in keys)


def key_mark(key: str) -> str:
    """Tells two keys apart, and nothing of them."""
    return salted_hmac(
        "portal.backup", "key", secret=key, algorithm="sha256"
    ).hexdigest()
