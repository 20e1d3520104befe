"""What may be asked of the lists of facts."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from apps.core.forms import DayInput
from apps.core.lists import FilterForm


class ChangeFilter(FilterForm):
    """Which values of a fact to list."""

    since = forms.DateField(required=False, widget=DayInput())
    until = forms.DateField(required=False, widget=DayInput())

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The values that began on these days."""
        asked = self.cleaned_data
        if asked["since"]:
            rows = rows.filter(measured_at__date__gte=asked["since"])
        if asked["until"]:
            rows = rows.filter(measured_at__date__lte=asked["until"])
        return rows
