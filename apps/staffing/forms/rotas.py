"""What may be typed of rotas and their layers, and which days are published."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import Team, User
from apps.core.forms import (
    DayInput,
    SlugField,
    limit,
    sent_key,
    short_name,
    version_field,
)
from apps.core.lists import FilterForm
from apps.staffing.models import Rota

if TYPE_CHECKING:
    RotaModelForm = forms.ModelForm[Rota]
else:
    RotaModelForm = forms.ModelForm

FURTHEST = timedelta(days=731)
ZONES = {"time_zone": "The city whose clock counts, such as Europe/London."}


class RotaFields(RotaModelForm):
    """What is noted of a rota."""

    class Meta:
        model = Rota
        fields = [
            "name",
            "team",
            "kind",
            "time_zone",
            "platforms",
            "swaps_need_approval",
            "description",
        ]
        widgets = {
            "platforms": forms.SelectMultiple({"size": 5}),
            "description": forms.Textarea({"rows": 3}),
        }
        help_texts = ZONES

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """With the teams that this person plans."""
        super().__init__(*args, **kwargs)
        limit(self, "team", plannable_teams(user))


def plannable_teams(user: User) -> QuerySet[Team]:
    """The teams on which somebody plans: by right, and those they manage."""
    scopes = user.rights.scopes("staffing.plan")
    rows = Team.objects.visible_to(user)
    if scopes.everything:
        return rows
    return rows.filter(Q(manager=user) | Q(slug__in=scopes.teams))


class MakeRotaForm(RotaFields):
    """A new rota."""

    slug = SlugField()
    sent_key = sent_key()
    field_order = ["name", "slug"]

    def clean(self) -> dict[str, Any]:
        """With a short name that nothing else has."""
        fields = super().clean() or {}
        if "name" in fields:
            fields["slug"] = short_name(
                fields["name"], fields.get("slug", ""), Rota.objects.all()
            )
        return fields


class AmendRotaForm(RotaFields):
    """A rota that is there."""

    version = version_field()

    def clean(self) -> dict[str, Any]:
        """With the version as the action names it."""
        fields = super().clean() or {}
        fields["expected_version"] = fields.pop("version", None)
        return fields


class LayerForm(forms.Form):
    """A new layer."""

    name = forms.CharField(max_length=80)


class PublishForm(forms.Form):
    """Which days are published."""

    first_on = forms.DateField(label="From", widget=DayInput)
    weeks = forms.IntegerField(label="Weeks", min_value=1, max_value=52)

    @staticmethod
    def usual() -> dict[str, Any]:
        """Six weeks from today."""
        return {"first_on": timezone.localdate(), "weeks": 6}

    def clean(self) -> dict[str, Any]:
        """Not of what is over, and not of what is too far."""
        fields = super().clean() or {}
        first, weeks = fields.get("first_on"), fields.get("weeks")
        if first and weeks and first + timedelta(weeks=weeks) < timezone.localdate():
            self.add_error("first_on", "This is over: past shifts stay as they were.")
        if first and first > timezone.localdate() + FURTHEST:
            self.add_error("first_on", "At most two years ahead.")
        return fields


class RotaFilter(FilterForm):
    """Which rotas."""

    q = forms.CharField(
        label="Name", required=False, widget=forms.TextInput({"type": "search"})
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    kind = forms.ChoiceField(choices=[("", "Any"), *Rota.Kind.choices], required=False)
    retired = forms.BooleanField(label="Retired too", required=False)

    def apply(self, rows: QuerySet[Rota]) -> QuerySet[Rota]:
        """Those that answer."""
        asked = self.cleaned_data
        if asked["q"]:
            named = Q(name__icontains=asked["q"]) | Q(team__name__icontains=asked["q"])
            rows = rows.filter(named)
        if asked["team"]:
            rows = rows.filter(team=asked["team"])
        if asked["kind"]:
            rows = rows.filter(kind=asked["kind"])
        return rows if asked["retired"] else rows.filter(retired_on=None)
