"""Where the benchmark's messages arrive: a mail server and a webhook that only count."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller

from tests.faults.sinks import free_port


@dataclass
class Sinks:
    """How many came, and at which ports."""

    mails: int = 0
    posts: int = 0
    smtp: int = 0
    http: int = 0


@contextmanager
def sinks() -> Iterator[Sinks]:
    """Both, on free ports of this machine; they answer at once."""
    seen = Sinks()

    class Mailbox:
        async def handle_DATA(self, *_args) -> str:  # noqa: N802
            seen.mails += 1
            return "250 taken"

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            seen.posts += 1
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args) -> None:
            pass

    web = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    post = Controller(Mailbox(), hostname="127.0.0.1", port=free_port())
    post.start()
    seen.smtp, seen.http = post.port, web.server_address[1]
    try:
        yield seen
    finally:
        post.stop()
        web.shutdown()
        web.server_close()
