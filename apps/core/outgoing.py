"""The one way out: requests to addresses that people typed, and only where they may go."""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from apps.core.errors import DomainError
from apps.core.sockets import PORTS, Address, Connection, Target, left

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
SECONDS = 5.0
MOST_READ = 256 * 1024
LONGEST = 2048
PUBLIC = "public"
UNICAST = ipaddress.IPv6Network("2000::/3")
LOOPBACK = ipaddress.IPv4Network("127.0.0.0/8"), ipaddress.IPv6Network("::1/128")
# Never, whatever is allowed: what hides another address, metadata, what is no host's.
NEVER: tuple[Network, ...] = tuple(
    ipaddress.ip_network(one)
    for one in (
        *("0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.88.99.0/24"),
        *("168.63.129.16/32", "100.100.100.200/32", "224.0.0.0/4", "240.0.0.0/4"),
        *("::/8", "2001::/32", "2002::/16", "3fff::/20", "fd00:ec2::/32"),
        *("fe80::/10", "fec0::/10", "ff00::/8"),
    )
)
PLACE = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[a-z0-9._-]{1,253})(:(?P<port>\d{1,5}))?")
LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
NAME = re.compile(rf"({LABEL}\.)*(?!\d+$|0x[0-9a-f]*$){LABEL}")


class Refused(DomainError):
    """The portal does not go there; the words say why."""


class Failed(Exception):
    """Nobody answered in time, or the line broke; it may work later."""


@dataclass(frozen=True)
class Answer:
    """What came back. `body` is empty unless it was asked for: nobody is shown it.

    A redirect is not followed: it is an answer of 301 to 308, and not a success.
    `headers` are by their names in small letters, where the answer was asked for.
    """

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def check(url: str) -> None:
    """Refused unless the portal may go there now; nothing is sent.

    A name that is not known and one that leads to a forbidden network get the same
    words, so that nobody reads the bank's name servers through the portal.
    """
    target = _parse(url)
    try:
        _allowed_numbers(target, time.monotonic() + SECONDS)
    except Failed:
        raise _not_reachable(target) from None


def post(url: str, body: bytes, *, headers: Mapping[str, str]) -> Answer:
    """Send the body there by POST, following nothing. Refused, or Failed.

    The name is looked up once; the connection goes to a number that was checked, under
    the name that was typed. All of it together takes SECONDS at most.
    """
    with _sent(url, body, headers, SECONDS, MOST_READ) as answer:
        # Politeness only: a server that is cut off may undo what it did.
        with suppress(OSError, http.client.HTTPException):
            answer.read(MOST_READ)
        return Answer(answer.status)


def ask(
    url: str, body: bytes, *, headers: Mapping[str, str], seconds: float, most: int
) -> Answer:
    """The same, for an answer the portal reads: all of it, in this many seconds.

    Failed where it breaks off or is longer than `most` bytes.
    """
    return _read(url, body, headers, seconds, most)


def fetch(url: str, *, headers: Mapping[str, str], seconds: float, most: int) -> Answer:
    """What a GET of the address brings, as `ask` reads it."""
    return _read(url, None, headers, seconds, most)


def certificate(url: str, *, seconds: float) -> bytes:
    """The certificate that is shown there, in DER, be it trusted or not.

    Hands are shaken and nothing is sent: an expired one can be read only so.
    """
    target = _parse(url)
    if target.scheme != "https":
        raise Refused("Only an address that begins with https:// has a certificate.")
    until = time.monotonic() + seconds
    numbers = _allowed_numbers(target, until)
    line = Connection(target, numbers, until, MOST_READ, trusts=True)
    with _told(target, line, seconds):
        line.connect()
        return line.shown()


def _read(
    url: str, body: bytes | None, headers: Mapping[str, str], seconds: float, most: int
) -> Answer:
    with _sent(url, body, headers, seconds, most + 64 * 1024) as answer:
        read = answer.read(most + 1)
        if len(read) > most:
            raise Failed(f"The answer is longer than {most} bytes.")
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, read, told)


@contextmanager
def _sent(
    url: str, body: bytes | None, headers: Mapping[str, str], seconds: float, most: int
) -> Iterator[http.client.HTTPResponse]:
    """The answer to a POST, or to a GET without a body, while it is read; what goes
    wrong meanwhile is a Failed."""
    target = _parse(url)
    until = time.monotonic() + seconds
    line = Connection(target, _allowed_numbers(target, until), until, most)
    with _told(target, line, seconds):
        method = "GET" if body is None else "POST"
        line.request(method, target.path, body=body, headers=dict(headers))
        yield line.getresponse()


@contextmanager
def _told(target: Target, line: Connection, seconds: float) -> Iterator[None]:
    """What goes wrong on the line is a Failed, and it is hung up in the end."""
    try:
        yield
    except TimeoutError:
        raise Failed(f"{target.host} did not answer in {seconds:g} seconds.") from None
    except ssl.SSLCertVerificationError:
        raise Failed(f"The certificate of {target.host} is not trusted.") from None
    except (OSError, http.client.HTTPException):
        raise Failed(f"{target.host} did not answer, or not in HTTP.") from None
    finally:
        line.hang_up()


def is_allowed(address: Address) -> bool:
    """Whether the number lies in a network that the settings name, and is never forbidden.

    An IPv4 address in IPv6 clothes is judged as what it is. Loopback has to be named by a
    network of its own: a wide one does not open it.
    """
    address = _undressed(address)
    named = [one for one in settings.OUTGOING_NETWORKS if one != PUBLIC]
    holding = [n for n in map(ipaddress.ip_network, named) if _within(address, n)]
    if any(_within(address, one) for one in LOOPBACK):
        return any(one.is_loopback for one in holding)
    if any(_within(address, one) for one in NEVER):
        return False
    return bool(holding) or (PUBLIC in settings.OUTGOING_NETWORKS and _public(address))


def _public(address: Address) -> bool:
    is_unicast = address.version != UNICAST.version or address in UNICAST
    return address.is_global and is_unicast


def _undressed(address: Address) -> Address:
    return getattr(address, "ipv4_mapped", None) or address


def _within(address: Address, network: Network) -> bool:
    return address.version == network.version and address in network


def _not_reachable(target: Target) -> Refused:
    return Refused(
        f"{target.host} cannot be used: its name is not known here, or it lies in a "
        "network that the portal may not call. An administrator can allow a network."
    )


def _parse(url: str) -> Target:
    """The parts of an address that says plainly where it leads."""
    if len(url) > LONGEST or not re.fullmatch(r"[!-~]+", url) or "\\" in url:
        raise Refused(
            "Write the address in plain letters, without spaces or backslashes; a name "
            "of another script as xn--…, other signs in the path percent-encoded."
        )
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Refused("This is not an address.") from None
    schemes = ["https", "http"] if settings.OUTGOING_ALLOW_HTTP else ["https"]
    if parts.scheme not in schemes:
        raise Refused(f"The address has to begin with {':// or '.join(schemes)}://.")
    place = PLACE.fullmatch(parts.netloc.lower())
    if not place or not _is_host(place["host"]):
        raise Refused(
            "The address needs the plain name of a host, and no user or password."
        )
    port = int(place["port"] or PORTS[parts.scheme])
    if port not in settings.OUTGOING_PORTS:
        raise Refused(f"Port {port} is not among those that the portal may use.")
    query = f"?{parts.query}" if parts.query else ""
    host = place["host"].strip("[]")
    return Target(parts.scheme, host, port, f"{parts.path or '/'}{query}")


def _is_host(host: str) -> bool:
    """Whether it is a name, or a number written out in full.

    Resolvers also read 2130706433, 0x7f.1 and 0177.0.0.1: we refuse what ends in a number.
    """
    with suppress(ValueError):
        ipaddress.ip_address(host.strip("[]"))
        return (":" in host) == host.startswith("[")
    return NAME.fullmatch(host) is not None


def _allowed_numbers(target: Target, until: float) -> list[Address]:
    """The numbers of the name, in the resolver's order; Refused if a single one is forbidden."""
    numbers = [_undressed(one) for one in _look_up(target, until)]
    if not numbers or not all(is_allowed(one) for one in numbers):
        raise _not_reachable(target)
    return list(dict.fromkeys(numbers))


def _look_up(target: Target, until: float) -> list[Address]:
    """Ask once, in a thread that may be left behind: a resolver knows no deadline."""
    asked: Future[list[Address]] = Future()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(
                target.host, target.port, type=socket.SOCK_STREAM
            )
            asked.set_result([ipaddress.ip_address(one[4][0]) for one in found])
        except (OSError, ValueError) as error:
            asked.set_exception(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        return asked.result(timeout=left(until))
    except (OSError, ValueError):
        raise Failed(f"{target.host} is not known.") from None
