"""What the register's forms share: countries, numbers, targets."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.core.forms import (
    SlugField,
    WordsField,
    limit,
    sent_key,
    short_name,
    version_field,
)
from apps.vendors.rules.targets import DAY, seconds_of, target_text

COUNTRY_HELP = "Its two letters, such as DE."
HIGHEST = 99

__all__ = [
    "CountryField",
    "NumbersField",
    "SlugField",
    "TargetField",
    "WordsField",
    "limit",
    "lines",
    "pairs",
    "sent_key",
    "short_name",
    "version_field",
]


class CountryField(forms.RegexField):
    """A country by two letters, which may be typed small."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            r"^[A-Z]{2}$",
            **{"help_text": COUNTRY_HELP, "max_length": 2, "required": False, **kwargs},
        )

    def to_python(self, value: Any) -> Any:
        """In capital letters."""
        return (super().to_python(value) or "").upper()


class NumbersField(forms.CharField):
    """Several small numbers with commas between them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 100, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """With commas."""
        return self.said(value) if isinstance(value, list) else value

    def said(self, value: Any) -> str:
        """With commas."""
        return ", ".join(map(str, value or []))

    def clean(self, value: Any) -> Any:
        """The numbers, in order, none twice."""
        parts = super().clean(value).replace(",", " ").split()
        if any(not (one.isdecimal() and int(one) <= HIGHEST) for one in parts):
            raise ValidationError("Type numbers such as 1, 2.")
        return sorted(set(map(int, parts)))


class TargetField(forms.CharField):
    """Working time as people write it; the form turns it into seconds."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """Seconds in hours and minutes."""
        return target_text(value) if isinstance(value, int) else value

    def said(self, value: Any) -> str:
        """In hours and minutes."""
        return target_text(value) if value else "–"

    def clean(self, value: Any) -> Any:
        """The words, if they are a span of time at all."""
        words = super().clean(value)
        try:
            seconds_of(words, DAY)
        except ValueError as error:
            raise ValidationError(
                "Write it as 30 min, 8 h or 2 d of working time."
            ) from error
        return words


def pairs(text: str) -> dict[str, str]:
    """The lines “word = meaning”; ValidationError names a line that is none."""
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        word, equals, meaning = line.rpartition("=")
        if not equals or not word.strip() or not meaning.strip():
            raise ValidationError(f"Write “word = meaning”, not “{line[:60]}”.")
        found[word.strip()] = meaning.strip()
    return found


def lines(given: Mapping[str, object]) -> str:
    """The same, back as lines."""
    return "\n".join(f"{word} = {meaning}" for word, meaning in given.items())
