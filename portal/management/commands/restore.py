"""`manage.py restore FOLDER`: a backup into an empty database, compared afterwards."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.backups import BackupError, has_same_key, restore, verify


class Command(BaseCommand):
    help = (
        "Restore a backup into the empty database that DATABASE_URL names, and compare"
        " counts and checksums of every table and file. With --verify, only see whether"
        " the backup is whole."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which, and whether only to look."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--verify", action="store_true")
        parser.add_argument("--owner", default="", help="whose the tables will be")

    def handle(self, *, folder: Path, verify: bool, owner: str, **options: Any) -> None:
        """Restore or look, and say what was found."""
        try:
            manifest = _look(folder) if verify else restore(folder, owner=owner)
        except (BackupError, DatabaseError, OSError) as error:
            raise CommandError(str(error)) from None
        rows = sum(one["rows"] for one in manifest["tables"].values())
        what = "The backup is whole" if verify else "Restored and compared"
        self.stdout.write(
            f"{what}: {len(manifest['tables'])} tables with {rows} rows and"
            f" {len(manifest['files'])} files, as of {manifest['made_at']}."
        )
        if not has_same_key(manifest):
            self.stdout.write(
                "SECRET_KEY is another than that of the backup: stored secrets of"
                " channels can't be read until it stands in SECRET_KEY_FALLBACKS."
            )
        if not verify:
            self.stdout.write("Next: manage.py migrate, then start the processes.")


def _look(folder: Path) -> dict[str, Any]:
    return verify(folder)
