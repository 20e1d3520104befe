"""Makes the first administrator, who then brings in everybody else."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from apps.accounts import actions


class Command(BaseCommand):
    help = (
        "Make a person administrator; the password is asked for, or read from a pipe."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="Administrator")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        password = _password()
        try:
            validate_email(email)
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        user = actions.appoint_administrator(
            email, name=name, password=password, now=timezone.now()
        )
        self.stdout.write(f"{user.name} ({user.email}) is administrator.")


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")
