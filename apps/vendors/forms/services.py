"""What may be typed of managed services, where they sit and what they cost."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms

from apps.accounts.models import Team, User
from apps.catalog.models import Application, Platform
from apps.core.forms import DayInput
from apps.vendors.forms.fields import (
    CountryField,
    SlugField,
    limit,
    sent_key,
    short_name,
    version_field,
)
from apps.vendors.models import Charge, ManagedService, ServiceLocation

if TYPE_CHECKING:
    ServiceModelForm = forms.ModelForm[ManagedService]
    LocationModelForm = forms.ModelForm[ServiceLocation]
    ChargeModelForm = forms.ModelForm[Charge]
else:
    ServiceModelForm = LocationModelForm = ChargeModelForm = forms.ModelForm


class ServiceFields(ServiceModelForm):
    """What is run, by when and for whom."""

    class Meta:
        model = ManagedService
        fields = [
            "name",
            "scope",
            "starts_on",
            "ends_on",
            "calendar",
            "shift_pattern",
            "headcount",
            "team",
            "platforms",
            "applications",
        ]
        labels = {"starts_on": "Starts", "ends_on": "Last day"}
        widgets = {
            "starts_on": DayInput(),
            "ends_on": DayInput(),
            "scope": forms.Textarea({"rows": 5}),
            "platforms": forms.SelectMultiple({"size": 6}),
            "applications": forms.SelectMultiple({"size": 8}),
        }
        help_texts = {
            "calendar": "By it its tickets are judged, unless a level has its own.",
            "scope": "What belongs to the service, and what doesn't.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "team", Team.objects.visible_to(user))
        limit(self, "platforms", Platform.objects.visible_to(user))
        limit(self, "applications", Application.objects.visible_to(user))

    def clean(self) -> dict[str, Any]:
        """It ends no earlier than it starts."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "It ends before it starts.")
        return cleaned


class AmendServiceForm(ServiceFields):
    """Changing a service, over the version that was read."""

    version = version_field()


class RegisterServiceForm(ServiceFields):
    """A new service."""

    slug = SlugField()
    sent_key = sent_key()
    field_order = ["name", "slug"]

    def clean_slug(self) -> str:
        """A short name that no other service has."""
        name = self.cleaned_data.get("name", "service")
        taken = ManagedService.objects.all()
        return short_name(name, self.cleaned_data["slug"], taken)


class LocationForm(LocationModelForm):
    """Where people of a service sit."""

    country = CountryField(required=True)

    class Meta:
        model = ServiceLocation
        fields = ["city", "country", "is_offshore", "headcount"]
        labels = {"is_offshore": "Offshore"}


class ChargeForm(ChargeModelForm):
    """What a service costs a month, from a day on."""

    amount = forms.DecimalField(
        label="A month",
        max_digits=14,
        decimal_places=2,
        min_value=Decimal(0),
        help_text="In the contract's currency.",
    )

    class Meta:
        model = Charge
        fields = ["valid_from_on", "amount"]
        widgets = {"valid_from_on": DayInput()}
