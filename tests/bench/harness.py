"""A server of two workers, timed from outside, one request at a time."""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.ledger import note

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))
WARM_UP = 8
# How many times the bare page a page may take, by docs/performance.md.
AIM = 3


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one address over the rounds."""

    p50: float
    p95: float


@contextmanager
def server(threads: int = 1) -> Iterator[int]:
    """Gunicorn with two workers on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "portal.wsgi", "--workers=2"),
        *(f"--bind=127.0.0.1:{port}", "--log-level=warning", "--keep-alive=30"),
        f"--threads={threads}",
    ]
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "PGOPTIONS": "-c jit=off",
    }
    child = subprocess.Popen(command, env=env, cwd=Path(__file__).parents[2])
    try:
        _wait_for(port)
        yield port
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The benchmark's server did not start.")


def interleaved(port: int, paths: dict[str, str], cookie: str) -> dict[str, Timing]:
    """Each address once a round, so that a noisy minute falls on all of them."""
    taken: dict[str, list[float]] = {name: [] for name in paths}
    for round_number in range(WARM_UP + ROUNDS):
        for name, path in paths.items():
            spent = _get(port, path, cookie)
            if round_number >= WARM_UP:
                taken[name].append(spent)
    return {
        name: Timing(
            statistics.median(times), sorted(times)[int(len(times) * 0.95) - 1]
        )
        for name, times in taken.items()
    }


def tell_pages(
    bench: str, timings: dict[str, Timing], counts: dict[str, int], capsys
) -> None:
    """A line a page, by p50 and p95 against the floor; noted for the table at the end."""
    floor = timings["floor"]
    with capsys.disabled():
        print(
            f"\n{'page':31} {'p50 ms':>8} {'p95 ms':>8} {'× p50':>6} {'× p95':>6} queries"
        )
        for page, one in timings.items():
            print(
                f"{page:31} {one.p50:8.1f} {one.p95:8.1f} {one.p50 / floor.p50:6.1f}"
                f" {one.p95 / floor.p95:6.1f} {counts.get(page, 1):7}"
            )
    for page, one in timings.items():
        bound = AIM if page != "floor" else None
        note(bench, page, one.p95, "ms p95", floor=floor.p95, bound=bound)


def timed(
    port: int, path: str, queries: Sequence[str], cookie: str, clients: int
) -> list[float]:
    """Milliseconds of the address for each query, by so many clients at once."""
    _get(port, f"{path}?{urlencode({'q': queries[0]})}", cookie)
    with ThreadPoolExecutor(clients) as pool:
        return list(
            pool.map(
                lambda one: _get(port, f"{path}?{urlencode({'q': one})}", cookie),
                queries,
            )
        )


def _get(port: int, path: str, cookie: str) -> float:
    status, spent = get(port, path, cookie)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    return spent


def get(port: int, path: str, cookie: str) -> tuple[int, float]:
    """The status, and milliseconds to the last byte."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    started = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    response = connection.getresponse()
    response.read()
    spent = (time.perf_counter() - started) * 1000
    connection.close()
    return response.status, spent
