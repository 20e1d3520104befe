"""The files of a backup: copied out, put back, and proved by their checksums."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from apps.core.models import StoredFile
from portal.backups.layout import BackupError

CHUNK = 1024 * 1024


def copy_out(
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
        files[name] = {"size": target.stat().st_size, "sha256": sha256(target)}
        if files[name]["sha256"] != one.sha256:
            missing.append(name)
    return files, missing


def put_back(copy: Path, name: str) -> None:
    if default_storage.exists(name):
        if stored_sha256(name) != sha256(copy):
            raise BackupError(f"The storage has another file by the name {name}.")
        return
    with copy.open("rb") as source:
        kept = default_storage.save(name, source)
    if kept != name:
        raise BackupError(f"The storage kept {name} as {kept}.")


def is_as_told(path: Path, told: dict[str, Any]) -> bool:
    if not path.is_file() or path.stat().st_size != told["size"]:
        return False
    return sha256(path) == str(told["sha256"])


def sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def stored_sha256(name: str) -> str:
    digest = hashlib.sha256()
    with default_storage.open(name) as opened:
        for chunk in opened.chunks():
            digest.update(chunk)
    return digest.hexdigest()
