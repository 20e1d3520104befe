"""Write a space as files from a terminal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.knowledge.actions.exporting import export_now
from apps.knowledge.models import Space


class Command(BaseCommand):
    """Export a space as Markdown with front matter, which import_articles reads."""

    help = "Write a space's articles and their files into a folder or a ZIP file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The space, where it goes, and whether drafts go along."""
        parser.add_argument("space", metavar="SLUG")
        parser.add_argument("out", type=Path, metavar="DIR|ZIP")
        parser.add_argument("--drafts", action="store_true", help="The newest texts.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them, and say how many."""
        space = Space.objects.filter(slug=options["space"]).first()
        if space is None:
            raise CommandError(f"There is no space “{options['space']}”.")
        out: Path = options["out"]
        if out.exists() and (out.is_file() or any(out.iterdir())):
            raise CommandError(f"{out} exists already. Name another place.")
        count = export_now(space, out, with_drafts=options["drafts"])
        self.stdout.write(f"{count:,} articles written to {out}.")
