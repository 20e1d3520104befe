"""What may be asked of scorecards."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.urls import reverse

from apps.core.lists import FilterForm
from apps.vendors.queries.drill import CLOSED_KINDS, KINDS

MONTH = r"^[12][0-9]{3}-(0[1-9]|1[0-2])$"


class MonthForm(forms.Form):
    """Another month of the same scorecard, as 2026-10."""

    month = forms.RegexField(MONTH)

    def address(self, slug: str) -> str:
        """The page of the chosen month."""
        month = date.fromisoformat(f"{self.cleaned_data['month']}-01")
        return reverse("vendors:scorecard", args=[slug, month])


class CardFilter(forms.Form):
    """Scorecards over the API: of which month, of which service."""

    month = forms.RegexField(MONTH, required=False)
    service = forms.SlugField(required=False)

    def clean_month(self) -> date | None:
        """Its first day; nothing where none is asked for."""
        asked = self.cleaned_data["month"]
        return date.fromisoformat(f"{asked}-01") if asked else None

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The services that are asked for."""
        slug = self.cleaned_data["service"]
        return rows.filter(slug=slug) if slug else rows


class VerdictFilter(FilterForm):
    """By outcome, number, priority, group, category: those that occur in the month."""

    path = "ticket__"
    kinds = KINDS

    q = forms.CharField(
        label="Ticket", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    outcome = forms.ChoiceField(required=False)
    priority = forms.ChoiceField(required=False)
    group = forms.ChoiceField(required=False)
    category = forms.ChoiceField(required=False)

    def __init__(
        self, *args: Any, values: Mapping[str, Sequence[Any]], **kwargs: Any
    ) -> None:
        """With what occurs in the list."""
        super().__init__(*args, **kwargs)
        kinds = [(name, label) for name, (label, _) in self.kinds.items()]
        cast("forms.ChoiceField", self.fields["outcome"]).choices = [
            ("", "Any"),
            *kinds,
        ]
        for name, found in values.items():
            field = cast("forms.ChoiceField", self.fields[name])
            field.choices = [("", "Any"), *((one, one) for one in found)]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The verdicts that answer the question."""
        asked = self.cleaned_data
        if number := asked["q"].strip():
            rows = rows.filter(**{f"{self.path}number__istartswith": number})
        if asked["outcome"]:
            rows = rows.filter(self.kinds[asked["outcome"]][1])
        for name in ("priority", "group", "category"):
            if asked[name]:
                rows = rows.filter(**{f"{self.path}{name}": asked[name]})
        return rows


class ClosedFilter(VerdictFilter):
    """The same of a closed month, from its frozen tickets."""

    path = ""
    kinds = CLOSED_KINDS
