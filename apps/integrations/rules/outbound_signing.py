"""The signature of what goes out: Standard Webhooks 1.0, by one key or by two."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

MARK = "whsec_"
BYTES = 32


def new_secret() -> str:
    """A fresh secret of 32 bytes in the form that the standard's libraries take."""
    return MARK + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signed_headers(
    keys: Iterable[str], message_id: str, at: datetime, body: bytes
) -> dict[str, str]:
    """The three headers; a signature for each key, the newest first.

    HMAC-SHA256 over id, seconds and body, with full stops between them. Source:
    standard-webhooks/standard-webhooks, spec/standard-webhooks.md, "Signature scheme"
    and "Multiple signatures".
    """
    if not message_id or "." in message_id or not message_id.isascii():
        raise ValueError("The id of a message is plain, and has no full stop.")
    seconds = str(int(at.timestamp()))
    signed = b".".join([message_id.encode(), seconds.encode(), body])
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(_signature(key, signed) for key in keys if key),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(MARK), validate=True)
    digest = hmac.digest(key, signed, hashlib.sha256)
    return f"v1,{base64.b64encode(digest).decode()}"
