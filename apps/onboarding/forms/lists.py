"""What may be asked of the lists of requests."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import Team
from apps.catalog.models import Platform
from apps.core.forms import DayInput
from apps.core.lists import FilterForm
from apps.onboarding.states import RequestState

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
    whose = forms.ChoiceField(
        required=False, choices=[("", "Anybody's"), ("mine", "Mine and my teams'")]
    )
    overdue = forms.BooleanField(label="Review overdue", required=False)
    fell = forms.BooleanField(label="Fell below its badge", required=False)
    target_before = forms.DateField(
        label="Target before", required=False, widget=DayInput()
    )

    def apply(self, rows: Any) -> QuerySet[Any]:
        """The requests that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.matching(words)
        if asked["state"]:
            is_open = asked["state"] == OPEN_ONES
            rows = rows.open() if is_open else rows.filter(state=asked["state"])
        for name in ("platform", "team"):
            if asked[name]:
                rows = rows.filter(**{name: asked[name]})
        if asked["whose"] and self.user:
            rows = rows.of(self.user)
        return self._by_day(rows)

    def _by_day(self, rows: Any) -> QuerySet[Any]:
        asked = self.cleaned_data
        if asked["overdue"]:
            rows = rows.overdue(timezone.now())
        if asked["fell"]:
            rows = rows.fallen()
        if asked["target_before"]:
            rows = rows.filter(target_on__lt=asked["target_before"])
        narrowed: QuerySet[Any] = rows
        return narrowed
