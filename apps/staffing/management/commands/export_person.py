"""Everything held about a person, as a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from apps.core.pdf import pdf_bytes
from apps.staffing.actions.growth.keeping import everything_held
from apps.staffing.models import Person
from apps.staffing.queries.growth.paper import held_paper


def person_named(email: str) -> Person:
    """By work e-mail or the login's. CommandError if there is none."""
    rows = Person.objects.select_related("user")
    found = rows.filter(email__iexact=email).first()
    found = found or rows.filter(user__email__iexact=email).first()
    if found is None:
        raise CommandError(f"Nobody here has the e-mail {email}.")
    return found


class Command(BaseCommand):
    """`manage.py export_person anna@bank.example held.json`, or `held.pdf` to be read."""

    help = (
        "Write everything held about a person to a file, for the answer to a request."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        person, path = person_named(options["email"]), options["file"]
        try:  # a file that is there may be open to others, or a link to elsewhere
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            raise CommandError(f"{path} is there already: name a new file.") from None
        found = everything_held(person, by=None, now=timezone.now())
        if path.suffix == ".pdf":
            paper = held_paper(person, found, now=timezone.now())
            path.write_bytes(pdf_bytes("staffing/growth/held.typ", paper))
        else:
            path.write_text(
                json.dumps(found, cls=DjangoJSONEncoder, indent=1, ensure_ascii=False)
            )
        rows = sum(map(len, found.values()))
        self.stdout.write(f"{rows} rows of {len(found)} tables are in {path}.")
