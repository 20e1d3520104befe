"""What reviewers ask of their queue and do with several criteria at once."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.catalog.models import Platform
from apps.core.forms import DayInput
from apps.core.lists import FilterForm
from apps.onboarding.models import Assessment, Category, Request

WHOSE = [("", "Anybody's"), ("mine", "Mine"), ("nobody", "Nobody's")]


class QueueFilter(FilterForm):
    """By category, platform, whose desk, target date."""

    q = forms.CharField(
        label="Search",
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text="Criterion, application or request number",
    )
    category = forms.ModelChoiceField(
        Category.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    platform = forms.ModelChoiceField(
        Platform.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    whose = forms.ChoiceField(label="On whose desk", choices=WHOSE, required=False)
    target_before = forms.DateField(
        label="Target before", required=False, widget=DayInput()
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The waiting criteria that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(
                Q(criterion__title__icontains=words)
                | Q(criterion__code__icontains=words)
                | Q(request__in=Request.objects.matching(words))
            )
        if asked["category"]:
            rows = rows.filter(criterion__category=asked["category"])
        if asked["platform"]:
            rows = rows.filter(request__platform=asked["platform"])
        if asked["whose"] == "mine":
            rows = rows.filter(assignee=self.user)
        elif asked["whose"] == "nobody":
            rows = rows.filter(assignee=None)
        if asked["target_before"]:
            rows = rows.filter(request__target_on__lt=asked["target_before"])
        return rows


class ManyForm(forms.Form):
    """Several criteria of the queue."""

    picked = forms.ModelMultipleChoiceField(
        Assessment.objects.none(),
        error_messages={"required": "Tick at least one criterion."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Assessment.objects.visible_to(user)
        self.fields["picked"].queryset = rows  # type: ignore[attr-defined]

    @property
    def pks(self) -> list[int]:
        """The keys of what was ticked."""
        return [one.pk for one in self.cleaned_data["picked"]]


class AssignForm(ManyForm):
    """Several criteria, and on whose desk they go; on nobody's when empty."""

    to = forms.ModelChoiceField(User.objects.none(), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["to"].queryset = reviewers(user)  # type: ignore[attr-defined]


def reviewers(user: User) -> QuerySet[User]:
    """People who hold a role that reviews."""
    roles = ["reviewer", "platform_manager", "administrator"]
    people = User.objects.visible_to(user).filter(is_active=True)
    return people.filter(grants__role__in=roles).distinct().order_by("name")


class NoteForm(forms.Form):
    """A word with an approval."""

    note = forms.CharField(max_length=2000, required=False)
