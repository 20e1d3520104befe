"""What is asked of periods and claims, and typed about them."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from apps.core.forms import DayInput
from apps.core.lists import FilterForm
from apps.vendors.models import ManagedService, Vendor
from apps.vendors.queries.periods import waiting_for
from apps.vendors.states import ClaimState, Outcome, PeriodState

SEARCH = forms.TextInput(attrs={"type": "search"})
WORDS = forms.Textarea(attrs={"rows": 3})
FEW = forms.Textarea(attrs={"rows": 2})


class OfVendor(FilterForm):
    """By vendor and service; `where` is the way from the row to the service."""

    where = "service"
    vendor = forms.ModelChoiceField(
        Vendor.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    service = forms.ModelChoiceField(
        ManagedService.objects.all(),
        required=False,
        to_field_name="slug",
        empty_label="Any",
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that answer the question."""
        asked = self.cleaned_data
        if asked["vendor"]:
            rows = rows.filter(**{f"{self.where}__contract__vendor": asked["vendor"]})
        if asked["service"]:
            rows = rows.filter(**{self.where: asked["service"]})
        return rows


class PeriodFilter(OfVendor):
    """By state, vendor, service, month, whose turn it is."""

    state = forms.ChoiceField(
        required=False, choices=[("", "Any state"), *PeriodState.choices]
    )
    since = forms.DateField(label="Month from", required=False, widget=DayInput())
    until = forms.DateField(label="Month until", required=False, widget=DayInput())
    whose = forms.ChoiceField(
        label="Who must act", required=False, choices=[("", "Anybody"), ("me", "I may")]
    )
    field_order = ("state", "vendor", "service", "since", "until", "whose")

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The periods that answer the question."""
        rows, asked = super().apply(rows), self.cleaned_data
        if asked["state"]:
            rows = rows.filter(state=asked["state"])
        if asked["since"]:
            rows = rows.filter(month__gte=asked["since"].replace(day=1))
        if asked["until"]:
            rows = rows.filter(month__lte=asked["until"])
        return waiting_for(rows, self.user) if asked["whose"] and self.user else rows


class ReviewForm(forms.Form):
    """Until when the vendor may dispute."""

    dispute_until_on = forms.DateField(
        label="The vendor may dispute until",
        required=False,
        widget=DayInput(),
        help_text="Included. Leave it empty if there is nothing to dispute.",
    )
    comment = forms.CharField(
        label="Comment for the vendor", required=False, max_length=2000, widget=FEW
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=2000, widget=WORDS)


class ClosureFilter(OfVendor):
    """By vendor, service, month, signed or not."""

    where = "period__service"
    month = forms.DateField(required=False)
    unsigned = forms.BooleanField(label="Waits for its signature", required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The closures that answer the question."""
        rows, asked = super().apply(rows), self.cleaned_data
        if asked["month"]:
            rows = rows.filter(period__month=asked["month"].replace(day=1))
        return rows.filter(signed_by=None) if asked["unsigned"] else rows


class FrozenFilter(FilterForm):
    """By number, level, outcome, excluded."""

    q = forms.CharField(label="Ticket", required=False, widget=SEARCH)
    level = forms.ChoiceField(required=False)
    outcome = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", "Any"),
            (Outcome.MET.value, Outcome.MET.label),
            (Outcome.BREACHED.value, Outcome.BREACHED.label),
        ],
    )
    is_excluded = forms.BooleanField(label="Excluded only", required=False)

    def __init__(
        self, *args: Any, levels: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """With the levels that the closure has."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["level"]
        field.choices = [("", "Any"), *levels]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The frozen tickets that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(number__icontains=words)
        if asked["level"]:
            rows = rows.filter(level_slug=asked["level"])
        if asked["outcome"]:
            rows = rows.filter(outcome=asked["outcome"])
        return rows.filter(is_excluded=True) if asked["is_excluded"] else rows


class ClaimFilter(OfVendor):
    """By number, state, vendor, service."""

    where = "closure__period__service"
    q = forms.CharField(label="Number", required=False, widget=SEARCH)
    state = forms.ChoiceField(
        required=False, choices=[("", "Any state"), *ClaimState.choices]
    )
    field_order = ("q", "state", "vendor", "service")

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The claims that answer the question."""
        rows, asked = super().apply(rows), self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(number__icontains=words)
        return rows.filter(state=asked["state"]) if asked["state"] else rows


class ClaimForm(forms.Form):
    """What to say with a claim."""

    comment = forms.CharField(
        label="Comment for the vendor", required=False, max_length=2000, widget=FEW
    )


class SettleForm(forms.Form):
    """The vendor's credit note."""

    settled_on = forms.DateField(label="Settled on", widget=DayInput())
    settlement = forms.CharField(label="Credit note", max_length=100)
