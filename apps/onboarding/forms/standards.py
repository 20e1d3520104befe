"""What authors of standards type."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.accounts.models import User
from apps.core.errors import EditConflict, check_storable
from apps.onboarding.models import Category, Question, Standard

RULE_HELP = (
    "Empty for always. A rule is JSON: platforms, tiers and answers must all hold, as in "
    '{"tiers": [1, 2], "answers": {"personal_data": "yes"}}; any, all and not combine rules.'
)


SLUG_HELP = "Short and for good: it is part of the address."


class JsonArea(forms.Textarea):
    """JSON, spread over lines."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 4, "spellcheck": "false"})


class StandardForm(forms.Form):
    """What a standard is called, says of itself and applies to."""

    name = forms.CharField(max_length=120)
    description = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    applies = forms.JSONField(
        label="Applies to",
        required=False,
        widget=JsonArea(),
        validators=[check_storable],
        help_text=RULE_HELP,
    )

    def clean_applies(self) -> dict[str, Any]:
        """The rule; the empty one when nothing was typed."""
        return self.cleaned_data["applies"] or {}


class NewStandardForm(StandardForm):
    """A new standard: also its short name."""

    slug = forms.SlugField(max_length=50, help_text=SLUG_HELP)
    field_order = ["name", "slug", "description", "applies"]

    def clean_slug(self) -> str:
        """A short name that no other standard has."""
        slug: str = self.cleaned_data["slug"]
        if Standard.objects.filter(slug=slug).exists():
            raise ValidationError("Another standard has this short name.")
        return slug


class AmendStandardForm(StandardForm):
    """A standard as it was read, changed."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class CategoryForm(forms.Form):
    """What a category is called."""

    name = forms.CharField(max_length=80)
    description = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AmendCategoryForm(CategoryForm):
    """A category as it was read, changed."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class NewCategoryForm(CategoryForm):
    """A new category: also its short name."""

    slug = forms.SlugField(
        label="Short name",
        max_length=50,
        help_text="For good: roles and standards' files name the category by it.",
    )
    field_order = ["name", "slug", "description"]

    def clean_slug(self) -> str:
        """A short name that no other category has."""
        slug: str = self.cleaned_data["slug"]
        if Category.objects.filter(slug=slug).exists():
            raise ValidationError("Another category has this short name.")
        return slug


class ReviewerForm(forms.Form):
    """Who shall review a category."""

    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True, organisation__kind="internal")
    )


class QuestionForm(forms.Form):
    """A question of a draft. Its key stays once it is made."""

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
    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

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


def question_initial(found: Question) -> dict[str, Any]:
    """A question as its form begins with it."""
    names = ["key", "text", "help", "kind", "position"]
    initial = {name: getattr(found, name) for name in names}
    lines = [one if isinstance(one, str) else json.dumps(one) for one in found.choices]
    initial["expected_version"] = found.version
    return {**initial, "choices": "\n".join(lines)}


def standard_initial(found: Standard) -> dict[str, Any]:
    """A standard as its form begins with it."""
    names = ["name", "description", "applies"]
    initial = {name: getattr(found, name) for name in names}
    return {**initial, "expected_version": found.version}


def category_initial(found: Category) -> dict[str, Any]:
    """A category as its form begins with it."""
    return {
        "name": found.name,
        "description": found.description,
        "expected_version": found.version,
    }


def again(form: forms.Form, lost: EditConflict) -> forms.Form:
    """The form as it was typed, to be saved over what somebody else saved first."""
    typed = {name: form[name].value() for name in form.fields}
    typed["expected_version"] = getattr(lost.current, "version", None)
    retried = type(form)(typed)
    retried.add_error(None, str(lost))
    return retried


def now_said(form: forms.Form, initial: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What the fields say by now that say something else than what was typed."""
    return [
        (str(form[name].label), value)
        for name, value in initial.items()
        if name != "expected_version"
        and name in form.cleaned_data
        and form.cleaned_data[name] != value
    ]
