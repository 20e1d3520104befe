"""The one way out: requests to addresses that people typed, and only where they may go."""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from apps.core.errors import DomainError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
SECONDS = 5.0
MOST_READ = 256 * 1024
# Never, whatever is allowed: tunnels and translations that hide another address.
NEVER: tuple[Network, ...] = tuple(
    ipaddress.ip_network(one)
    for one in (
        *("::/96", "fec0::/10", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"),
        *("169.254.0.0/16", "fe80::/10", "0.0.0.0/8", "224.0.0.0/4", "ff00::/8"),
        *("240.0.0.0/4", "192.0.0.0/24", "192.88.99.0/24"),
        *("2001::/32", "fd00:ec2::/32"),
    )
)


class Refused(DomainError):
    """The portal does not go there; the words say why."""


class Failed(Exception):
    """Nobody answered in time, or the line broke; it may work later."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status alone, since answers are never shown to anybody."""

    status: int


@dataclass(frozen=True)
class Target:
    """An address that may be reached, with the numbers it stands for."""

    url: SplitResult
    host: str
    port: int
    addresses: tuple[Address, ...]


def check(url: str) -> Target:
    """Where the address leads, if the portal may go there; Refused says why not.

    Every number that the name stands for has to be allowed. Failed if the name is unknown.
    """
    parts = _parts(url)
    host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if port not in settings.OUTGOING_PORTS:
        raise Refused(f"Port {port} is not among those that the portal may use.")
    addresses = tuple(_resolve(host, port))
    for one in addresses:
        if not is_allowed(one):
            raise Refused(f"{host} leads to {one}, where the portal may not go.")
    return Target(parts, host, port, addresses)


def post(url: str, body: bytes, *, headers: Mapping[str, str]) -> Answer:
    """Send the body there by POST, following nothing. Refused, or Failed.

    The connection goes to the number that was checked, under the name that was typed.
    """
    target = check(url)
    line = _Line(target)
    path = target.url.path or "/"
    query = f"?{target.url.query}" if target.url.query else ""
    watch = threading.Timer(SECONDS, line.cut)
    watch.start()
    try:
        line.request("POST", f"{path}{query}", body=body, headers=dict(headers))
        answer = line.getresponse()
        answer.read(MOST_READ)
        line.check_whole()
        return Answer(answer.status)
    except (OSError, http.client.HTTPException) as error:
        raise Failed(f"{target.host} did not answer: {type(error).__name__}") from error
    finally:
        watch.cancel()
        line.close()


def is_allowed(address: Address) -> bool:
    """Whether the number is public, or in a network that the bank has named.

    An IPv4 address in IPv6 clothes is judged as what it is.
    """
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        address = mapped
    if any(_within(address, one) for one in NEVER):
        return False
    named = [ipaddress.ip_network(one) for one in settings.OUTGOING_NETWORKS]
    return address.is_global or any(_within(address, one) for one in named)


def _within(address: Address, network: Network) -> bool:
    return address.version == network.version and address in network


def _parts(url: str) -> SplitResult:
    """The parts of an address that says plainly where it leads."""
    if any(ord(one) <= ord(" ") or one == "\\" for one in url):
        raise Refused("An address has no spaces, control characters or backslashes.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused("This is not an address.") from error
    allowed = {"https", "http"} if settings.OUTGOING_ALLOW_HTTP else {"https"}
    if parts.scheme not in allowed:
        raise Refused(f"An address begins with {' or '.join(sorted(allowed))}://.")
    if not parts.hostname or parts.username is not None or port == 0:
        raise Refused("An address names a host, and no user or password.")
    if "%" in parts.netloc or parts.hostname.endswith("."):
        raise Refused("Write the host's name plainly.")
    try:
        parts.hostname.encode("idna")
    except UnicodeError as error:
        raise Refused("Write the host's name plainly.") from error
    return parts


def _resolve(host: str, port: int) -> Sequence[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Failed(f"{host} is not known.") from error
    numbers = [str(one[4][0]) for one in found]
    return [
        ipaddress.ip_address(one.partition("%")[0]) for one in dict.fromkeys(numbers)
    ]


class _Line(http.client.HTTPConnection):
    """A connection to the checked number, and TLS for the name, for some seconds."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self.target = target
        self.is_cut = False

    def connect(self) -> None:
        """Open the line to the number that was checked."""
        number = self.target.addresses[0]
        family = socket.AF_INET if number.version == 4 else socket.AF_INET6  # noqa: PLR2004
        self.sock: Any = socket.socket(family, socket.SOCK_STREAM)
        self.sock.settimeout(SECONDS)
        self.sock.connect((str(number), self.port))
        if self.target.url.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.target.host)

    def cut(self) -> None:
        """The time is over: whoever drips an answer byte by byte is not waited for."""
        self.is_cut = True
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)

    def check_whole(self) -> None:
        """TimeoutError if the answer was cut short."""
        if self.is_cut:
            raise TimeoutError
