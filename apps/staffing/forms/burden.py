"""What is asked of burden, working time and capacity, and typed about them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from apps.accounts.models import Team, User
from apps.core.forms import DayInput, limit, sent_key
from apps.staffing.models import Person, PlannedWork, Rota, TeamRole, WorkingTimeTerms
from apps.staffing.queries.capacity import WhatIf

if TYPE_CHECKING:
    WorkingTimeTermsModelForm = forms.ModelForm[WorkingTimeTerms]
    PlannedWorkModelForm = forms.ModelForm[PlannedWork]
else:
    WorkingTimeTermsModelForm = PlannedWorkModelForm = forms.ModelForm

LONGEST_DAYS = 366
WEEKS = [("13", "13 weeks"), ("8", "8 weeks"), ("26", "26 weeks")]


class LedgerForm(forms.Form):
    """Whose burden: of a team, of a rota."""

    use_required_attribute = False
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, to_field_name="slug", empty_label="Any"
    )
    rota = forms.ModelChoiceField(
        Rota.objects.none(), required=False, to_field_name="slug", empty_label="Any"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "team", Team.objects.visible_to(user))
        limit(self, "rota", Rota.objects.visible_to(user))


class PeriodForm(forms.Form):
    """Whose working time, of which days."""

    use_required_attribute = False
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, to_field_name="slug", empty_label="Any"
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), required=False, empty_label="Everybody"
    )
    first = forms.DateField(label="From", required=False, widget=DayInput())
    last = forms.DateField(label="Until", required=False, widget=DayInput())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "team", Team.objects.visible_to(user))
        limit(self, "person", Person.objects.visible_to(user))

    def clean(self) -> dict[str, Any]:
        """At most a year, in the right order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and not first <= last <= first + timedelta(LONGEST_DAYS):
            self.add_error("last", "At most a year, and not before it begins.")
        return cleaned


class TermsForm(WorkingTimeTermsModelForm):
    """The limits of a country, or of everywhere else."""

    class Meta:
        model = WorkingTimeTerms
        fields = [
            *("country", "rest", "weekly_rest", "weekly_hours", "reference_weeks"),
            *("consecutive_nights", "night_work", "night_reference_weeks"),
            *("night_from", "night_until", "is_on_call_work"),
        ]

    def clean_country(self) -> str:
        """Two capital letters, or nothing."""
        country = str(self.cleaned_data["country"]).strip().upper()
        if country and not (country.isalpha() and len(country) > 1):
            raise ValidationError("Type two letters, such as GB.")
        return country

    def validate_unique(self) -> None:
        """A country that is there already is changed."""


class CapacityForm(forms.Form):
    """Which team's weeks, and what if."""

    use_required_attribute = False
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, to_field_name="slug", empty_label=None
    )
    first = forms.DateField(label="From", required=False, widget=DayInput())
    weeks = forms.ChoiceField(label="For", choices=WEEKS, required=False)
    leaves = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label="If this person leaves",
        empty_label="Nobody",
    )
    last_on = forms.DateField(label="Last day", required=False, widget=DayInput())
    joins_on = forms.DateField(
        label="If a vacancy is filled from", required=False, widget=DayInput()
    )
    fte = forms.DecimalField(
        label="FTE", required=False, min_value=0, max_value=1, decimal_places=2
    )
    role = forms.ModelChoiceField(
        TeamRole.objects.all(),
        required=False,
        empty_label="Any role",
        help_text="Its targets say what the new person does alone.",
    )

    def __init__(
        self, *args: Any, user: User, team: Team | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "team", Team.objects.visible_to(user))
        people = Person.objects.visible_to(user).filter(postings__team=team)
        limit(self, "leaves", people.distinct())

    def clean(self) -> dict[str, Any]:
        """Who leaves has a last day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("leaves") and not cleaned.get("last_on"):
            self.add_error("last_on", "Say the last day.")
        return cleaned

    def what_if(self) -> WhatIf:
        """What is asked beyond what is there."""
        if not self.is_valid():
            return WhatIf()
        asked = self.cleaned_data
        return WhatIf(
            leaves=asked["leaves"].pk if asked["leaves"] else None,
            last_on=asked["last_on"],
            joins_on=asked["joins_on"],
            fte=asked["fte"] or WhatIf.fte,
            role=asked["role"],
        )


class PlannedWorkForm(PlannedWorkModelForm):
    """Hours that a team will need in a week."""

    sent_key = sent_key()

    class Meta:
        model = PlannedWork
        fields = ["team", "kind", "title", "monday", "hours", "skill"]
        widgets = {"monday": DayInput()}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "team", Team.objects.visible_to(user))

    def clean_monday(self) -> date:
        """The Monday of the week of the day that was typed."""
        day: date = self.cleaned_data["monday"]
        return day - timedelta(days=day.weekday())
