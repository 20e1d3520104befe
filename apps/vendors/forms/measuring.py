"""What is typed about measurements, outages and maintenance."""

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from apps.core.forms import DayInput, MomentInput, MonthField
from apps.core.lists import FilterForm
from apps.core.uploads import CheckedFile
from apps.vendors.models import Maintenance, ManagedService, Outage, ServiceLevel
from apps.vendors.queries.measurements import manual_levels
from apps.vendors.states import MeasurementState

WORDS = forms.Textarea(attrs={"rows": 3})


class MeasurementFilter(FilterForm):
    """By level, month, state."""

    level = forms.ModelChoiceField(
        ServiceLevel.objects.none(), required=False, empty_label="Any"
    )
    month = MonthField(required=False)
    state = forms.ChoiceField(
        choices=[("", "Any"), *MeasurementState.choices], required=False
    )

    def __init__(self, *args: Any, service: ManagedService, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["level"]
        field.queryset = manual_levels(service)
        field.label_from_instance = lambda level: level.name

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The figures that answer the question."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return rows.filter(**given)


class MeasurementForm(forms.Form):
    """A figure of a month, and what shows it."""

    level = forms.ModelChoiceField(
        ServiceLevel.objects.none(), label="Service level", empty_label=None
    )
    month = MonthField()
    value = forms.DecimalField(
        label="Measured, %", min_value=0, max_value=100, max_digits=8, decimal_places=4
    )
    words = forms.CharField(
        label="How it was measured",
        max_length=4000,
        widget=WORDS,
        help_text="Source, date, what was counted. Both sides read it.",
    )
    file = CheckedFile(
        label="Evidence", required=False, help_text="The report the figure comes from."
    )
    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, service: ManagedService, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["level"]
        field.queryset = manual_levels(service)
        field.label_from_instance = lambda level: level.name


class ApprovalForm(forms.Form):
    """Yes or no to a figure that somebody else entered."""

    is_approved = forms.TypedChoiceField(
        choices=[("yes", "Approve"), ("no", "Refuse")],
        coerce=lambda given: given == "yes",
    )
    answer = forms.CharField(required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("is_approved") is False and not cleaned.get("answer"):
            self.add_error("answer", "Say why it is refused.")
        return cleaned


class MonthQuery(forms.Form):
    """Which month is looked at; the running one if it says none."""

    month = MonthField(required=False)

    @property
    def asked(self) -> date | None:
        """The month, if it is one."""
        found: date | None = self.cleaned_data.get("month") if self.is_valid() else None
        return found


class SpanForm(forms.Form):
    """From when to when, in the person's zone."""

    starts_at = forms.DateTimeField(label="From", widget=MomentInput())
    ends_at = forms.DateTimeField(label="Until", widget=MomentInput())

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        starts: datetime | None = cleaned.get("starts_at")
        ends: datetime | None = cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "It ends before it begins.")
        return cleaned


class OutageForm(SpanForm):
    """A span in which a service was down; without an end it still is."""

    words = forms.CharField(label="What happened", max_length=300)
    ticket_number = forms.CharField(label="Ticket", max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].label = "Down from"
        self.fields["ends_at"].required = False
        self.fields["ends_at"].help_text = "Empty while it lasts."


class MaintenanceForm(SpanForm):
    """A window agreed with the vendor."""

    words = forms.CharField(label="What is done", max_length=300)
    agreed_on = forms.DateField(
        widget=DayInput(), help_text="Before it begins: else it is an outage."
    )


class NewOutageForm(OutageForm):
    """A new outage, entered once."""

    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class NewMaintenanceForm(MaintenanceForm):
    """A new window, entered once."""

    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AmendOutageForm(OutageForm):
    """An outage as it was read, corrected."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class AmendMaintenanceForm(MaintenanceForm):
    """A window as it was read, corrected."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class RemoveForm(forms.Form):
    """What was read is taken away."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


def as_read(found: Outage | Maintenance, names: tuple[str, ...]) -> dict[str, Any]:
    """What a form about a row begins with, and at which version it was read."""
    initial = {name: getattr(found, name) for name in names}
    return {**initial, "expected_version": found.version}
