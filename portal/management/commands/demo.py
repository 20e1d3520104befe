"""`make demo`: the whole portal on one machine, with people and requests to look at."""

import fcntl
import io
import os
import signal
import socket
import time
import urllib.request
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from apps.dashboard.queries import demo_logins
from portal import embedded
from portal.celery import app
from portal.children import Children, stop_leftovers
from portal.walk import walk

PATIENCE = 90.0
MOMENT = 2.0
HEARTBEAT = "core.heartbeat"


class Command(BaseCommand):
    """Start everything, say where it is, and stop it all again."""

    help = (
        "Start the portal with demonstration data, until Ctrl-C. With --check,"
        " request every page as each person of the demonstration, then stop."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The two ways to run it."""
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--port", type=int, default=_port_from_environment())

    def handle(self, *, check: bool, port: int, **options: Any) -> None:
        """Start, then wait or check, then stop."""
        if not embedded.is_running() and not settings.DEMO:
            raise CommandError(
                "DATABASE_URL names a database of yours, and the demonstration would fill"
                " it with invented people: unset it, or set DEMO=true to mean it."
            )
        data = settings.DATA_DIR
        data.mkdir(parents=True, exist_ok=True)
        os.environ["DEMO"] = "true"
        with _signals_interrupt(), _the_only_one(data / "demo.lock"):
            children = Children(data / "demo-children.json")
            if left := stop_leftovers(children.note):
                self.stdout.write(
                    f"Stopped {left} processes that an earlier demo, killed, left behind."
                )
            try:
                self._run(children, port=port, check=check)
            except KeyboardInterrupt:
                self.stdout.write("")
            finally:
                _ignore_signals()
                children.stop()
                self.stdout.write("Stopped.")

    def _run(self, children: Children, *, port: int, check: bool) -> None:
        port = port if not check else _free_port(port)
        os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
        _refuse_busy(port)
        self._prepare()
        _start(children, port)
        base = f"http://localhost:{port}"
        self._wait(children, base)
        if check:
            self._check(base)
            return
        self._welcome(base)
        while not (news := children.ended() or embedded.ended()):
            time.sleep(0.5)
        raise CommandError(f"{news} The demo stops.")

    def _prepare(self) -> None:
        self.stdout.write("Preparing the database and the demonstration data …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_demo", verbosity=0)
        call_command("load_demo_integrations", verbosity=0)
        call_command("plan_reminders", days_back=14, stdout=io.StringIO())

    def _wait(self, children: Children, base: str) -> None:
        """Until the web server, the worker and beat have all answered."""
        self.stdout.write("Starting the web server, the worker and beat …")
        waiting: dict[str, Callable[[], bool]] = {
            "web server": lambda: _answers(f"{base}/readyz"),
            "worker": lambda: bool(app.control.ping(timeout=0.5)),
            "beat": lambda: cache.get(HEARTBEAT) is not None,
        }
        until = time.monotonic() + PATIENCE
        while waiting:
            if news := children.ended() or embedded.ended():
                raise CommandError(news)
            if time.monotonic() > until:
                late = ", ".join(waiting)
                raise CommandError(
                    f"No answer from {late} in {PATIENCE:.0f} seconds; the logs are in"
                    f" {settings.DATA_DIR / 'log'}."
                )
            waiting = {name: ask for name, ask in waiting.items() if not ask()}
            time.sleep(0.2)

    def _welcome(self, base: str) -> None:
        rows = [(row.email, row.password, row.role, row.sees) for row in demo_logins()]
        head = ("E-mail", "Password", "Role", "Sees")
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
        self.stdout.write(self.style.SUCCESS(f"\nThe portal runs at {base}\n"))
        for row in (head, *rows):
            cells = zip(row, widths, strict=True)
            line = "  ".join(cell.ljust(width) for cell, width in cells)
            self.stdout.write(line.rstrip())
        self.stdout.write(
            "\nCtrl-C stops it; the next `make demo` finds the same data."
        )

    def _check(self, base: str) -> None:
        people = [(row.email, row.password) for row in demo_logins()]
        visits = walk(base, people, say=self.stdout.write)
        failed = [visit for visit in visits if visit.failed]
        times = sorted(visit.milliseconds for visit in visits) or [0]
        self.stdout.write(
            f"{len(visits)} pages as {len(people)} people: {len(failed)} failed,"
            f" median {times[len(times) // 2]} ms, slowest {times[-1]} ms."
        )
        if failed or not visits:
            raise CommandError("Not every page could be opened.")


def _port_from_environment() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdigit():
        raise CommandError(f"PORT is {given!r}; it must be a number.")
    return int(given)


def _free_port(wanted: int) -> int:
    """The check needs some port, not that one."""
    if not _is_busy(wanted):
        return wanted
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _is_busy(port: int) -> bool:
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _refuse_busy(port: int) -> None:
    """What has just been told to end gets a moment to let go of the port."""
    until = time.monotonic() + MOMENT
    while _is_busy(port) and time.monotonic() < until:
        time.sleep(0.1)
    if _is_busy(port):
        raise CommandError(
            f"Port {port} is in use: stop what uses it, or choose another, as in"
            f" `PORT={port + 1} make demo`."
        )


def _start(children: Children, port: int) -> None:
    logs = settings.DATA_DIR / "log"
    cache.delete(HEARTBEAT)
    web = ["portal.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    web += ["--threads", "4", "--timeout", "60", "--access-logfile", "-"]
    children.start("web server", "gunicorn", web, logs)
    celery = ["-A", "portal.celery:app"]
    quiet = ["--without-gossip", "--without-mingle", "--concurrency", "2"]
    children.start("worker", "celery", [*celery, "worker", *quiet], logs)
    children.start("beat", "celery", [*celery, "beat"], logs)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


@contextmanager
def _the_only_one(path: Path) -> Iterator[None]:
    """Two demos on one folder would stop each other; the lock dies with its holder."""
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(_runs_already(lock)) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _runs_already(lock: IO[str]) -> str:
    lock.seek(0)
    return (
        f"The demo already runs here (process {lock.read() or 'unknown'}):"
        " use it, or stop it with Ctrl-C in its terminal."
    )


@contextmanager
def _signals_interrupt() -> Iterator[None]:
    """Being told to end is the same as Ctrl-C: everything is stopped in order."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    ends = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, interrupt) for number in ends}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore_signals() -> None:
    """While stopping, a second Ctrl-C must not leave half of it running."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
