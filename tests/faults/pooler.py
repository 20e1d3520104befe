"""pgbouncer in transaction mode before the tests' own database, where it can be had."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg

from tests.deploy.tools import TOOLS, find
from tests.faults.machines import Machine
from tests.faults.sinks import free_port

SAID = """[databases]
* = host={host} port={port} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {here}
unix_socket_dir =
auth_type = any
admin_users = {user}
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 200
ignore_startup_parameters = options
"""


class Pooler(Machine):
    """Few connections to the database, shared by all: each transaction may get another."""

    def __init__(self, url: str, size: int, folder: Path) -> None:
        self.port, self.size = free_port(), size
        self.known = urlsplit(url)
        asked = parse_qs(self.known.query)
        place = asked.get("host", [self.known.hostname or "127.0.0.1"])[0]
        ini = Path(tempfile.mkdtemp(prefix="pooler-")) / "pgbouncer.ini"
        ini.parent.chmod(0o755)
        ini.write_text(
            SAID.format(
                host=place,
                port=self.known.port or 5432,
                here=self.port,
                user=self.known.username,
                size=size,
            )
        )
        run = [find("pgbouncer") or "pgbouncer", *_as_somebody(Path(place)), str(ini)]
        env = {**os.environ, "LD_LIBRARY_PATH": str(TOOLS / "lib")}
        super().__init__(run, env, folder / "pgbouncer.log")
        self.place = ini.parent

    def kill(self) -> None:
        """For good: how it was told to run goes with it."""
        super().kill()
        shutil.rmtree(self.place, ignore_errors=True)

    @property
    def url(self) -> str:
        """The database, by way of it."""
        place = f"{self.known.username}@127.0.0.1:{self.port}"
        return f"postgresql://{place}{self.known.path}"

    def figures(self) -> dict[str, int]:
        """Transactions and queries passed on, and connections to the database now."""
        where = f"postgresql://{self.known.username}@127.0.0.1:{self.port}/pgbouncer"
        with psycopg.connect(where, autocommit=True) as line:
            stats = _rows(line, "SHOW STATS_TOTALS")
            servers = _rows(line, "SHOW SERVERS")
        ours = [one for one in stats if one["database"] == self.known.path[1:]]
        return {
            "transactions": sum(int(one["xact_count"]) for one in ours),
            "queries": sum(int(one["query_count"]) for one in ours),
            "connections": len(servers),
        }


def _rows(line: psycopg.Connection, asked: str) -> list[dict[str, object]]:
    cursor = psycopg.ClientCursor(line)
    cursor.execute(asked)
    names = [one.name for one in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _as_somebody(folder: Path) -> list[str]:
    """It will not run as root; whose the database is may reach its socket."""
    if os.getuid():
        return []
    owner = folder.stat().st_uid if folder.is_dir() else 0
    return ["-u", pwd.getpwuid(owner).pw_name if owner else "nobody"]


def is_there() -> bool:
    """Whether it can be had here, and runs."""
    program = find("pgbouncer")
    if not program:
        return False
    env = {**os.environ, "LD_LIBRARY_PATH": str(TOOLS / "lib")}
    asked = [program, "--version"]
    return not subprocess.run(
        asked, env=env, check=False, capture_output=True
    ).returncode
