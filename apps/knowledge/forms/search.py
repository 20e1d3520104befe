"""What the address of a search says, and what may be typed of synonyms."""

from dataclasses import asdict
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from apps.accounts.models import User
from apps.core.forms import limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.knowledge.access import can_make_spaces
from apps.knowledge.models import Space
from apps.knowledge.queries.search import PAGE, Chosen
from apps.knowledge.rules.search.query import LONGEST_QUERY

MOST_PAGES = 60
LONGEST_CHOICE = 120


class SearchForm:
    """A search as its address has it. Nothing in it can be wrong: what is not known
    finds nothing.
    """

    def __init__(self, data: QueryDict) -> None:
        self.data = data

    def _said(self, name: str, longest: int = LONGEST_CHOICE) -> str:
        return self.data.get(name, "").replace("\0", "").strip()[:longest]

    @cached_property
    def words(self) -> str:
        """What was typed."""
        return self._said("q", LONGEST_QUERY)

    @cached_property
    def chosen(self) -> Chosen:
        """The values chosen among the facets."""
        return Chosen(**{name: self._said(name) for name in asdict(Chosen())})

    @property
    def is_exact(self) -> bool:
        """Whether nothing is to be corrected."""
        return bool(self.data.get("exact"))

    @property
    def page(self) -> int:
        """Which page of results, from 1."""
        said = self.data.get("page", "")
        number = int(said) if said.isdecimal() and len(said) <= len("999") else 1
        return min(max(number, 1), MOST_PAGES)

    @property
    def first_place(self) -> int:
        """The place of the first result of the page, from 1."""
        return (self.page - 1) * PAGE + 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked or chosen."""
        return not self.words and self.chosen == Chosen()

    @property
    def address(self) -> dict[str, str]:
        """All of it but the page."""
        exact = {"exact": "1"} if self.is_exact else {}
        return {"q": self.words, **asdict(self.chosen), **exact}

    @property
    def exact_query(self) -> str:
        """The address of the same search, for the words as they were typed."""
        kept = {name: one for name, one in self.address.items() if one}
        return urlencode({**kept, "exact": "1"})


class SynonymForm(forms.Form):
    """Words, and what they also find."""

    words = forms.CharField(
        label="Who searches for", max_length=120, help_text="Such as: oom."
    )
    means = forms.CharField(
        label="Also finds",
        max_length=200,
        help_text="The words that are in the articles, such as: out of memory.",
    )


class NewSynonymForm(SynonymForm):
    """A new synonym, and where it holds."""

    space = forms.ModelChoiceField(Space.objects.none(), required=False)
    sent_key = sent_key()
    field_order = ("words", "means", "space")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Space.objects.visible_to(user)
        may_all = can_make_spaces(user)
        limit(
            self, "space", rows if may_all else rows & Space.objects.reviewed_by(user)
        )
        self.fields["space"].required = not may_all
        self.fields["space"].help_text = "Empty: in every space." if may_all else ""


class AmendSynonymForm(SynonymForm):
    """The same of one that exists, saved over the version that was read."""

    version = version_field()


class SynonymFilter(FilterForm):
    """What the list of synonyms is narrowed by."""

    q = forms.CharField(
        label="Words", required=False, max_length=100, widget=forms.SearchInput
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those whose words or meaning have what was typed."""
        words = self.cleaned_data["q"]
        return rows.filter(Q(words__icontains=words) | Q(means__icontains=words))
