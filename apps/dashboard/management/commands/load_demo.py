"""Loads the demonstration's people, catalog and requests."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from apps.dashboard.demo.build import build


class Command(BaseCommand):
    help = "Load invented demonstration data, dated from today; once."

    def handle(self, *args: Any, **options: Any) -> None:
        is_new = build(now=timezone.now())
        words = "Demonstration data loaded." if is_new else "They are there already."
        if options["verbosity"]:
            self.stdout.write(words)
