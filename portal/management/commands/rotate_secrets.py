"""Writes every secret anew under the newest SECRET_KEY, so that an old one may go."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from apps.accounts.actions.factors import rotate_factors
from apps.core.actions import rotate_secrets


class Command(BaseCommand):
    help = "Encrypt every secret anew under the newest SECRET_KEY."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                count = rotate_secrets() + rotate_factors()
        except InvalidToken as error:
            raise CommandError(
                "A secret fits none of SECRET_KEY and SECRET_KEY_FALLBACKS; "
                "nothing was changed."
            ) from error
        self.stdout.write(f"{count} rows are encrypted under the newest key.")
