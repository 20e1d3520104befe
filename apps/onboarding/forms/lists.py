"""What may be asked of the lists of requests."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from apps.accounts.models import Team
from apps.catalog.models import Platform
from apps.core.forms import DayInput
from apps.core.lists import FilterForm
from apps.onboarding.states import OPEN, RequestState

OPEN_ONES = "open"


class RequestFilter(FilterForm):
    """By words, state, platform, team, target date."""

    q = forms.CharField(
        label="Search",
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text="Number, application or name",
    )
    state = forms.ChoiceField(
        required=False,
        choices=[("", "Any state"), (OPEN_ONES, "Open"), *RequestState.choices],
    )
    platform = forms.ModelChoiceField(
        Platform.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    target_before = forms.DateField(
        label="Target before", required=False, widget=DayInput()
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The requests that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(_matches(words))
        if asked["state"] == OPEN_ONES:
            rows = rows.filter(state__in=OPEN)
        elif asked["state"]:
            rows = rows.filter(state=asked["state"])
        for name in ("platform", "team"):
            if asked[name]:
                rows = rows.filter(**{name: asked[name]})
        before: date | None = asked["target_before"]
        return rows.filter(target_on__lt=before) if before else rows


def _matches(words: str) -> Q:
    digits = words.upper().removeprefix("ONB-")
    found = Q(application__name__icontains=words) | Q(name__icontains=words)
    found |= Q(application__code__icontains=words)
    if digits.isdecimal() and len(digits) <= len("9" * 15):
        found |= Q(pk=int(digits))
    return found
