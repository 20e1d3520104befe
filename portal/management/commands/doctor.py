"""`manage.py doctor`: what is wrong with this installation, and how to mend it."""

from argparse import ArgumentParser
from dataclasses import asdict
from json import dumps
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.doctor import Verdict, examine


class Command(BaseCommand):
    help = (
        "Look at this installation and say in plain words what is wrong and how to mend"
        " it. Ends with 1 if something is wrong. Changes nothing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For people, or for programs."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *, json: bool, **options: Any) -> None:
        """One line a finding, and below it what to do."""
        found = []
        for one in examine():
            found.append(one)
            if not json:
                self.stdout.write(f"{one.verdict:<6}{one.what}: {one.says}")
                if one.do:
                    self.stdout.write(f"      → {one.do}")
        if json:
            self.stdout.write(dumps([asdict(one) for one in found]))
        count = sum(one.verdict is Verdict.WRONG for one in found)
        if count:
            raise CommandError(f"{count} of {len(found)} things are wrong.")
        if not json:
            self.stdout.write(f"Nothing is wrong; {len(found)} things were looked at.")
