"""A socket with a deadline for all of it, and a portion that is read of it."""

import io
import socket
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer


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
