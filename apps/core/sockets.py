"""Connections with a deadline for all of it, and a portion that is read of them."""

import http.client
import io
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"https": 443, "http": 80}


def left(until: float) -> float:
    """The seconds until then, on the monotonic clock. TimeoutError when it is past."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


class Portion(io.RawIOBase):
    """What a socket gives until the deadline, and so much of it only."""

    def __init__(self, plain: socket.socket, until: float, most: int) -> None:
        self.plain, self.until, self.most = plain, until, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """The end of the file where the portion ends; TimeoutError when the time does."""
        self.plain.settimeout(left(self.until))
        count = self.plain.recv_into(memoryview(buffer)[: self.most])
        self.most -= count
        return count


class Line:
    """As much of a socket as http.client asks for, with a deadline for all of it."""

    def __init__(self, plain: socket.socket, until: float, most: int) -> None:
        self.plain, self.until, self.most = plain, until, most

    def sendall(self, data: "ReadableBuffer") -> None:
        view = memoryview(data)
        while view:
            self.plain.settimeout(left(self.until))
            view = view[self.plain.send(view) :]

    def makefile(self, *_: object) -> io.BufferedReader:
        return io.BufferedReader(Portion(self.plain, self.until, self.most))

    def close(self) -> None:
        """Not yet: http.client says so before it has read the answer's body."""


@dataclass(frozen=True)
class Target:
    """An address of the one form that everybody reads alike."""

    scheme: str
    host: str
    port: int
    path: str


class Connection(http.client.HTTPConnection):
    """HTTP to a number that was checked, and TLS for the name that was typed.

    With `trusts` any certificate is taken: for looking at it, never for sending.
    """

    def __init__(
        self,
        target: Target,
        numbers: list[Address],
        until: float,
        most: int,
        *,
        trusts: bool = False,
    ) -> None:
        super().__init__(target.host, target.port)
        self.default_port = PORTS[target.scheme]
        self.target, self.numbers = target, numbers
        self.until, self.most = until, most
        self.trusts = trusts
        self.line: Line | None = None

    def connect(self) -> None:
        """The first number that answers; each gets its share of the time left."""
        for rest in range(len(self.numbers), 0, -1):
            number = self.numbers[-rest]
            is_old = isinstance(number, ipaddress.IPv4Address)
            family = socket.AF_INET if is_old else socket.AF_INET6
            plain = socket.socket(family, socket.SOCK_STREAM)
            try:
                plain.settimeout(left(self.until) / rest)
                plain.connect((str(number), self.port))
                self.line = Line(self._safe(plain), self.until, self.most)
                self.sock = cast("socket.socket", self.line)
                return
            except OSError:
                plain.close()
                if rest == 1:
                    raise

    def hang_up(self) -> None:
        if self.line:
            self.line.plain.close()

    def shown(self) -> bytes:
        """The certificate of the other side, in DER; empty without TLS."""
        plain = self.line.plain if self.line else None
        found = (
            plain.getpeercert(binary_form=True)
            if isinstance(plain, ssl.SSLSocket)
            else None
        )
        return found or b""

    def _safe(self, plain: socket.socket) -> socket.socket:
        """With TLS where the address says so. The handshake counts as a whole."""
        if self.target.scheme == "http":
            return plain
        plain.settimeout(left(self.until))
        context = ssl.create_default_context()
        if self.trusts:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context.wrap_socket(plain, server_hostname=self.target.host)
