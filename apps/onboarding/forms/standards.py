"""What authors of standards type."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.onboarding.models import Category, Criterion, Question

RULE_HELP = (
    "Empty for always. A rule is JSON: platforms, tiers and answers must all hold, as in "
    '{"tiers": [1, 2], "answers": {"personal_data": "yes"}}; any, all and not combine rules.'
)


class JsonArea(forms.Textarea):
    """JSON, spread over lines."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 4, "spellcheck": "false"})


class StandardForm(forms.Form):
    """A new standard."""

    name = forms.CharField(max_length=120)
    slug = forms.SlugField(
        max_length=50, help_text="Short and for good: it is part of the address."
    )
    description = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    applies = forms.JSONField(
        label="Applies to", required=False, widget=JsonArea(), help_text=RULE_HELP
    )

    def clean_applies(self) -> dict[str, Any]:
        """The rule; the empty one when nothing was typed."""
        return self.cleaned_data["applies"] or {}


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

    def clean_applies(self) -> dict[str, Any]:
        """The rule; the empty one when nothing was typed."""
        return self.cleaned_data["applies"] or {}

    def clean_wanted(self) -> dict[str, Any]:
        """The details; none when nothing was typed."""
        found = self.cleaned_data["wanted"] or {}
        if not isinstance(found, dict):
            raise ValidationError("Give a JSON object, such as {}.")
        return found


class QuestionForm(forms.Form):
    """A question of a draft; the same key again changes it."""

    key = forms.SlugField(max_length=50, help_text="How rules name it: personal_data.")
    text = forms.CharField(max_length=300)
    help = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(choices=Question.Kind.choices)
    choices = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, where one of several may be chosen.",
    )
    position = forms.IntegerField(min_value=0, max_value=999, initial=0)

    def clean_choices(self) -> list[str]:
        """The lines."""
        return [
            line.strip()
            for line in self.cleaned_data["choices"].splitlines()
            if line.strip()
        ]


class PublishForm(forms.Form):
    """What is new in an edition."""

    note = forms.CharField(
        label="What is new", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def criterion_initial(found: Criterion) -> dict[str, Any]:
    """A criterion as its form begins with it."""
    names = ["code", "category", "level", "weight", "title", "guidance"]
    names += ["evidence_kind", "wanted", "valid_days", "applies"]
    initial = {name: getattr(found, name) for name in names}
    return {**initial, "expected_version": found.version}


def question_initial(found: Question) -> dict[str, Any]:
    """A question as its form begins with it."""
    names = ["key", "text", "help", "kind", "position"]
    initial = {name: getattr(found, name) for name in names}
    lines = [one if isinstance(one, str) else json.dumps(one) for one in found.choices]
    return {**initial, "choices": "\n".join(lines)}
