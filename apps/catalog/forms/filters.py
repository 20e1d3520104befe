"""What may be asked of the catalog's lists."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from apps.accounts.models import Team
from apps.catalog.models import Application, Platform
from apps.core.lists import FilterForm

TIERS = [(tier, f"Tier {tier}") for tier in range(1, 5)]


def limit(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Offer only these rows in the field."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


class ApplicationFilter(FilterForm):
    """Which applications to list."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=100,
        widget=forms.SearchInput,
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), to_field_name="slug", required=False, empty_label="Any team"
    )
    platform = forms.ModelChoiceField(
        Platform.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any platform",
    )
    tier = forms.ChoiceField(choices=[("", "Any tier"), *TIERS], required=False)
    lifecycle = forms.ChoiceField(
        choices=[("", "Any lifecycle"), *Application.Lifecycle.choices], required=False
    )
    data_class = forms.ChoiceField(
        label="Data",
        choices=[("", "Any data"), *Application.DataClass.choices],
        required=False,
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The applications that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"]:
            rows = rows.filter(
                Q(name__icontains=words)
                | Q(code__icontains=words)
                | Q(description__icontains=words)
            )
        if asked["platform"]:
            on_it = asked["platform"].deployments.values("application")
            rows = rows.filter(pk__in=on_it)
        if asked["team"]:
            rows = rows.filter(owner_team=asked["team"])
        for name in ("tier", "lifecycle", "data_class"):
            if asked[name]:
                rows = rows.filter(**{name: asked[name]})
        return rows


class PlatformFilter(FilterForm):
    """Which platforms to list."""

    q = forms.CharField(
        label="Search", required=False, max_length=100, widget=forms.SearchInput
    )
    kind = forms.ChoiceField(
        choices=[("", "Any kind"), *Platform.Kind.choices], required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The platforms of the kind whose name or description has the words."""
        asked = self.cleaned_data
        if asked["q"]:
            rows = rows.filter(
                Q(name__icontains=asked["q"]) | Q(description__icontains=asked["q"])
            )
        return rows.filter(kind=asked["kind"]) if asked["kind"] else rows


class EntityFilter(FilterForm):
    """Which imported documents to list."""

    q = forms.CharField(
        label="Search", required=False, max_length=100, widget=forms.SearchInput
    )
    kind = forms.CharField(required=False, max_length=63)
    source = forms.CharField(label="File", required=False, max_length=300)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The documents of the kind and file whose name or title has the words."""
        asked = self.cleaned_data
        if asked["q"]:
            rows = rows.filter(
                Q(key__icontains=asked["q"]) | Q(title__icontains=asked["q"])
            )
        if asked["kind"]:
            rows = rows.filter(kind__iexact=asked["kind"])
        if asked["source"]:
            rows = rows.filter(source__icontains=asked["source"])
        return rows
