"""What may be asked of the lists of facts."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from apps.catalog.models import Application, Deployment, Platform
from apps.core.forms import DayInput
from apps.core.lists import FilterForm
from apps.facts.models import Probe
from apps.facts.rules.burn import NO_ALERT
from apps.facts.rules.kinds import KINDS, NO
from apps.facts.rules.troubles import ABOVE, ALERT, BELOW, DOWN
from apps.facts.states import ConnectorKind

NAMES = [(kind.name, f"{kind.title} ({kind.name})") for kind in KINDS.values()]


def words_field() -> forms.CharField:
    """The search of a list."""
    return forms.CharField(
        label="Search", required=False, max_length=100, widget=forms.SearchInput
    )


def platform_field() -> "forms.ModelChoiceField[Platform]":
    """The platform of a list."""
    return forms.ModelChoiceField(
        Platform.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any platform",
    )


def troubles_only() -> Q:
    """What asks for the facts whose value calls for somebody, as `is_trouble` says it."""
    asked = Q(name__in=DOWN, value=NO) | (Q(name=ALERT) & ~Q(value=NO_ALERT))
    for name, limit in BELOW.items():
        asked |= Q(name=name, number__lt=limit)
    for name, limit in ABOVE.items():
        asked |= Q(name=name, number__gt=limit)
    return asked


class FactFilter(FilterForm):
    """Which facts to list."""

    q = words_field()
    name = forms.ChoiceField(
        label="Fact", required=False, choices=[("", "Any fact"), *NAMES]
    )
    platform = platform_field()
    trust = forms.ChoiceField(
        required=False,
        choices=[("", "Fresh or stale"), ("fresh", "Fresh"), ("stale", "Stale")],
    )
    trouble = forms.ChoiceField(
        label="Value",
        required=False,
        choices=[("", "Any value"), ("yes", "In trouble")],
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The facts that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"]:
            rows = rows.filter(
                Q(application__name__icontains=words)
                | Q(application__code__icontains=words)
                | Q(value__icontains=words)
                | Q(name__icontains=words)
            )
        if asked["name"]:
            rows = rows.filter(name=asked["name"])
        if asked["platform"]:
            on_it = Deployment.objects.filter(platform=asked["platform"])
            rows = rows.filter(application__in=on_it.values("application"))
        if asked["trust"]:
            fresh = Q(error="", fresh_until__gt=timezone.now())
            rows = rows.filter(fresh if asked["trust"] == "fresh" else ~fresh)
        return rows.filter(troubles_only()) if asked["trouble"] else rows


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


class ConnectorFilter(FilterForm):
    """Which connectors to list."""

    q = words_field()
    kind = forms.ChoiceField(
        required=False, choices=[("", "Any kind"), *ConnectorKind.choices]
    )
    platform = platform_field()
    health = forms.ChoiceField(
        required=False,
        choices=[("", "Well or failing"), ("well", "Well"), ("failing", "Failing")],
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The connectors that answer every question asked."""
        asked = self.cleaned_data
        if asked["q"]:
            rows = rows.filter(name__icontains=asked["q"])
        for name in ("kind", "platform"):
            if asked[name]:
                rows = rows.filter(**{name: asked[name]})
        if asked["health"]:
            rows = rows.filter(failing_since__isnull=asked["health"] == "well")
        return rows


class CheckFilter(FilterForm):
    """Which checks to list."""

    q = words_field()
    kind = forms.ChoiceField(
        required=False, choices=[("", "Any connector"), *ConnectorKind.choices]
    )
    platform = platform_field()
    health = forms.ChoiceField(
        required=False,
        choices=[("", "Well or failing"), ("well", "Well"), ("failing", "Failing")],
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The checks that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"]:
            rows = rows.filter(Q(name__icontains=words) | Q(query__icontains=words))
        if asked["kind"]:
            rows = rows.filter(connector__kind=asked["kind"])
        if asked["platform"]:
            rows = rows.filter(connector__platform=asked["platform"])
        if asked["health"]:
            failing = Probe.objects.filter(of_check=OuterRef("pk")).exclude(error="")
            is_failing = Exists(failing)
            rows = rows.filter(~is_failing if asked["health"] == "well" else is_failing)
        return rows


class ApplicationFilter(FilterForm):
    """Which applications of a platform to list."""

    q = words_field()

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those whose name or code has the words."""
        words = self.cleaned_data["q"]
        if not words:
            return rows
        return rows.filter(Q(name__icontains=words) | Q(code__icontains=words))


class ProbeFilter(FilterForm):
    """Which applications' answers to list."""

    q = words_field()
    health = forms.ChoiceField(
        required=False,
        choices=[("", "Well or failing"), ("well", "Well"), ("failing", "Failing")],
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"]:
            rows = rows.filter(
                Q(application__name__icontains=words)
                | Q(application__code__icontains=words)
            )
        if asked["health"] == "failing":
            return rows.filter(failures__gt=0)
        return rows.filter(failures=0) if asked["health"] else rows


class DeploymentFilter(FilterForm):
    """Which deployments of an application to list."""

    q = words_field()
    outcome = forms.ChoiceField(
        required=False,
        choices=[("", "Any outcome"), ("well", "Went well"), ("failed", "Failed")],
    )
    since = forms.DateField(required=False, widget=DayInput())
    until = forms.DateField(required=False, widget=DayInput())

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"]:
            rows = rows.filter(
                Q(release__icontains=words)
                | Q(event_id__icontains=words)
                | Q(environment__icontains=words)
            )
        if asked["outcome"]:
            rows = rows.filter(is_failed=asked["outcome"] == "failed")
        if asked["since"]:
            rows = rows.filter(deployed_at__date__gte=asked["since"])
        if asked["until"]:
            rows = rows.filter(deployed_at__date__lte=asked["until"])
        return rows


class HappenedFilter(FilterForm):
    """Of which application to list what happened."""

    application = forms.ModelChoiceField(
        Application.objects.all(), to_field_name="code", required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the application."""
        asked = self.cleaned_data["application"]
        return rows.filter(application=asked) if asked else rows
