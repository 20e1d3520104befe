"""Where the drill's messages arrive: a mail server and a webhook, which only count."""

import asyncio
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

# Between taking a message and saying so: who is killed then has to send it again.
SLOW = 0.05


@dataclass
class Sinks:
    """How often each id came in, and at which ports."""

    mails: Counter[str] = field(default_factory=Counter)
    posts: Counter[str] = field(default_factory=Counter)
    smtp: int = 0
    http: int = 0


@contextmanager
def sinks() -> Iterator[Sinks]:
    """Both, on free ports of this machine."""
    seen = Sinks()

    class Mailbox:
        async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802
            seen.mails[message_from_bytes(envelope.content)["Message-ID"]] += 1
            await asyncio.sleep(SLOW)
            return "250 taken"

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            seen.posts[self.headers["webhook-id"]] += 1
            time.sleep(SLOW)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args) -> None:
            pass

    web = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
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
