"""What may be asked of the register's lists."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.catalog.models import Platform
from apps.core.forms import DayInput
from apps.core.lists import FilterForm
from apps.vendors.models import Contract, RiskRating, ServiceLevel, Vendor
from apps.vendors.queries.register import newest_risk, with_notice_until
from apps.vendors.states import ContractState

RUNNING = (ContractState.IN_FORCE, ContractState.NOTICE_GIVEN)


def search() -> forms.CharField:
    """The words to look for."""
    return forms.CharField(
        label="Search", required=False, max_length=100, widget=forms.SearchInput
    )


class VendorFilter(FilterForm):
    """Which vendors to list. Risks are asked for by people inside only."""

    q = search()
    tier = forms.ChoiceField(
        choices=[("", "Any tier"), *Vendor.Tier.choices], required=False
    )
    risk = forms.ChoiceField(
        choices=[("", "Any risk"), *RiskRating.Level.choices], required=False
    )
    manager = forms.ModelChoiceField(
        User.objects.filter(vendors_managed__isnull=False).distinct(),
        required=False,
        empty_label="Anybody",
    )
    contract_ends_by = forms.DateField(required=False, widget=DayInput())
    certificate_expires_by = forms.DateField(required=False, widget=DayInput())

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        """Without the risk for people outside."""
        super().__init__(*args, user=user, **kwargs)
        if user is not None and not user.is_internal:
            del self.fields["risk"]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The vendors that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"]:
            rows = rows.filter(
                Q(name__icontains=words)
                | Q(legal_name__icontains=words)
                | Q(code__iexact=words)
            )
        for name in ("tier", "manager"):
            if asked[name]:
                rows = rows.filter(**{name: asked[name]})
        if asked.get("risk"):
            rows = rows.annotate(rated=newest_risk()).filter(rated=asked["risk"])
        if day := asked["contract_ends_by"]:
            ending = Contract.objects.filter(ends_on__lte=day, state__in=RUNNING)
            rows = rows.filter(pk__in=ending.values("vendor"))
        if day := asked["certificate_expires_by"]:
            rows = rows.filter(certificates__expires_on__lte=day).distinct()
        return rows


class ContractFilter(FilterForm):
    """Which contracts to list."""

    q = search()
    vendor = forms.ModelChoiceField(
        Vendor.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any vendor",
    )
    state = forms.ChoiceField(
        choices=[("", "Any state"), *ContractState.choices], required=False
    )
    renewal = forms.ChoiceField(
        choices=[("", "Any renewal"), *Contract.Renewal.choices], required=False
    )
    ends_by = forms.DateField(required=False, widget=DayInput())
    notice_by = forms.DateField(
        label="Notice due by", required=False, widget=DayInput()
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The contracts that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"]:
            rows = rows.filter(
                Q(reference__icontains=words)
                | Q(title__icontains=words)
                | Q(vendor__name__icontains=words)
            )
        for name in ("vendor", "state", "renewal"):
            if asked[name]:
                rows = rows.filter(**{name: asked[name]})
        if asked["ends_by"]:
            rows = rows.filter(ends_on__lte=asked["ends_by"])
        return with_notice_until(rows, asked["notice_by"])


class ServiceFilter(FilterForm):
    """Which managed services to list."""

    q = search()
    vendor = forms.ModelChoiceField(
        Vendor.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any vendor",
    )
    platform = forms.ModelChoiceField(
        Platform.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any platform",
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The services that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"]:
            rows = rows.filter(Q(name__icontains=words) | Q(scope__icontains=words))
        if asked["vendor"]:
            rows = rows.filter(contract__vendor=asked["vendor"])
        if asked["platform"]:
            rows = rows.filter(platforms=asked["platform"])
        return rows


class LevelFilter(FilterForm):
    """Which service levels the API lists."""

    service = forms.SlugField(required=False, help_text="The service's short name")
    vendor = forms.SlugField(required=False, help_text="The vendor's short name")
    measure = forms.ChoiceField(
        choices=[("", "Any measure"), *ServiceLevel.Measure.choices], required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The levels that answer every question asked."""
        asked = self.cleaned_data
        paths = {
            "service": "service__slug",
            "vendor": "service__contract__vendor__slug",
            "measure": "measure",
        }
        for name, path in paths.items():
            if asked[name]:
                rows = rows.filter(**{path: asked[name]})
        return rows
