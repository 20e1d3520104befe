"""Bring a file of tickets in from a terminal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.core.errors import DomainError
from apps.vendors import actions
from apps.vendors.models import ManagedService
from apps.vendors.rules.tickets.mapping import TicketMapping

SHOWN = 20


class Command(BaseCommand):
    """Import a ticket export; the same file again changes nothing."""

    help = "Import tickets of a service from a CSV (also packed by gzip) or XLSX file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the service, how it is read, and whether only to look."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--service", required=True, metavar="SLUG")
        parser.add_argument(
            "--mapping",
            default="",
            metavar="NAME",
            help="A saved or ready-made mapping; without one, by looking at the file.",
        )
        parser.add_argument("--zone", default="", help="Where the file names no zone.")
        parser.add_argument("--dry-run", action="store_true", help="Change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare, write, judge, and say what was done."""
        path: Path = options["file"]
        service = ManagedService.objects.filter(slug=options["service"]).first()
        if service is None:
            raise CommandError(f"There is no service “{options['service']}”.")
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        try:
            with path.open("rb") as opened:
                report = self._bring(service, File(opened, path.name), options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        self._tell(report)

    def _bring(
        self, service: ManagedService, file: "File[bytes]", options: dict[str, Any]
    ) -> dict[str, Any]:
        name, mapping = actions.suggested(file, options["mapping"])
        if options["zone"]:
            given = {**mapping.as_json(), "zone": options["zone"]}
            mapping = TicketMapping.from_json(given)
        self.stdout.write(f"Mapping: {name or 'by looking at the file'}.")
        if options["dry_run"]:
            return actions.rehearse(service, mapping, file)
        made = actions.import_now(
            service.pk,
            file=file,
            mapping=mapping,
            mapping_name=name,
            now=timezone.now(),
            progress=self._progress if options["verbosity"] > 1 else None,
        )
        report: dict[str, Any] = made.report
        return report

    def _progress(self, done: int, of: int) -> None:
        self.stdout.write(f"{100 * done // of} %")

    def _tell(self, report: dict[str, Any]) -> None:
        counts = report["counts"]
        self.stdout.write(
            "{rows:,} rows, {rejected:,} rejected; {tickets:,} tickets:"
            " {new:,} new, {changed:,} changed, {unchanged:,} unchanged.".format(
                **counts
            )
        )
        for state, count in report["states"].items():
            mark = " (not known)" if state in report["strange_states"] else ""
            self.stdout.write(f"  {count:>9,} rows in state {state}{mark}")
        for words in report["notices"]:
            self.stdout.write(words)
        for before, after, days in report["gaps"]:
            self.stdout.write(
                f"No ticket for {days} days after {before}, until {after}."
            )
        for why, count in report["reasons"].items():
            self.stdout.write(f"  {count:>9,} rejected: {why}")
        for one in report["problems"][:SHOWN]:
            self.stderr.write("Row {row}, {column}: “{value}” {why}".format(**one))
        for line in report.get("agreement", {}).get("priorities", []):
            self.stdout.write(
                "Priority {priority}: both met {both_met:,}, both missed {both_missed:,},"
                " only the source met {only_source_met:,}, only we met {only_we_met:,},"
                " not judged {not_judged:,}.".format(**line)
            )
