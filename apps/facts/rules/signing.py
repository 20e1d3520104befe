"""AWS Signature Version 4: a request signed with an access key.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

import hashlib
import hmac
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from apps.facts.rules.asking import Question

ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True)
class Credentials:
    """Who signs, for which service in which region."""

    access_key: str
    secret_key: str = field(repr=False)
    region: str = "us-east-1"
    service: str = "service"
    session_token: str = field(default="", repr=False)


def sign(question: Question, credentials: Credentials, now: datetime) -> Question:
    """The question with Host, X-Amz-Date and Authorization among its headers.

    The session token of temporary credentials is a header, signed like the others.
    """
    parts, stamp = urlsplit(question.url), f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    named = {**question.headers, "Host": parts.netloc, "X-Amz-Date": stamp}
    if credentials.session_token:
        named["X-Amz-Security-Token"] = credentials.session_token
    plain = {name.lower(): " ".join(text.split()) for name, text in named.items()}
    signed = ";".join(sorted(plain))
    canonical = "\n".join(
        [
            "GET" if question.body is None else "POST",
            quote(parts.path or "/", safe="/-_.~"),
            _query(parts.query),
            *(f"{name}:{plain[name]}" for name in sorted(plain)),
            "",
            signed,
            hashlib.sha256(question.body or b"").hexdigest(),
        ]
    )
    scope = f"{stamp[:8]}/{credentials.region}/{credentials.service}/aws4_request"
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    text = "\n".join([ALGORITHM, stamp, scope, digest])
    signature = hmac.new(_key(credentials, stamp[:8]), text.encode(), "sha256")
    named["Authorization"] = (
        f"{ALGORITHM} Credential={credentials.access_key}/{scope}, "
        f"SignedHeaders={signed}, Signature={signature.hexdigest()}"
    )
    return replace(question, headers=named)


def _query(query: str) -> str:
    """Its parts in the order of their names, each with its sign of equality."""
    pairs = [one.partition("=") for one in query.split("&") if one]
    return "&".join(f"{name}={value}" for name, _, value in sorted(pairs))


def _key(credentials: Credentials, day: str) -> bytes:
    key = f"AWS4{credentials.secret_key}".encode()
    for part in (day, credentials.region, credentials.service, "aws4_request"):
        key = hmac.new(key, part.encode(), "sha256").digest()
    return key
