"""A backup is proved whole, put back, and compared with what is there then."""

import json
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from apps.staffing.models.growth.base import ROLE
from apps.staffing.models.growth.policies import TABLES, secure
from portal.backups.figures import compare
from portal.backups.files import is_as_told, put_back
from portal.backups.layout import DUMP, FILES, FORMAT, MANIFEST, BackupError
from portal.backups.programs import run
from portal.backups.rights import refuse_blind, refuse_full

RESTORING = (
    *("--no-owner", "--no-privileges", "--no-comments"),
    *("--exit-on-error", "--single-transaction"),
)


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
    spoilt = [name for name, one in told.items() if not is_as_told(folder / name, one)]
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
    refuse_full()
    refuse_blind()
    with connection.cursor() as cursor:  # which the owner of the tables may not do
        cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
    role = [f"--role={owner}"] if owner else []
    run("pg_restore", *RESTORING, *role, str(folder / DUMP))
    if f"public.{TABLES[0]}" in manifest["tables"]:
        _grant_again(owner)
    for name in manifest["files"]:
        put_back(folder / FILES / name, name)
    if differences := compare(manifest):
        some = "; ".join(differences[:5])
        raise BackupError(f"{len(differences)} differences to the backup: {some}.")
    return manifest


def _grant_again(owner: str) -> None:
    """A dump knows no roles, so the one that reads confidential tables is made anew."""
    with transaction.atomic(), connection.cursor() as cursor:
        secure(connection)
        if owner:
            name = connection.ops.quote_name(owner)
            cursor.execute(f"GRANT {ROLE} TO {name}")
