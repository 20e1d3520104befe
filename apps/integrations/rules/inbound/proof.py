"""How a sender proves who it is: a signature over what it sent, or a secret that it bears.

Every comparison takes the same time wherever two values differ.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address

from apps.integrations.states.inbound import EndpointKind

TOLERANCE = 300
MARK = "whsec_"
SHORTEST, LONGEST = 24, 64
SHORTEST_TYPED = 24
# The id stands before a dot in what is signed, so a dot in it could be read in two ways.
ID = re.compile(r"[!-\-/-~]{1,150}", re.ASCII)
SECONDS = re.compile(r"[1-9][0-9]{0,11}", re.ASCII)
USER = "portal"

NO_SIGNATURE = "It bears no signature."
BAD_SIGNATURE = "Its signature is not that of a secret of this endpoint."
BAD_TIME = "It was signed more than five minutes ago, or ahead of time."
BAD_ID = "Its webhook-id is missing, or not of the form that can be signed."
NOTHING_BORNE = "It bears no secret."
WRONGLY_BORNE = "The secret that it bears is not one of this endpoint."


@dataclass(frozen=True)
class Sent:
    """One request as it came: its body untouched, its headers by small letters.

    `token` is what its address ended with. `size` says more than the length of the body
    where that was too long to be read whole.
    """

    body: bytes
    size: int
    headers: Mapping[str, str] = field(default_factory=dict)
    address: IPv4Address | IPv6Address | None = None
    token: str = ""


def refusal(kind: EndpointKind, sent: Sent, keys: Iterable[str], *, now: float) -> str:
    """Why the sender is not believed; empty if it is. `now` in seconds since 1970."""
    return PROOFS[kind](sent, [one for one in keys if one], now)


def _signed(sent: Sent, keys: list[str], now: float) -> str:
    """Standard Webhooks 1.0: HMAC-SHA256 of id.timestamp.body, by any of our secrets."""
    told = {name: sent.headers.get(f"webhook-{name}", "") for name in PARTS}
    if not all(told.values()):
        return NO_SIGNATURE
    if not ID.fullmatch(told["id"]):
        return BAD_ID
    if not SECONDS.fullmatch(told["timestamp"]):
        return BAD_TIME
    given = [one[3:] for one in told["signature"].split(" ") if one[:3] == "v1,"]
    content = b".".join([told["id"].encode(), told["timestamp"].encode(), sent.body])
    found = [_hmac(key_of(key), content) for key in keys]
    wanted = [base64.b64encode(one).decode() for one in found]
    if not _any_equal(given, wanted):
        return BAD_SIGNATURE
    # Asked last, so that only who knows a secret learns how our clock stands.
    return BAD_TIME if abs(now - int(told["timestamp"])) > TOLERANCE else ""


PARTS = ("id", "timestamp", "signature")


def _hub(sent: Sent, keys: list[str], now: float) -> str:
    """WebSub's X-Hub-Signature as Jira sends it: sha256= and the HMAC in hex."""
    method, _, given = sent.headers.get("x-hub-signature", "").partition("=")
    if not given:
        return NO_SIGNATURE
    wanted = [_hmac(key.encode(), sent.body).hex() for key in keys]
    is_known = method == "sha256" and _any_equal([given], wanted)
    return "" if is_known else BAD_SIGNATURE


def _grafana(sent: Sent, keys: list[str], now: float) -> str:
    """Grafana's own signature where it bears one (since 12.0), else the secret itself."""
    return _hmac_of_grafana(sent, keys, now) if signs(sent) else _borne(sent, keys, now)


def signs(sent: Sent) -> bool:
    """Whether it bears Grafana's signature, by the name of its form or of its code."""
    return any(name in sent.headers for name in GRAFANA_SIGNATURES)


def _hmac_of_grafana(sent: Sent, keys: list[str], now: float) -> str:
    """HMAC-SHA256 in hex of the body, or of timestamp:body with a timestamp header.

    As grafana/alerting has it (http/hmac.go). A body that begins as a signed timestamp
    does is refused without one: it could be the other's, overheard and moved.
    """
    given = [sent.headers.get(name, "") for name in GRAFANA_SIGNATURES]
    told = sent.headers.get(GRAFANA_TIMESTAMP, "")
    if told and not SECONDS.fullmatch(told):
        return BAD_TIME
    content = told.encode() + b":" + sent.body if told else sent.body
    wanted = [_hmac(key.encode(), content).hex() for key in keys]
    is_moved = not told and STAMPED.match(sent.body)
    if is_moved or not _any_equal(given, wanted):
        return BAD_SIGNATURE
    return BAD_TIME if told and abs(now - int(told)) > TOLERANCE else ""


GRAFANA_SIGNATURES = ("x-grafana-alerting-signature", "x-grafana-alert-signature")
GRAFANA_TIMESTAMP = "x-grafana-alerting-timestamp"
STAMPED = re.compile(rb"[0-9]+:")


def _borne(sent: Sent, keys: list[str], now: float) -> str:
    """A bearer token, or the password of the user “portal” (RFC 6750, RFC 7617)."""
    scheme, _, given = sent.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        given = _password(given)
    elif scheme.lower() != "bearer":
        return NOTHING_BORNE
    return "" if _any_equal([given.strip()], keys) else WRONGLY_BORNE


def _password(given: str) -> str:
    try:
        user, _, password = (
            base64.b64decode(given, validate=True).decode().partition(":")
        )
    except (binascii.Error, ValueError):
        return ""
    return password if user == USER else ""


def _in_address(sent: Sent, keys: list[str], now: float) -> str:
    """For senders that set no header (Splunk): the last part of the address."""
    if not sent.token:
        return NOTHING_BORNE
    return "" if _any_equal([sent.token], keys) else WRONGLY_BORNE


PROOFS: Mapping[EndpointKind, Callable[[Sent, list[str], float], str]] = {
    EndpointKind.ALERTMANAGER: _borne,
    EndpointKind.GRAFANA: _grafana,
    EndpointKind.SPLUNK: _in_address,
    EndpointKind.JIRA: _hub,
    EndpointKind.SERVICENOW: _borne,
    EndpointKind.SIGNED: _signed,
}


def _any_equal(given: list[str], wanted: list[str]) -> bool:
    """Whether one is among the other; all are compared, however early one fits."""
    pairs = [
        hmac.compare_digest(one.encode(), other.encode())
        for one in given
        for other in wanted
    ]
    return any(pairs)


def _hmac(key: bytes, content: bytes) -> bytes:
    return hmac.digest(key, content, hashlib.sha256)


def new_secret(kind: EndpointKind) -> str:
    """A fresh secret of 32 bytes, in the form that the kind's senders take."""
    drawn = secrets.token_bytes(32)
    if kind == EndpointKind.SIGNED:
        return MARK + base64.b64encode(drawn).decode()
    return "inb_" + base64.urlsafe_b64encode(drawn).decode().rstrip("=")


def fault(kind: EndpointKind, secret: str) -> str:
    """Why a secret that somebody typed won't do; empty if it does."""
    if kind == EndpointKind.SIGNED:
        try:
            key_of(secret)
        except ValueError as error:
            return str(error)
        return ""
    if not re.fullmatch(rf"[A-Za-z0-9_.~-]{{{SHORTEST_TYPED},200}}", secret):
        return (
            f"Use {SHORTEST_TYPED} to 200 letters, digits and the signs _ . ~ - of it."
        )
    return ""


def key_of(secret: str) -> bytes:
    """The bytes of a signing secret. ValueError says what form it has to have."""
    try:
        key = base64.b64decode(secret.removeprefix(MARK), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(MARK) or not SHORTEST <= len(key) <= LONGEST:
        raise ValueError("A signing secret is whsec_ and the base64 of 24 to 64 bytes.")
    return key


def key_of_delivery(kind: EndpointKind, sent: Sent) -> str:
    """What makes two deliveries the same: the id that was signed, or else the very body.

    A sender that cannot sign repeats a delivery byte by byte; what it has to say anew
    differs, because every kind's body holds a time or a number of its own.
    """
    if kind == EndpointKind.SIGNED:
        return f"id:{sent.headers['webhook-id']}"
    told = f"{sent.size}:".encode() + sent.body
    return f"sha256:{hashlib.sha256(told).hexdigest()}"
