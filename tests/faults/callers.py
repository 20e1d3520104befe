"""People and a program that go on calling the portal, each thing they do told by the second."""

import http.client
import json
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

BATCH = 5
GIVEN_UP_AFTER = 30.0
LONGEST = 70


@dataclass(frozen=True)
class Request:
    """One request: seconds of the clock, what came back, and who was asked."""

    start: float
    end: float
    path: str
    status: int
    backend: str

    @property
    def has_failed(self) -> bool:
        return not 200 <= self.status < 400


@dataclass
class Callers:
    """Half of them read pages, half bring tickets in; what failed is sent again as it was."""

    port: int
    cookie: str
    token: str
    pages: Sequence[str]
    service: str
    seen: list[Request] = field(default_factory=list)
    batches: dict[str, int] = field(default_factory=dict)
    tries: int = 0
    in_flight: int = 0
    given_up: int = 0
    is_over: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, number: int) -> None:
        turn = number
        while not self.is_over:
            turn += 1
            path = self.pages[turn % len(self.pages)]
            self.call("GET", path, {"Cookie": self.cookie})

    def write(self, number: int) -> None:
        turn = 0
        while not self.is_over:
            turn += 1
            self.bring_in(f"{number}-{turn}", str(uuid.uuid4()))

    def bring_in(self, name: str, key: str) -> None:
        """Until it is answered: the same tickets under the same key."""
        rows = [
            {
                "number": f"S{name}-{row}",
                "opened_at": "2026-10-05T09:00:00Z",
                "priority": "3",
                "state": "Resolved",
                "resolved_at": "2026-10-05T11:00:00Z",
            }
            for row in range(BATCH)
        ]
        body = json.dumps({"service": self.service, "tickets": rows}).encode()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        until = time.monotonic() + GIVEN_UP_AFTER
        while time.monotonic() < until:
            answer = self.call("POST", "/api/v1/tickets/bulk/", headers, body)
            self.tries += 1
            if answer.status == 200:
                self.batches[name] = BATCH
                return
            time.sleep(0.05)
        self.given_up += 1

    def call(self, method: str, path: str, headers, body: bytes = b"") -> Request:
        with self.lock:
            self.in_flight += 1
        start = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        try:
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            answer.read()
            status, backend = answer.status, answer.headers.get("X-Backend", "")
        except (OSError, http.client.HTTPException) as error:
            status, backend = 0, repr(error)
        finally:
            line.close()
            with self.lock:
                self.in_flight -= 1
        found = Request(start, time.monotonic(), path, status, backend)
        self.seen.append(found)
        return found

    @contextmanager
    def at_work(self, count: int) -> Iterator[None]:
        """So many of them, until it is left and each has ended what it began."""
        kinds = (self.read, self.write)
        threads = [
            threading.Thread(target=kinds[number % 2], args=[number])
            for number in range(count)
        ]
        for one in threads:
            one.start()
        try:
            yield
        finally:
            self.is_over = True
            for one in threads:
                one.join()
