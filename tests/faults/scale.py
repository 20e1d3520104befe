"""Two of everything behind a proxy, people who go on working, and somebody with an axe."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.callers import Callers, Request
from tests.faults.drill import environment
from tests.faults.machines import Machine, Valkey, celery
from tests.faults.pooler import Pooler
from tests.faults.proxy import Backend, Proxy, proxy, until_ready
from tests.faults.sinks import free_port

BOOT = 90.0
WARM = 16
# What a request in flight may take to be told that it failed.
TOLD = 1.0
POOLED = 10
CONFIGURED = ("--config", "python:portal.gunicorn")
TWO = ("web1", "web2", "worker1", "worker2", "beat1", "beat2")


@dataclass(frozen=True)
class Plan:
    """What is killed in turn, whether it comes back, and how much there is of each."""

    kills: Sequence[str] = ("web1", "worker1", "beat1")
    comes_back: bool = False
    pause: float = 2.0
    processes: int = 1
    callers: int = 6
    letters: int = 60


@dataclass
class Strike:
    """One kill: when, who, and what became of the requests around it."""

    what: str
    at: float
    failed: list[Request] = field(default_factory=list)
    in_flight: int = 0
    longest: float = 0.0
    back_after: float = 0.0

    def unexplained(self) -> list[Request]:
        """Failures of requests that were not with the killed one when it was killed."""
        return [one for one in self.failed if not self.explains(one)]

    def explains(self, one: Request) -> bool:
        return one.backend == self.what and one.start - TOLD <= self.at <= one.end


@dataclass
class Stage:
    """All the processes, started; the callers' address is the proxy's."""

    machines: dict[str, Machine]
    proxy: Proxy
    pooler: Pooler | None

    def backend(self, name: str) -> Backend | None:
        return next((one for one in self.proxy.backends if one.name == name), None)


def web(port: int, processes: int, env: dict[str, str], log: Path) -> Machine:
    """One set of web processes, as production has them."""
    run = [sys.executable, "-m", "gunicorn", "portal.wsgi", *CONFIGURED]
    run += ["--bind", f"127.0.0.1:{port}"]
    mine = env | {"WEB_WORKERS": str(processes), "WEB_THREADS": "4"}
    return Machine(run, mine | {"LOG_LEVEL": "WARNING"}, log)


@contextmanager
def stage(
    folder: Path, database: str, smtp: int, plan: Plan, *, pooled: bool
) -> Iterator[Stage]:
    """Two sets of web processes, two workers and two beats on one database and one Valkey."""
    with ExitStack() as ends:
        valkey = Valkey(free_port(), folder)
        pooler = Pooler(database, POOLED, folder) if pooled else None
        ports = {"web1": free_port(), "web2": free_port()}
        env = environment(folder, pooler.url if pooler else database) | {
            "REDIS_URL": f"redis://127.0.0.1:{valkey.port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp}",
            "BEHIND_PGBOUNCER": str(bool(pooler)).lower(),
            "DRILL_TABLES": "yes",
            "EMBEDDINGS": "none",
        }
        machines: dict[str, Machine] = {"valkey": valkey}
        for name in TWO:
            log = folder / f"{name}.log"
            machines[name] = (
                web(ports[name], plan.processes, env, log)
                if name in ports
                else celery(name, env, folder)
            )
        for one in [*([pooler] if pooler else []), *machines.values()]:
            one.start()
            ends.callback(one.kill)
        backends = [Backend(name, port) for name, port in ports.items()]
        found = Stage(machines, ends.enter_context(proxy(backends)), pooler)
        for one in backends:
            if until_ready(one, BOOT) >= BOOT:
                raise RuntimeError((folder / f"{one.name}.log").read_text()[-3000:])
        yield found


def strike(on: Stage, what: str, plan: Plan, callers: Callers) -> Strike:
    """Kill one while requests are with it; start it again if it is to come back."""
    machine, backend = on.machines[what], on.backend(what)
    wait_for_load(callers)
    found = Strike(what, time.monotonic(), in_flight=callers.in_flight)
    machine.kill()
    time.sleep(plan.pause)
    if plan.comes_back:
        began = time.monotonic()
        machine.start()
        if backend:
            until_ready(backend, BOOT)
        found.back_after = time.monotonic() - began
        time.sleep(plan.pause)
    return found


def renew(on: Stage, what: str, plan: Plan, callers: Callers) -> Strike:
    """Take one out of turn, end it in peace, and start it again: an upgrade."""
    machine, backend = on.machines[what], on.backend(what)
    found = Strike(what, time.monotonic(), in_flight=callers.in_flight)
    if backend:
        backend.is_drained = True
        time.sleep(0.5)
    if machine.process:
        os.kill(machine.process.pid, signal.SIGTERM)
        machine.process.wait(BOOT)
    machine.start()
    if backend:
        backend.is_ready = backend.is_drained = False
        until_ready(backend, BOOT)
    found.back_after = time.monotonic() - found.at
    time.sleep(plan.pause)
    return found


def wait_for_load(callers: Callers) -> None:
    """Until the first are answered and others under way; a strike at nothing shows nothing."""
    ends_at = time.monotonic() + BOOT
    while time.monotonic() < ends_at:
        if len(callers.seen) >= WARM and callers.in_flight > 1:
            return
        time.sleep(0.002)


def judge(strikes: Sequence[Strike], seen: Sequence[Request]) -> None:
    """Give each strike the requests between it and the next."""
    for one, after in zip(strikes, [*strikes[1:], None], strict=True):
        until = after.at if after else float("inf")
        mine = [each for each in seen if one.at - TOLD <= each.end < until - TOLD]
        one.failed = [each for each in mine if each.has_failed]
        one.longest = max((each.end - each.start for each in mine), default=0.0)
