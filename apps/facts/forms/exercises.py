"""What may be typed of exercises."""

import uuid

from django import forms
from django.utils import timezone

from apps.core.forms import DayInput
from apps.facts.states import ExerciseKind, ExerciseOutcome

FIRST_YEAR = 1990


class ExerciseForm(forms.Form):
    """A disaster recovery exercise that was held."""

    held_on = forms.DateField(label="Held on", widget=DayInput())
    kind = forms.ChoiceField(choices=ExerciseKind.choices)
    outcome = forms.ChoiceField(choices=ExerciseOutcome.choices)
    note = forms.CharField(
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="What was tried, the recovery times reached, where the report is.",
    )
    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_held_on(self) -> object:
        """A day that has come, with its whole year."""
        day = self.cleaned_data["held_on"]
        if day.year < FIRST_YEAR:
            raise forms.ValidationError("Type the year with its four digits.")
        if day > timezone.localdate():
            raise forms.ValidationError("An exercise is noted once it was held.")
        return day
