"""What the API is asked of measurements, outages and maintenance."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from apps.core.forms import MonthField
from apps.core.lists import FilterForm
from apps.vendors.models import ManagedService
from apps.vendors.states import MeasurementState


class OfServiceQuery(FilterForm):
    """By service."""

    service = forms.ModelChoiceField(
        ManagedService.objects.all(), required=False, to_field_name="slug"
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the service."""
        asked = self.cleaned_data["service"]
        return rows.filter(service=asked) if asked else rows


class MeasurementQuery(FilterForm):
    """By service, month, state."""

    service = forms.ModelChoiceField(
        ManagedService.objects.all(), required=False, to_field_name="slug"
    )
    month = MonthField(required=False, help_text="Such as 2026-10.")
    state = forms.ChoiceField(
        choices=[("", "Any"), *MeasurementState.choices], required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The figures that answer the question."""
        asked = self.cleaned_data
        narrow = {
            "level__service": asked["service"],
            "month": asked["month"],
            "state": asked["state"],
        }
        return rows.filter(**{name: value for name, value in narrow.items() if value})
