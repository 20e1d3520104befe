"""A backup is made: dump and figures from one snapshot, then the files."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from apps.core.models import StoredFile
from portal.backups.figures import figures, one_moment
from portal.backups.files import copy_out, sha256
from portal.backups.key import key_mark
from portal.backups.layout import DUMP, FILES, FORMAT, MANIFEST
from portal.backups.programs import run
from portal.backups.rights import refuse_blind


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
    backed up all the same. Nobody else on the machine may read any of it, and what could
    not be finished does not stay.
    """
    refuse_blind()
    folder = into / f"portal-{now:%Y%m%dT%H%M%SZ}"
    unfinished = folder.with_suffix(".unfinished")
    with _for_nobody_else():
        unfinished.mkdir(parents=True)
        try:
            made = _write(unfinished, now=now)
            unfinished.rename(folder)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    return replace(made, folder=folder)


@contextmanager
def _for_nobody_else() -> Iterator[None]:
    """Whatever is made here, by pg_dump as well, is its owner's alone, also when copied."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _write(into: Path, *, now: datetime) -> Made:
    with one_moment() as snapshot:
        run("pg_dump", "--format=custom", f"--snapshot={snapshot}", out=into)
        tables = figures()
        stored = list(StoredFile.objects.order_by("pk"))
        applied = sorted(MigrationRecorder(connection).applied_migrations())
    files, missing = copy_out(stored, into / FILES)
    dump = into / DUMP
    manifest = {
        "format": FORMAT,
        "version": settings.VERSION,
        "made_at": now.isoformat(),
        "key": key_mark(settings.SECRET_KEY),
        "migrations": [f"{app}.{name}" for app, name in applied],
        "dump": {"size": dump.stat().st_size, "sha256": sha256(dump)},
        "tables": tables,
        "files": files,
        "missing": missing,
    }
    (into / MANIFEST).write_text(json.dumps(manifest, indent=1))
    rows = sum(each["rows"] for each in tables.values())
    size = dump.stat().st_size + sum(each["size"] for each in files.values())
    return Made(into, len(tables), rows, len(files), size, missing)
