"""Bring catalog files into the portal from a terminal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.catalog.actions import import_sources
from apps.catalog.imports import read_path
from apps.catalog.rules import Plan
from apps.core.errors import DomainError


class Command(BaseCommand):
    """Import catalog-info.yaml files; the same files again change nothing."""

    help = "Import Backstage catalog files from a file or a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the files are, and whether only to look."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="Change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare, write, and say what was done."""
        for path in options["paths"]:
            if not path.exists():
                raise CommandError(f"{path} does not exist.")
        try:
            sources = [one for path in options["paths"] for one in read_path(path)]
        except OSError as error:
            raise CommandError(str(error)) from error
        is_rehearsal = options["dry_run"]
        try:
            done = import_sources(
                sources, by=None, now=timezone.now(), is_rehearsal=is_rehearsal
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        self._tell(done, is_verbose=options["verbosity"] > 1)
        counts = ", ".join(f"{count} {name}" for name, count in done.counts.items())
        if done.gone:
            counts += f", {len(done.gone)} gone from their files"
        would = "Would be: " if is_rehearsal else ""
        self.stdout.write(f"{would}{counts}, from {len(sources)} files.")

    def _tell(self, done: Plan, *, is_verbose: bool) -> None:
        for change in done.changes:
            if change.outcome != "left" or is_verbose:
                names = ", ".join(
                    f"{one.name} (kept as edited here)" if one.is_kept else one.name
                    for one in change.fields
                )
                self.stdout.write(f"{change.outcome:8} {change.entity.key}  {names}")
        for gone in done.gone:
            self.stdout.write(f"gone     {gone.key}  was in {gone.source}, is kept")
        for problem in done.problems:
            self.stderr.write(str(problem))
