"""What is asked of failed searches, and typed about them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core.forms import limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.knowledge.models import Article, Kind, Space, Synonym
from apps.knowledge.queries.failed import spaces_to_write_in, tenders
from apps.knowledge.states import FAILED_CLOSED, STANDS, FailedState

WAITING = "waiting"
WHOSE = [("", "Anybody"), ("me", "Me"), ("nobody", "Nobody")]
ADDRESS = re.compile(r"(?P<space>[-\w]+)/(?P<slug>[-\w]+)/?$")


class FailedFilter(FilterForm):
    """By words, state and owner."""

    q = forms.CharField(
        label="Words",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        choices=[
            ("", "Any"),
            (WAITING, "Waiting for an answer"),
            *FailedState.choices,
        ],
        required=False,
    )
    owner = forms.ChoiceField(choices=WHOSE, required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The failed searches that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(words__icontains=words)
        if asked["state"] == WAITING:
            rows = rows.exclude(state__in=FAILED_CLOSED)
        elif asked["state"]:
            rows = rows.filter(state=asked["state"])
        if asked["owner"] == "me":
            rows = rows.filter(owner=self.user)
        elif asked["owner"]:
            rows = rows.filter(owner=None)
        return rows


class ActForm(forms.Form):
    """What each act on a failed search carries: the version that was read."""

    version = version_field()


class OwnForm(ActForm):
    """Who sees to it."""

    owner = forms.ModelChoiceField(
        User.objects.none(), required=False, empty_label="Nobody"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "owner", tenders())


class DraftForm(ActForm):
    """Where an article that answers it begins, and as what."""

    sent_key = sent_key()
    space = forms.ModelChoiceField(Space.objects.none(), empty_label=None)
    kind = forms.ChoiceField(choices=Kind.choices, initial=Kind.KNOWN_ERROR)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "space", spaces_to_write_in(user))


class AnswerForm(ActForm):
    """The article that answers it, by its address."""

    article = forms.CharField(
        label="Address of the article",
        max_length=500,
        help_text="As in the browser, or as space/article.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_article(self) -> Article:
        """The article of that address, if it exists for this person and readers have it."""
        place = ADDRESS.search(self.cleaned_data["article"].strip().partition("#")[0])
        seen = Article.objects.visible_to(self.user).filter(standing__in=STANDS)
        found = (
            seen.filter(space__slug=place["space"], slug=place["slug"]).first()
            if place
            else None
        )
        if found is None:
            raise ValidationError("No published article has this address.")
        return found


class SynonymForm(ActForm):
    """The synonym by which it is found now."""

    synonym = forms.ModelChoiceField(Synonym.objects.none(), empty_label=None)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "synonym", Synonym.objects.visible_to(user))


class NotOursForm(ActForm):
    """Why this base does not answer it."""

    note = forms.CharField(
        label="Who does, or why not",
        max_length=200,
        help_text="Who searched for it reads this.",
    )
