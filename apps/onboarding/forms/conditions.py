"""What authors type of a condition on a fact."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from apps.core.forms import WordsField
from apps.onboarding import rules
from apps.onboarding.queries.facts import fact_kind, offered_facts

CONDITION = ("check", "at_least", "at_most", "equals", "accepted", "fresh_hours")


class ConditionForm(forms.Form):
    """A fact and what is asked of it; the words of `rules.condition_faults` beside it."""

    check = forms.ChoiceField(
        label="Fact",
        required=False,
        help_text="Of a criterion that the portal checks: what it reads.",
    )
    at_least = forms.DecimalField(required=False)
    at_most = forms.DecimalField(required=False)
    equals = forms.CharField(
        label="Is just",
        required=False,
        max_length=100,
        help_text="Of a flag: yes or no.",
    )
    accepted = WordsField(
        label="Is one of",
        help_text="One a line. Without any condition it has to be known.",
    )
    fresh_hours = forms.IntegerField(
        label="At most this old (hours)",
        required=False,
        min_value=1,
        max_value=9600,
        help_text="Empty for what is usual for the fact.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["check"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered_facts(str(self.initial.get("check") or ""))

    def take_condition(self) -> dict[str, Any]:
        """What was typed of it, as a file of a standard has it; the fields are used up."""
        return _stated({name: self.cleaned_data.pop(name, None) for name in CONDITION})

    def check_condition(self, wanted: Mapping[str, Any]) -> None:
        """Say beside the fact what makes no sense."""
        kind = fact_kind(str(wanted.get("check", "")))
        for words in rules.condition_faults(wanted, kind):
            self.add_error("check", words)


def _stated(condition: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed of a condition, as a file of a standard has it."""
    return {
        name: float(value) if isinstance(value, Decimal) else value
        for name, value in condition.items()
        if value not in (None, "", [])
    }
