"""`manage.py backup FOLDER`: the database and the files, with the figures that prove it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.backups import BackupError, back_up


class Command(BaseCommand):
    help = (
        "Write a backup of the database and the files into a new folder of FOLDER,"
        " while people go on working."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Make it, and say what it holds. Fails if a file is not there."""
        try:
            made = back_up(folder, now=timezone.now())
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{made.folder}: {made.tables} tables with {made.rows} rows and"
            f" {made.files} files, {made.bytes / 1e6:.1f} MB."
        )
        self.stdout.write(
            "SECRET_KEY is not in it: keep that where passwords are kept."
        )
        if made.missing:
            some = ", ".join(made.missing[:5])
            raise CommandError(
                f"{len(made.missing)} files are missing or not what was uploaded ({some});"
                " all the rest is backed up. Look for them in an earlier backup."
            )
