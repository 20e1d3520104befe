"""What may be asked of the versions of an article."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.core.forms import version_field

HIGHEST = 2**31 - 1


class CompareForm(forms.Form):
    """Two versions, by number, and how they are shown."""

    old = forms.IntegerField(
        label="From version",
        min_value=1,
        max_value=HIGHEST,
        error_messages={"required": "Choose the version to compare from."},
    )
    new = forms.IntegerField(
        label="to version",
        min_value=1,
        max_value=HIGHEST,
        error_messages={"required": "Choose the version to compare with."},
    )
    way = forms.ChoiceField(
        label="Shown",
        choices=[("words", "Inline by words"), ("sides", "Side by side")],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Two different ones."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("old") and cleaned.get("old") == cleaned.get("new"):
            raise ValidationError("Choose two different versions.")
        return cleaned


class RestoreForm(forms.Form):
    """The version of the article that was read."""

    version = version_field()
