"""What may be asked of the API's lists of criteria, evidence, waivers and comments."""

from typing import Any

from django import forms

from apps.core.lists import FilterForm
from apps.onboarding.models import Assessment, Campaign, Category, Request, Waiver
from apps.onboarding.states import AssessmentState, TargetState


class OfRequest(FilterForm):
    """By the request."""

    request = forms.ModelChoiceField(
        Request.objects.all(), required=False, help_text="The request's id"
    )
    path = "request"

    def apply(self, rows: Any) -> Any:
        """Those of the request, if one is named."""
        found = self.cleaned_data["request"]
        return rows.filter(**{self.path: found}) if found else rows


class AssessmentFilter(OfRequest):
    """By request, state, category, desk."""

    state = forms.ChoiceField(
        required=False, choices=[("", "Any state"), *AssessmentState.choices]
    )
    category = forms.ModelChoiceField(
        Category.objects.all(), required=False, to_field_name="slug"
    )
    mine = forms.BooleanField(required=False, help_text="On my desk")

    def apply(self, rows: Any) -> Any:
        """The criteria that answer the question."""
        rows, asked = super().apply(rows), self.cleaned_data
        if asked["state"]:
            rows = rows.filter(state=asked["state"])
        if asked["category"]:
            rows = rows.filter(criterion__category=asked["category"])
        return rows.filter(assignee=self.user) if asked["mine"] else rows


class TargetsFilter(OfRequest):
    """By the campaign, the request, the state."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.all(), required=False, help_text="The campaign's id"
    )
    state = forms.ChoiceField(
        required=False, choices=[("", "Any state"), *TargetState.choices]
    )

    def apply(self, rows: Any) -> Any:
        """The targets that answer the question."""
        rows, asked = super().apply(rows), self.cleaned_data
        if asked["campaign"]:
            rows = rows.filter(campaign=asked["campaign"])
        return rows.filter(state=asked["state"]) if asked["state"] else rows


class OfAssessment(OfRequest):
    """By the request, or by one criterion of it."""

    assessment = forms.ModelChoiceField(
        Assessment.objects.all(), required=False, help_text="The assessment's id"
    )

    def apply(self, rows: Any) -> Any:
        """Those of the criterion, if one is named."""
        rows, found = super().apply(rows), self.cleaned_data["assessment"]
        return rows.filter(assessment=found) if found else rows


class EvidenceFilter(OfAssessment):
    """By request or criterion."""

    path = "assessment__request"


class WaiverFilter(OfAssessment):
    """By request, criterion, state, end."""

    path = "assessment__request"
    state = forms.ChoiceField(
        required=False, choices=[("", "Any state"), *Waiver.State.choices]
    )
    ends_before = forms.DateField(required=False)

    def apply(self, rows: Any) -> Any:
        """The waivers that answer the question."""
        rows, asked = super().apply(rows), self.cleaned_data
        if asked["state"]:
            rows = rows.filter(state=asked["state"])
        day = asked["ends_before"]
        return rows.filter(expires_on__lt=day) if day else rows
