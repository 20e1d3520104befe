"""Bring a tree of documents in from a terminal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.knowledge.actions.importing import import_now, rehearse
from apps.knowledge.models import Kind, Space

SHOWN = 40


class Command(BaseCommand):
    """Import a folder or ZIP of documents; the same again changes nothing."""

    help = (
        "Import Markdown, AsciiDoc, HTML or a Confluence export (HTML), from a folder"
        " or a ZIP file, as articles of a space."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The tree, the space, and how it is taken."""
        parser.add_argument("tree", type=Path, metavar="DIR|ZIP")
        parser.add_argument("--space", required=True, metavar="SLUG")
        parser.add_argument("--source", default="", help="Name of the tree; its own.")
        parser.add_argument("--commit", default="", help="Where Git does not say it.")
        parser.add_argument("--site", default="", help="Address of the site it makes.")
        parser.add_argument("--kind", default="", choices=["", *Kind.values])
        parser.add_argument("--by", default="", metavar="E-MAIL", help="Their author.")
        parser.add_argument("--drafts", action="store_true", help="Publish nothing.")
        parser.add_argument(
            "--take-files",
            action="store_true",
            help="Take the file's text also where the article was changed here.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare, write, publish, and say what was done."""
        space = Space.objects.filter(slug=options["space"]).first()
        if space is None:
            raise CommandError(f"There is no space “{options['space']}”.")
        choices = {
            "site": options["site"],
            "kind": options["kind"],
            "takes_files": options["take_files"],
            "publishes": not options["drafts"],
        }
        try:
            report = self._bring(space, choices, options)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self._tell(report)

    def _bring(
        self, space: Space, choices: dict[str, Any], options: dict[str, Any]
    ) -> dict[str, Any]:
        tree, source = options["tree"], options["source"]
        if options["dry_run"]:
            return rehearse(space, tree, source=source, **choices)
        made = import_now(
            space,
            tree,
            by=self._by(options["by"]),
            source=source,
            commit=options["commit"],
            now=timezone.now(),
            progress=self._progress if options["verbosity"] > 1 else None,
            **choices,
        )
        report: dict[str, Any] = made.report
        return report

    def _by(self, mail: str) -> User | None:
        if not mail:
            return None
        found = User.objects.filter(email__iexact=mail, is_active=True).first()
        if found is None:
            raise CommandError(f"Nobody here has the address {mail}.")
        return found

    def _progress(self, done: int, of: int) -> None:
        self.stdout.write(f"{100 * done // of} %")

    def _tell(self, report: dict[str, Any]) -> None:
        counts = report["counts"]
        taken = counts["pages"]
        self.stdout.write(
            "{taken:,} of {all:,} pages taken: {new:,} new, {changed:,} changed,"
            " {unchanged:,} unchanged, {conflict:,} changed here and in the file.".format(
                taken=taken, all=taken + counts["rejected"], **counts
            )
        )
        for one in report["pages"]:
            if one["outcome"] == "conflict":
                self.stderr.write("{file}: changed here too, and kept.".format(**one))
        for words in report["notices"]:
            self.stdout.write(words)
        for one in report["problems"][:SHOWN]:
            line = f":{one['line']}" if one["line"] else ""
            self.stderr.write(f"{one['file']}{line}: {one['level']}: {one['why']}")
        if len(report["problems"]) > SHOWN:
            self.stderr.write(f"{len(report['problems']) - SHOWN} more problems.")
