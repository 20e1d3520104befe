"""What authors of campaigns type, and what is asked of the lists."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from apps.accounts.models import Team, User
from apps.catalog.models import Platform
from apps.core.forms import DayInput, sent_key, version_field
from apps.core.lists import FilterForm
from apps.onboarding.forms.conditions import CONDITION, ConditionForm
from apps.onboarding.models import Campaign, Criterion
from apps.onboarding.states import CampaignState, TargetState

TIERS = (1, 2, 3, 4)


class CriterionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A criterion of an edition in force, under the name of its standard."""

    def label_from_instance(self, obj: Any) -> str:
        """Standard, code, title."""
        return f"{obj.edition.standard}: {obj}"


class RunningForm(forms.Form):
    """What may be changed of a campaign while it runs."""

    title = forms.CharField(max_length=120)
    reason = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The teams read it: why now, and what good it does.",
    )
    due_on = forms.DateField(
        label="Asked by",
        widget=DayInput(),
        help_text="From this day on it counts against an application.",
    )
    owner = forms.ModelChoiceField(
        User.objects.filter(is_active=True, organisation__kind="internal"),
        help_text="Whom the teams ask.",
    )

    def clean_due_on(self) -> Any:
        """A day to come."""
        if self.cleaned_data["due_on"] <= timezone.localdate():
            raise ValidationError("Choose a day to come.")
        return self.cleaned_data["due_on"]


class AmendRunningForm(RunningForm):
    """The same over the version that was read; a day that has come may stay."""

    version = version_field()

    def clean_due_on(self) -> Any:
        """A day to come, or the one there is."""
        day = self.cleaned_data["due_on"]
        return day if day == self.initial.get("due_on") else super().clean_due_on()


class CampaignForm(RunningForm, ConditionForm):
    """A campaign: a criterion or a condition on a fact, of whom, by when."""

    criterion = CriterionChoice(
        Criterion.objects.filter(edition__state="published")
        .select_related("edition__standard")
        .order_by("edition__standard__name", "code"),
        required=False,
        empty_label="None: a condition on a fact",
        help_text="As the edition in force says it.",
    )
    platforms = forms.ModelMultipleChoiceField(
        Platform.objects.all(),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: every platform.",
    )
    tiers = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        choices=[(one, f"Tier {one}") for one in TIERS],
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: every tier.",
    )
    field_order: Sequence[str] | None = [
        *("title", "reason", "criterion", *CONDITION),
        *("platforms", "tiers", "due_on", "owner"),
    ]

    def clean(self) -> dict[str, Any]:
        """One thing is asked; the scope by short names and numbers."""
        wanted, typed = self.take_condition(), self.cleaned_data
        criterion = typed.pop("criterion", None)
        if bool(criterion) == bool(wanted):
            self.add_error("criterion", "Choose a criterion or a fact, one of both.")
        if wanted and not criterion:
            self.check_condition(wanted)
        typed["standard"] = criterion.edition.standard if criterion else None
        typed["code"] = criterion.code if criterion else ""
        typed["wanted"] = wanted
        typed["platforms"] = [one.slug for one in typed.get("platforms") or ()]
        return typed


class NewCampaignForm(CampaignForm):
    """A new one, made once however often it is sent."""

    sent_key = sent_key()


class AmendCampaignForm(CampaignForm):
    """A draft over the version that was read."""

    version = version_field()


def campaign_initial(found: Campaign) -> dict[str, Any]:
    """A campaign as its form begins with it."""
    names = ["title", "reason", "due_on", "owner", "platforms", "tiers", "version"]
    initial = {name: getattr(found, name) for name in names}
    wanted = {name: found.wanted[name] for name in CONDITION if name in found.wanted}
    return {**initial, **wanted, "criterion": found.criterion}


class CampaignFilter(FilterForm):
    """By words and state."""

    q = forms.CharField(
        label="Search",
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text="Title or code of the criterion",
    )
    state = forms.ChoiceField(
        required=False, choices=[("", "Any state"), *CampaignState.choices]
    )

    def apply(self, rows: Any) -> Any:
        """The campaigns that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.called(words)
        return rows.filter(state=asked["state"]) if asked["state"] else rows


class TargetFilter(FilterForm):
    """By application, state, platform, team."""

    q = forms.CharField(
        label="Search",
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text="Application",
    )
    state = forms.ChoiceField(
        required=False, choices=[("", "Any state"), *TargetState.choices]
    )
    platform = forms.ModelChoiceField(
        Platform.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )

    def apply(self, rows: Any) -> Any:
        """The targets that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(request__application__name__icontains=words)
        if asked["state"]:
            rows = rows.filter(state=asked["state"])
        for name in ("platform", "team"):
            if asked[name]:
                rows = rows.filter(**{f"request__{name}": asked[name]})
        return rows


class ExcludeForm(forms.Form):
    """Why an application is left out."""

    reason = forms.CharField(max_length=2000)
