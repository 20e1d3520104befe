"""Erasing everything confidential about a person."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.core.errors import DomainError
from apps.staffing.actions.growth.keeping import erase
from apps.staffing.management.commands.export_person import person_named


class Command(BaseCommand):
    """`manage.py erase_person anna@bank.example --yes`"""

    help = "Erase all of growth about a person. Who did what, and when, stays in the story."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--yes", action="store_true", help="It cannot be undone: say so."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_named(options["email"])
        if not options["yes"]:
            raise CommandError("Nothing was erased: it cannot be undone, so add --yes.")
        try:
            counts = erase(person.pk, now=timezone.now())
        except DomainError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{sum(counts.values())} rows are erased.")
