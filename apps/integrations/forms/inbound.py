"""What may be typed of endpoints and asked of deliveries; how payloads are told into tickets."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import read_networks
from apps.catalog.models import Platform
from apps.core.errors import DomainError
from apps.core.forms import DayInput, WordsField, limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.integrations.actions.names import check_name
from apps.integrations.models import Endpoint
from apps.integrations.rules.inbound import proof
from apps.integrations.rules.inbound.events import Options
from apps.integrations.states.inbound import UNSETTLED, DeliveryState, EndpointKind
from apps.onboarding.models import Criterion, Standard
from apps.vendors.forms.tickets import RulesForm
from apps.vendors.models import ManagedService

OF_FILES = (
    *("layout", "order", "formats", "unknown"),
    *("column_updated_at", "column_sequence"),
)
YEAR = 60 * 24 * 366
MOST_NETWORKS = 50
WAITING = "waiting"


class NetworksField(forms.CharField):
    """Networks, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 3}), required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return "\n".join(value) if isinstance(value, list) else value

    def said(self, value: Any) -> str:
        """In one line."""
        return ", ".join(value or [])

    def clean(self, value: Any) -> Any:
        """The networks, written out."""
        try:
            return read_networks(super().clean(value), MOST_NETWORKS)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class EndpointForm(forms.Form):
    """Where a system's deliveries lead, and what is taken of it."""

    name = forms.CharField(max_length=100, help_text="Such as “Alerts of OpenShift”.")
    service = forms.ModelChoiceField(
        ManagedService.objects.all(),
        label="Tickets of the managed service",
        required=False,
        help_text="Alerts and records become tickets of it.",
    )
    platform = forms.ModelChoiceField(
        Platform.objects.all(),
        label="Facts of applications on the platform",
        required=False,
        help_text="Alerts that go on, and what signed webhooks measured, become facts.",
    )
    standard = forms.ModelChoiceField(
        Standard.objects.all(),
        label="Evidence for the standard",
        required=False,
        help_text="Of signed webhooks only. It is filled in; the team confirms it.",
    )
    criterion_code = forms.CharField(
        label="Criterion of the standard",
        required=False,
        max_length=20,
        help_text="By its code, such as OBS-1.",
    )
    networks = NetworksField(
        label="Allowed networks",
        help_text="One a line, such as 10.1.0.0/16. Empty: from anywhere.",
    )
    per_minute = forms.IntegerField(
        label="Deliveries a minute",
        min_value=1,
        max_value=100_000,
        initial=600,
        help_text="What is more is told to come again (HTTP 503).",
    )
    auto_close_minutes = forms.IntegerField(
        label="Ends after silence of (minutes)",
        required=False,
        min_value=1,
        max_value=YEAR,
        help_text="For senders that tell no end. Empty: never; a new one of Splunk: 60.",
    )
    is_on = forms.BooleanField(label="Switched on", required=False, initial=True)

    def __init__(
        self, *args: Any, user: User, found: Endpoint | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        limit(self, "service", ManagedService.objects.visible_to(user))
        limit(self, "platform", Platform.objects.visible_to(user))
        limit(self, "standard", Standard.objects.visible_to(user))

    def clean(self) -> dict[str, Any]:
        """It leads somewhere, and to a criterion that there is."""
        given = super().clean() or self.cleaned_data
        standard, code = given.get("standard"), given.get("criterion_code", "")
        if not (given.get("service") or given.get("platform") or standard):
            self.add_error("service", "Say where it leads: one of these three.")
        kind = self.found.kind if self.found else given.get("kind")
        if standard and kind != EndpointKind.SIGNED:
            self.add_error("standard", "Evidence is taken of signed webhooks only.")
        asked = Criterion.objects.filter(edition__standard=standard, code=code)
        if standard and not asked.exists():
            self.add_error("criterion_code", "The standard has no such criterion.")
        if code and not standard:
            self.add_error("standard", "Choose the standard of the criterion.")
        return given


class NewEndpointForm(EndpointForm):
    """A new one, for one kind of sender."""

    kind = forms.ChoiceField(choices=EndpointKind.choices, label="What sends")
    sent_key = sent_key()
    field_order = ["kind"]


class AmendEndpointForm(EndpointForm):
    """The same of one that exists."""

    version = version_field()

    def clean_name(self) -> str:
        """A name that no other has."""
        name: str = self.cleaned_data["name"]
        try:
            check_name(Endpoint, name, self.found)
        except DomainError as taken:
            raise ValidationError(str(taken)) from taken
        return name

    @classmethod
    def of(cls, found: Endpoint, user: User) -> "AmendEndpointForm":
        """The form as the endpoint is now."""
        initial = {name: getattr(found, name) for name in cls.base_fields}
        return cls(found=found, user=user, initial=initial)


class SecretForm(forms.Form):
    """Another secret: made here, or given by the sender."""

    secret = forms.CharField(
        label="Secret of the sender",
        required=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text="Where the sender makes it. Empty: one is made here.",
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = EndpointKind(kind)

    def clean_secret(self) -> str:
        """Long enough, and of the form that the kind needs."""
        typed: str = self.cleaned_data["secret"]
        if typed and (wrong := proof.fault(self.kind, typed)):
            raise ValidationError(wrong)
        return typed


class MappingForm(RulesForm):
    """How payloads are read: the paths of a ticket's fields, and what the words mean."""

    lacking = "Type its path."
    identity = WordsField(
        label="Tells one trouble from another",
        help_text="Fields of Splunk's result row, one a line, beside the search's name.",
    )
    application = forms.CharField(
        required=False,
        max_length=200,
        help_text="The path that holds an application's code, for facts about it.",
    )
    version = version_field()

    def __init__(self, *args: Any, found: Endpoint, **kwargs: Any) -> None:
        options = Options.from_json(found.options)
        initial = {
            "identity": list(options.identity),
            "application": options.application,
            "version": found.version,
        }
        super().__init__(*args, initial=initial, **kwargs)
        for name in OF_FILES:
            self.fields[name].widget = forms.HiddenInput()
        for bound in self.columns:
            bound.field.widget.attrs["list"] = "paths"
        self.fields["type"].help_text = "Where no path says it."
        if found.kind != EndpointKind.SPLUNK:
            self.fields["identity"].widget = forms.HiddenInput()

    @property
    def options(self) -> dict[str, Any]:
        """What was typed beside the mapping, as an endpoint keeps it."""
        given = self.cleaned_data
        return Options(tuple(given["identity"]), given["application"]).as_json()


class EndpointFilter(FilterForm):
    """Which endpoints to list."""

    kind = forms.ChoiceField(
        label="Sender",
        choices=[("", "Any sender"), *EndpointKind.choices],
        required=False,
    )
    service = forms.ModelChoiceField(
        ManagedService.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any service",
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The endpoints that answer both."""
        for name in ("kind", "service"):
            if self.cleaned_data[name]:
                rows = rows.filter(**{name: self.cleaned_data[name]})
        return rows


class DeliveryFilter(FilterForm):
    """Which deliveries to list."""

    endpoint = forms.ModelChoiceField(
        Endpoint.objects.all(), required=False, empty_label="Any endpoint"
    )
    state = forms.ChoiceField(
        choices=[
            ("", "Any state"),
            (WAITING, "Waits for a person"),
            *DeliveryState.choices,
        ],
        required=False,
    )
    received_from = forms.DateField(required=False, widget=DayInput)
    received_to = forms.DateField(required=False, widget=DayInput)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The deliveries that answer every question asked."""
        asked, zone = self.cleaned_data, timezone.get_current_timezone()
        if asked["endpoint"]:
            rows = rows.filter(endpoint=asked["endpoint"])
        if state := asked["state"]:
            rows = rows.filter(state__in=UNSETTLED if state == WAITING else [state])
        if asked["received_from"]:
            first = datetime.combine(asked["received_from"], time(), zone)
            rows = rows.filter(received_at__gte=first)
        if asked["received_to"]:
            last = datetime.combine(asked["received_to"], time.max, zone)
            rows = rows.filter(received_at__lte=last)
        return rows
