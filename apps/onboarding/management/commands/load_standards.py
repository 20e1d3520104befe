"""Loads the standards that come with the portal, or those of a folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.core.errors import DomainError
from apps.onboarding.imports import load_standard

SHIPPED = Path(__file__).resolve().parents[2] / "standards"


class Command(BaseCommand):
    help = (
        "Read the standards in a folder of YAML files; the same again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED)

    def handle(self, *args: Any, **options: Any) -> None:
        for path in sorted(options["folder"].glob("*.yaml")):
            try:
                edition = load_standard(path, now=timezone.now())
            except DomainError as refusal:
                raise CommandError(f"{path.name}: {refusal}") from refusal
            state = f" ({edition.get_state_display().lower()})" if edition else ""
            self.stdout.write(f"{path.name}: {edition or 'nothing new'}{state}")
