"""What makes a password easy to guess here, and nowhere else."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError

FEWEST = 6
FILLING = re.compile(r"[\W\d_]+")


class HouseWordsValidator:
    """Words of the house, digits and signs alone make no password (ASVS 6.2.11)."""

    def validate(self, password: str, user: object = None) -> None:
        """ValidationError where fewer than six letters are left without them."""
        left = password.lower()
        for word in sorted(settings.PASSWORD_WORDS, key=len, reverse=True):
            left = left.replace(word.lower(), " ")
        if left != password.lower() and len(FILLING.sub("", left)) < FEWEST:
            raise ValidationError(
                "This password is made of words and figures that anybody here would try.",
                code="password_of_the_house",
            )

    def get_help_text(self) -> str:
        return "Your password can’t be made of words of the house and figures alone."
