"""What may be asked of the portfolio and its neighbours."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from apps.core.lists import FilterForm
from apps.vendors.models import ServiceLevel
from apps.vendors.queries.ending import Ending
from apps.vendors.queries.portfolio import ServiceRow
from apps.vendors.rules.scoring import Rating

SPANS = [(12, "12 months"), (6, "6 months"), (18, "18 months"), (36, "36 months")]
USUAL = 12
COMPARED = [(3, "3 months"), (1, "1 month"), (6, "6 months"), (12, "12 months")]
COUNTED = [(3, "3 months"), (1, "this month"), (6, "6 months"), (12, "12 months")]
USUAL_COMPARED = 3
DAY_NAMES = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)
WEEKDAYS = [("", "Any"), *enumerate(DAY_NAMES, 1)]
HOURS = [("", "Any"), *((hour, f"{hour:02}:00") for hour in range(24))]


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

    near = forms.BooleanField(
        label="Only contracts with their notice day in 30 days", required=False
    )

    def ending(self, found: list[Ending]) -> list[Ending]:
        """The contracts that run out, or only those whose notice day is near."""
        is_asked = self.is_valid() and self.cleaned_data["near"]
        return [one for one in found if one.is_near] if is_asked else found

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


class CompareForm(forms.Form):
    """Which measure, over how many full months."""

    use_required_attribute = False
    measure = forms.ChoiceField(choices=ServiceLevel.Measure.choices, required=False)
    months = forms.TypedChoiceField(
        label="Over", choices=COMPARED, coerce=int, required=False
    )

    def asked(self) -> tuple[str, int]:
        """Resolution time over three months, unless asked otherwise."""
        given = self.cleaned_data if self.is_valid() else {}
        measure = given.get("measure") or ServiceLevel.Measure.RESOLUTION
        return str(measure), int(given.get("months") or USUAL_COMPARED)


class PatternFilter(FilterForm):
    """Which level and months; then when, and what kind of ticket."""

    level = forms.ChoiceField(required=False)
    months = forms.TypedChoiceField(
        label="Over", choices=COUNTED, coerce=int, required=False
    )
    weekday = forms.TypedChoiceField(choices=WEEKDAYS, coerce=int, required=False)
    hour = forms.TypedChoiceField(choices=HOURS, coerce=int, required=False)
    priority = forms.CharField(required=False, max_length=5)
    category = forms.CharField(required=False, max_length=120)
    group = forms.CharField(required=False, max_length=120)

    def __init__(
        self, *args: Any, levels: Sequence[ServiceLevel], **kwargs: Any
    ) -> None:
        """With the levels of the service."""
        super().__init__(*args, **kwargs)
        self.levels = levels
        field = cast("forms.ChoiceField", self.fields["level"])
        field.choices = [("", "All"), *((one.slug, one.name) for one in levels)]

    def chosen_levels(self) -> list[ServiceLevel]:
        """The asked level, or all."""
        slug = self.cleaned_data.get("level") if self.is_valid() else ""
        return [one for one in self.levels if not slug or one.slug == slug]

    def span(self) -> int:
        """How many months up to the running one; 3 unless asked."""
        asked = self.cleaned_data.get("months") if self.is_valid() else None
        return int(asked or USUAL_COMPARED)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The breaches that answer the question."""
        asked = self.cleaned_data
        for name in ("weekday", "hour"):
            if asked[name] != "":
                rows = rows.filter(**{name: asked[name]})
        if asked["priority"].isdecimal():
            rows = rows.filter(ticket__priority=int(asked["priority"]))
        for name in ("category", "group"):
            if asked[name]:
                rows = rows.filter(**{f"ticket__{name}": asked[name]})
        return rows
