"""What readers say of an article, and what is answered to a flag."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core.forms import limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.knowledge.models import Article, ArticleVersion, Flag, Space
from apps.knowledge.states import FlagState

TICKET = re.compile(r"[\w][\w./#-]*$")
WHOSE = [
    ("", "Anybody’s"),
    ("own", "On articles I own"),
    ("me", "Mine"),
]


class FeedbackForm(forms.Form):
    """Whether it helped: each answer is a button."""

    helpful = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")])
    comment = forms.CharField(
        label="What was missing or wrong?",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Its owner reads it.",
    )


class UseForm(forms.Form):
    """The ticket that it solved."""

    ticket = forms.CharField(label="Ticket number", max_length=40)

    def clean_ticket(self) -> str:
        """A number as ticket systems have it."""
        typed: str = self.cleaned_data["ticket"].strip()
        if not TICKET.match(typed):
            raise ValidationError("Type the number alone, such as INC0012345.")
        return typed


class SignOffForm(forms.Form):
    """The version that was read."""

    number = version_field()


class FlagForm(forms.Form):
    """A passage and what is wrong with it."""

    heading = forms.ChoiceField(label="Where", required=False)
    quote = forms.CharField(
        label="Passage",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Copied from the article; empty if it is about all of it.",
    )
    comment = forms.CharField(
        label="What is wrong with it",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
    sent_key = sent_key()

    def __init__(self, *args: Any, headings: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["heading"]
        assert isinstance(field, forms.ChoiceField)
        named = dict.fromkeys(one[:200] for one in headings)
        field.choices = [("", "The whole article"), *((one, one) for one in named)]


class FixForm(forms.Form):
    """The version that fixed it."""

    version = version_field()
    number = forms.TypedChoiceField(label="Fixed in", coerce=int)
    answer = forms.CharField(
        label="Answer",
        max_length=1000,
        required=False,
        help_text="Who flagged it reads it.",
    )

    def __init__(self, *args: Any, later: list[ArticleVersion], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "fix_%s")
        super().__init__(*args, **kwargs)
        field = self.fields["number"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.number, f"Version {one.number}") for one in later]


class DeclineForm(forms.Form):
    """Why the passage stays."""

    version = version_field()
    answer = forms.CharField(
        label="Why it stays",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Who flagged it reads it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "decline_%s")
        super().__init__(*args, **kwargs)


class PublishForm(forms.Form):
    """Which open flags the version fixes; whether those who must read it sign again."""

    fixes = forms.ModelMultipleChoiceField(
        Flag.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_big = forms.BooleanField(required=False)

    def __init__(self, *args: Any, found: Article, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Flag.objects.visible_to(user).open()
        limit(self, "fixes", seen.filter(article=found))


class FlagFilter(FilterForm):
    """Which flags to list."""

    q = forms.CharField(
        label="Words", required=False, max_length=100, widget=forms.SearchInput
    )
    state = forms.ChoiceField(
        choices=[("", "Any state"), *FlagState.choices], required=False
    )
    space = forms.ModelChoiceField(
        Space.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any space",
    )
    whose = forms.ChoiceField(choices=WHOSE, required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The flags that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(article__title__icontains=words) | rows.filter(
                comment__icontains=words
            )
        if asked["state"]:
            rows = rows.filter(state=asked["state"])
        if asked["space"]:
            rows = rows.filter(article__space=asked["space"])
        if asked["whose"] == "me":
            rows = rows.filter(by=self.user)
        elif asked["whose"]:
            rows = rows.filter(article__owner=self.user)
        return rows
