"""A proxy as a router has one: it asks who is ready, and sends again only what was not sent."""

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

ASKED_EVERY = 0.25
CONNECTING = 1.0
LONGEST = 60.0
READY = b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class NotSent(OSError):
    """Nobody took the request: another may."""


@dataclass
class Backend:
    """A set of web processes behind one port."""

    name: str
    port: int
    is_ready: bool = False
    is_drained: bool = False

    async def opened(self) -> Streams:
        opening = asyncio.open_connection("127.0.0.1", self.port)
        try:
            return await asyncio.wait_for(opening, CONNECTING)
        except (OSError, TimeoutError) as error:
            self.is_ready = False
            raise NotSent from error

    async def ask(self) -> bool:
        """Whether it says that it is ready; one that is slow only keeps its word."""
        try:
            reader, writer = await self.opened()
            writer.write(READY)
            answer = await asyncio.wait_for(reader.read(), LONGEST)
            writer.close()
        except OSError:
            return False
        return answer.startswith(b"HTTP/1.1 200")


@dataclass
class Proxy:
    """Takes turns among those that are ready; says in a header who answered or broke off."""

    backends: Sequence[Backend]
    port: int = 0
    sent_elsewhere: int = 0
    turn: int = 0
    asking: set[asyncio.Task[None]] = field(default_factory=set)

    def in_turn(self) -> list[Backend]:
        self.turn += 1
        start = self.turn % len(self.backends)
        ordered = [*self.backends[start:], *self.backends[:start]]
        return [one for one in ordered if one.is_ready and not one.is_drained]

    async def watch(self, one: Backend) -> None:
        while True:
            one.is_ready = await one.ask()
            await asyncio.sleep(ASKED_EVERY)

    async def serve(self, reader: asyncio.StreamReader, writer) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            body = await reader.readexactly(length_of(head))
            request = head.replace(b"\r\n", b"\r\nConnection: close\r\n", 1) + body
            writer.write(await self.answer(request))
            await writer.drain()
        writer.close()

    async def answer(self, request: bytes) -> bytes:
        for one in self.in_turn():
            try:
                return named(await passed_on(one, request), one)
            except NotSent:
                self.sent_elsewhere += 1
            except OSError:
                return failed(502, one.name)
        return failed(503, "nobody")

    async def run(self, started: threading.Event, over: threading.Event) -> None:
        server = await asyncio.start_server(self.serve, "127.0.0.1", 0, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        self.asking = {asyncio.create_task(self.watch(one)) for one in self.backends}
        started.set()
        while not over.is_set():
            await asyncio.sleep(0.05)
        for one in self.asking:
            one.cancel()
        server.close()


async def passed_on(one: Backend, request: bytes) -> bytes:
    """The whole answer. Once connected the request is in flight, whatever comes."""
    reader, writer = await one.opened()
    try:
        writer.write(request)
        answer = await asyncio.wait_for(reader.read(), LONGEST)
    finally:
        writer.close()
    if not is_whole(answer):
        raise ConnectionResetError
    return answer


def is_whole(answer: bytes) -> bool:
    """Whether as much came as its head says."""
    head, cut, body = answer.partition(b"\r\n\r\n")
    if b"chunked" in head.lower():
        return body.endswith(b"0\r\n\r\n")
    return bool(cut) and len(body) >= length_of(head)


def length_of(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def named(answer: bytes, one: Backend) -> bytes:
    return answer.replace(b"\r\n", f"\r\nX-Backend: {one.name}\r\n".encode(), 1)


def failed(status: int, name: str) -> bytes:
    head = f"HTTP/1.1 {status} Failed\r\nX-Backend: {name}\r\n"
    return f"{head}Content-Length: 0\r\nConnection: close\r\n\r\n".encode()


@contextmanager
def proxy(backends: Sequence[Backend]) -> Iterator[Proxy]:
    """In a thread of its own, until it is left."""
    one = Proxy(backends)
    started, over = threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(one.run(started, over)))
    thread.start()
    started.wait()
    try:
        yield one
    finally:
        over.set()
        thread.join()


def until_ready(one: Backend, patience: float) -> float:
    """Seconds until it is in turn again."""
    began = time.monotonic()
    while not one.is_ready and time.monotonic() - began < patience:
        time.sleep(0.05)
    return time.monotonic() - began
