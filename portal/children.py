"""The processes of the demonstration: started, watched and stopped together."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

GRACE = 10.0


@dataclass(frozen=True)
class Child:
    """One process of the portal, in a session of its own, writing its own log."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def ended(self) -> str:
        """How it ended, if it has, in one sentence."""
        code = self.process.poll()
        if code is None:
            return ""
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        return f"The {self.name} (process {self.process.pid}) {how}; see {self.log}."


class Children:
    """All that this demonstration has started, and a note of it for the next one."""

    def __init__(self, note: Path) -> None:
        self.note = note
        self.running: list[Child] = []

    def start(self, name: str, module: str, args: Sequence[str], logs: Path) -> None:
        """Start a Python module as a child."""
        logs.mkdir(parents=True, exist_ok=True)
        log = logs / f"{name.replace(' ', '-')}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", module, *args],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.running.append(Child(name, process, log))
        pids = [child.process.pid for child in self.running]
        self.note.write_text(json.dumps({"pid": os.getpid(), "children": pids}))

    def ended(self) -> str:
        """The first bad news from any of them."""
        return next(filter(None, (child.ended() for child in self.running)), "")

    def stop(self) -> None:
        """Ask all to finish, and after a while make them."""
        for child in self.running:
            child.process.terminate()
        until = time.monotonic() + GRACE
        for child in self.running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, until - time.monotonic()))
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
        self.running.clear()
        self.note.unlink(missing_ok=True)


def stop_leftovers(note: Path) -> int:
    """End what a demonstration that was killed left running here; how many."""
    try:
        pids = json.loads(note.read_text())["children"]
    except (OSError, ValueError, KeyError):
        return 0
    stopped = [pid for pid in pids if _is_ours(pid)]
    for pid in stopped:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    until = time.monotonic() + GRACE
    while any(map(_is_ours, stopped)) and time.monotonic() < until:
        time.sleep(0.05)
    note.unlink(missing_ok=True)
    return len(stopped)


def _is_ours(pid: int) -> bool:
    """A process number may have gone to somebody else since: look at its command."""
    with contextlib.suppress(psutil.Error):
        command = psutil.Process(pid).cmdline()
        return sys.executable in command and "portal" in " ".join(command)
    return False
