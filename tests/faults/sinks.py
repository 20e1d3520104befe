"""Where the drill's messages arrive: a mail server and a webhook, which only count."""

import asyncio
import logging
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller

# Between taking a message and saying so.
SLOW = 0.02
LONGEST = 4.0


@dataclass
class Sinks:
    """How often each id came in, and at which ports."""

    mails: Counter[str] = field(default_factory=Counter)
    posts: Counter[str] = field(default_factory=Counter)
    smtp: int = 0
    http: int = 0
    held: set[object] = field(default_factory=set)
    is_holding: bool = False

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Take messages and do not say so: who is killed now has to send them again."""
        self.is_holding = True
        try:
            yield
        finally:
            self.is_holding = False

    def take(self, ids: Counter[str], name: str) -> Iterator[float]:
        """Count it; then how long to wait, again and again, before it is answered."""
        ids[name] += 1
        mark, until = object(), time.monotonic() + LONGEST
        self.held.add(mark)
        try:
            yield SLOW
            while self.is_holding and time.monotonic() < until:
                yield SLOW
        finally:
            self.held.discard(mark)


class Web(ThreadingHTTPServer):
    """Who hangs up was killed: that is no news."""

    def handle_error(self, *_args) -> None:
        """Say nothing."""


@contextmanager
def sinks() -> Iterator[Sinks]:
    """Both, on free ports of this machine."""
    seen = Sinks()
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)

    class Mailbox:
        async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802
            name = message_from_bytes(envelope.content)["Message-ID"]
            for pause in seen.take(seen.mails, name):
                await asyncio.sleep(pause)
            return "250 taken"

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            for pause in seen.take(seen.posts, self.headers["webhook-id"]):
                time.sleep(pause)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args) -> None:
            pass

    web = Web(("127.0.0.1", 0), Hook)
    seen.http = web.server_address[1]
    threading.Thread(target=web.serve_forever, daemon=True).start()
    post = Controller(Mailbox(), hostname="127.0.0.1", port=free_port())
    post.start()
    seen.smtp = post.port
    try:
        yield seen
    finally:
        post.stop()
        web.shutdown()
        web.server_close()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
