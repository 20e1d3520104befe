"""What the register's forms share: short names, countries, lines, targets, bands."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import slugify

from apps.vendors.rules.targets import DAY, seconds_of, target_text

COUNTRY_HELP = "Its two letters, such as DE."
LONGEST_WORD = 60
HIGHEST = 99


def limit(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Offer only these rows in the field."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def sent_key() -> forms.UUIDField:
    """The key by which a form that is sent twice creates once."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def version_field() -> forms.IntegerField:
    """The version that was read, over which is saved."""
    return forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
    )


def short_name(name: str, typed: str, taken: QuerySet[Any], longest: int = 60) -> str:
    """The short name that was typed, or one made of the name, that nothing else has."""
    slug = typed or slugify(name)[:longest].strip("-")
    if not slug:
        raise ValidationError("Type a short name: letters, digits, hyphens.")
    if taken.filter(slug=slug).exists():
        raise ValidationError("This short name is taken: type another one.")
    return slug


class SlugField(forms.SlugField):
    """A short name, made of the name where it is left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": "Short name",
                "required": False,
                "max_length": 60,
                "help_text": "As in its address, for good. Made of the name if empty.",
                **kwargs,
            }
        )


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


class WordsField(forms.CharField):
    """Several short texts, one a line or with commas between them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"widget": forms.Textarea({"rows": 3}), "required": False, **kwargs}
        )

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return "\n".join(value) if isinstance(value, list) else value

    def said(self, value: Any) -> str:
        """In one line."""
        return ", ".join(value or [])

    def clean(self, value: Any) -> Any:
        """The texts, none twice."""
        lines = super().clean(value).replace(",", "\n").splitlines()
        found = list(dict.fromkeys(filter(None, (line.strip() for line in lines))))
        if any(len(one) > LONGEST_WORD for one in found):
            raise ValidationError(f"Each has at most {LONGEST_WORD} letters.")
        return found


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
