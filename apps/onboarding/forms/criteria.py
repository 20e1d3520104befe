"""What authors of standards type of a criterion."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.core.errors import check_storable
from apps.onboarding.forms.conditions import CONDITION, ConditionForm
from apps.onboarding.forms.standards import RULE_HELP, JsonArea
from apps.onboarding.models import Category, Criterion


class CriterionForm(ConditionForm):
    """A criterion of a draft."""

    field_order = [
        *("code", "category", "level", "weight", "title", "guidance"),
        *("evidence_kind", "wanted", *CONDITION, "valid_days", "applies"),
    ]

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
        validators=[check_storable],
        help_text="JSON: prompt, hint, unit, at_least, at_most, choices, accepted, prefill.",
    )
    valid_days = forms.IntegerField(
        label="Good for (days)",
        required=False,
        min_value=1,
        max_value=3650,
        help_text="Empty when the evidence does not decay.",
    )
    applies = forms.JSONField(
        label="Applies when",
        required=False,
        widget=JsonArea(),
        validators=[check_storable],
        help_text=RULE_HELP,
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

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
        condition, typed = self.take_condition(), self.cleaned_data
        if typed.get("evidence_kind") != Criterion.EvidenceKind.AUTOMATIC:
            return typed
        wanted = {**(typed.get("wanted") or {}), **condition}
        self.check_condition(wanted)
        typed["wanted"] = wanted
        return typed


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
