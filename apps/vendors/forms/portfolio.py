"""What may be asked of the portfolio and its neighbours."""

from datetime import date
from typing import Any

from django import forms

from apps.core.lists import FilterForm
from apps.vendors.queries.portfolio import ServiceRow
from apps.vendors.rules.scoring import Rating

SPANS = [(6, "6 months"), (12, "12 months"), (18, "18 months"), (36, "36 months")]
USUAL = 12


class PortfolioFilter(FilterForm):
    """How far back the map goes, and which services are listed below it."""

    months = forms.TypedChoiceField(
        label="Map of", choices=SPANS, coerce=int, required=False
    )
    rating = forms.ChoiceField(
        label="Services marked",
        required=False,
        choices=[("", "Any"), *((one.value, one.label) for one in Rating)],
    )

    @property
    def span(self) -> int:
        """How many full months; 12 unless asked."""
        asked = self.cleaned_data["months"] if self.is_valid() else None
        return int(asked or USUAL)

    def listed(self, rows: list[ServiceRow]) -> list[ServiceRow]:
        """The services with the asked mark in the last full month."""
        asked = self.cleaned_data["rating"] if self.is_valid() else ""
        return [one for one in rows if not asked or one.last.rating == asked]


class MonthChoice(forms.Form):
    """A month, as 2026-10."""

    month = forms.RegexField(r"^[12][0-9]{3}-(0[1-9]|1[0-2])$", required=False)

    def chosen(self, usual: date) -> date:
        """The asked month, or the usual one."""
        asked: Any = self.cleaned_data["month"] if self.is_valid() else ""
        return date.fromisoformat(f"{asked}-01") if asked else usual
