"""What authors of standards type of a criterion."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.core.forms import WordsField
from apps.onboarding import rules
from apps.onboarding.forms.standards import RULE_HELP, JsonArea
from apps.onboarding.models import Category, Criterion
from apps.onboarding.queries.facts import fact_kind, offered_facts

CONDITION = ("check", "at_least", "at_most", "equals", "accepted", "fresh_hours")


class CriterionForm(forms.Form):
    """A criterion of a draft."""

    code = forms.RegexField(
        r"^[A-Z]{2,6}-[0-9]{2,3}$",
        help_text="Such as OBS-04.",
        error_messages={"invalid": "Use letters, a dash and a number: OBS-04."},
    )
    category = forms.ModelChoiceField(Category.objects.all())
    level = forms.ChoiceField(choices=Criterion.Level.choices)
    weight = forms.IntegerField(min_value=1, max_value=5)
    title = forms.CharField(max_length=200)
    guidance = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Markdown: what good evidence looks like.",
    )
    evidence_kind = forms.ChoiceField(choices=Criterion.EvidenceKind.choices)
    wanted = forms.JSONField(
        label="Details of the evidence",
        required=False,
        widget=JsonArea(),
        help_text="JSON: prompt, hint, unit, at_least, at_most, choices, accepted, prefill.",
    )
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
    valid_days = forms.IntegerField(
        label="Good for (days)",
        required=False,
        min_value=1,
        max_value=3650,
        help_text="Empty when the evidence does not decay.",
    )
    applies = forms.JSONField(
        label="Applies when", required=False, widget=JsonArea(), help_text=RULE_HELP
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["check"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered_facts(str(self.initial.get("check") or ""))

    def clean_applies(self) -> dict[str, Any]:
        """The rule; the empty one when nothing was typed."""
        return self.cleaned_data["applies"] or {}

    def clean_wanted(self) -> dict[str, Any]:
        """The details; none when nothing was typed."""
        found = self.cleaned_data["wanted"] or {}
        if not isinstance(found, dict):
            raise ValidationError("Give a JSON object, such as {}.")
        return found

    def clean(self) -> dict[str, Any]:
        """What the portal checks, put together with the details and understood."""
        typed = self.cleaned_data
        condition = {name: typed.pop(name, None) for name in CONDITION}
        if typed.get("evidence_kind") != Criterion.EvidenceKind.AUTOMATIC:
            return typed
        wanted = {**(typed.get("wanted") or {}), **_stated(condition)}
        kind = fact_kind(str(wanted.get("check", "")))
        for words in rules.condition_faults(wanted, kind):
            self.add_error("check", words)
        typed["wanted"] = wanted
        return typed


def _stated(condition: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed of a condition, as a file of a standard has it."""
    return {
        name: float(value) if isinstance(value, Decimal) else value
        for name, value in condition.items()
        if value not in (None, "", [])
    }


def criterion_initial(found: Criterion) -> dict[str, Any]:
    """A criterion as its form begins with it: the condition on a fact in fields of its own."""
    names = ["code", "category", "level", "weight", "title", "guidance"]
    names += ["evidence_kind", "wanted", "valid_days", "applies"]
    initial = {name: getattr(found, name) for name in names}
    initial["expected_version"] = found.version
    if found.evidence_kind == Criterion.EvidenceKind.AUTOMATIC:
        wanted = dict(found.wanted)
        initial |= {name: wanted.pop(name) for name in CONDITION if name in wanted}
        initial["wanted"] = wanted
    return initial
