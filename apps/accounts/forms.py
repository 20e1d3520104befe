"""What may be typed about people, teams, roles, tokens and filters."""

import zoneinfo
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import ApiToken, Organisation, Team, User
from apps.accounts.roles import Role, ScopeKind
from apps.accounts.rules import read_networks
from apps.core.forms import DayInput
from apps.core.lists import FilterForm


class PeopleFilter(FilterForm):
    """By name, organisation, role."""

    q = forms.CharField(
        label="Search",
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text="Name, nickname or e-mail",
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        required=False,
        to_field_name="slug",
        empty_label="Any",
    )
    role = forms.ChoiceField(choices=[("", "Any"), *Role.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Who may not see who holds which role, does not ask for it either."""
        super().__init__(*args, **kwargs)
        if not self.user.rights.may("accounts.view_grants"):
            del self.fields["role"]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The people that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            named = Q(name__icontains=words) | Q(nickname__icontains=words)
            rows = rows.filter(named | Q(email__icontains=words))
        if asked["organisation"]:
            rows = rows.filter(organisation=asked["organisation"])
        if asked.get("role"):
            rows = rows.filter(grants__role=asked["role"]).distinct()
        return rows


class TeamsFilter(FilterForm):
    """By name."""

    q = forms.CharField(
        label="Search",
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The teams that answer the question."""
        return rows.filter(name__icontains=self.cleaned_data["q"].strip())


class OrganisationsFilter(FilterForm):
    """By name and kind."""

    q = forms.CharField(
        label="Search",
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        choices=[("", "Any"), *Organisation.Kind.choices], required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The organisations that answer the question."""
        rows = rows.filter(name__icontains=self.cleaned_data["q"].strip())
        kind = self.cleaned_data["kind"]
        return rows.filter(kind=kind) if kind else rows


class RolesFilter(FilterForm):
    """By role and person."""

    q = forms.CharField(
        label="Person",
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(choices=[("", "Any"), *Role.choices], required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The grants that answer the question."""
        rows = rows.filter(user__name__icontains=self.cleaned_data["q"].strip())
        role = self.cleaned_data["role"]
        return rows.filter(role=role) if role else rows


class PersonForm(forms.Form):
    """Somebody new."""

    email = forms.EmailField(label="E-mail", max_length=254)
    name = forms.CharField(label="Full name", max_length=150)
    organisation = forms.ModelChoiceField(Organisation.objects.all())


class ProfileForm(forms.Form):
    """One's own name, nickname, time zone."""

    name = forms.CharField(label="Full name", max_length=150)
    nickname = forms.CharField(
        label="Known as",
        max_length=50,
        required=False,
        help_text="Others mention you by it: @nickname.",
    )
    time_zone = forms.ChoiceField(
        choices=[(zone, zone) for zone in sorted(zoneinfo.available_timezones())]
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class TeamForm(forms.Form):
    """A team's facts."""

    name = forms.CharField(max_length=150)
    email = forms.EmailField(label="E-mail", required=False)
    description = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    manager = forms.ModelChoiceField(User.objects.all(), required=False)
    parent = forms.ModelChoiceField(
        Team.objects.all(), required=False, label="Stands below"
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people, teams = User.objects.visible_to(by), Team.objects.visible_to(by)
        self.fields["manager"].queryset = people.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["parent"].queryset = teams  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    """Who joins a team, and as what."""

    user = forms.ModelChoiceField(User.objects.none(), label="Person")
    title = forms.CharField(max_length=100, required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(by).filter(is_active=True)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """A role on a scope."""

    user_pk = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label="Person"
    )
    role = forms.ChoiceField(choices=Role.choices)
    scope_kind = forms.ChoiceField(label="On", choices=ScopeKind.choices)
    scope_key = forms.SlugField(
        label="Which one",
        max_length=100,
        required=False,
        help_text="The short name of the team, platform, vendor or category.",
    )

    def clean(self) -> dict[str, Any]:
        """Everything has no name; anything else has one."""
        cleaned: dict[str, Any] = super().clean() or {}
        is_everything = cleaned.get("scope_kind") == ScopeKind.EVERYTHING
        if is_everything and cleaned.get("scope_key"):
            self.add_error("scope_key", "Leave this empty for everything.")
        if not is_everything and not cleaned.get("scope_key"):
            self.add_error("scope_key", "Say which one.")
        is_team = cleaned.get("scope_kind") == ScopeKind.TEAM
        if is_team and not Team.objects.filter(slug=cleaned.get("scope_key")).exists():
            self.add_error("scope_key", "There is no team of this short name.")
        if cleaned.get("user_pk"):
            cleaned["user_pk"] = cleaned["user_pk"].pk
        return cleaned


class TokenForm(forms.Form):
    """A new API token."""

    name = forms.CharField(max_length=80, help_text="What it is for.")
    scope = forms.ChoiceField(choices=ApiToken.Scope.choices)
    expires_on = forms.DateField(
        label="Ends on", widget=DayInput(), help_text="At most a year from now."
    )
    networks = forms.CharField(
        label="Only from these networks",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "10.20.0.0/16"}),
        help_text="One a line. From everywhere if you leave this empty.",
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_name(self) -> str:
        """Not that of another usable token: so a form sent twice makes one."""
        name: str = self.cleaned_data["name"]
        mine = ApiToken.objects.usable(timezone.now()).filter(user=self.by)
        if mine.filter(name=name).exists():
            raise forms.ValidationError(
                f"You have a token named {name}: revoke it, or name this one."
            )
        return name

    def clean_networks(self) -> list[str]:
        """Each a network."""
        try:
            return read_networks(self.cleaned_data["networks"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_expires_on(self) -> Any:
        """In the future, within a year."""
        day = self.cleaned_data["expires_on"]
        today = timezone.localdate()
        if not today < day <= today + timedelta(days=364):
            raise forms.ValidationError("A token ends in the future, within a year.")
        return day


class FilterNameForm(forms.Form):
    """A name for a list's question."""

    page = forms.RegexField(r"^[a-z_]+:[a-z_]+$", widget=forms.HiddenInput)
    query = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)
    name = forms.CharField(max_length=80)
    team = forms.ModelChoiceField(Team.objects.none(), required=False)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(memberships__user=by)  # type: ignore[attr-defined]
