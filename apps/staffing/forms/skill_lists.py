"""What may be asked of the matrix, of gaps, of who can, of coaching."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import Organisation, Team
from apps.core.lists import FilterForm
from apps.staffing.forms.people import search
from apps.staffing.forms.skills import LEVELS, BranchField
from apps.staffing.models import Person, Skill, TeamRole
from apps.staffing.queries.home import offered_teams
from apps.staffing.queries.people import in_team, named
from apps.staffing.queries.skills import below
from apps.staffing.rules.skills import ALONE


def team_field() -> Any:
    """A team, with those below it."""
    return forms.ModelChoiceField(
        Team.objects.all(), required=False, empty_label="Any team"
    )


def of_team(rows: QuerySet[Any], team: Team) -> QuerySet[Any]:
    """What belongs to people who work in a team today, or in one below it."""
    here = in_team(Person.objects.all(), team, timezone.localdate())
    return rows.filter(person__in=here)


class MatrixFilter(FilterForm):
    """Whose levels to show, and of which skills."""

    q = search()
    team = team_field()
    role = forms.ModelChoiceField(
        TeamRole.objects.all(), required=False, empty_label="Any role"
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), required=False, empty_label="Any organisation"
    )
    branch = BranchField(required=False, empty_label="All skills", label="Skills")
    thin = forms.BooleanField(
        required=False, label="Only skills that one or nobody can do alone"
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The people that answer every question asked."""
        asked = self.cleaned_data
        today = timezone.localdate()
        if words := asked["q"]:
            rows = named(rows, words)
        if team := asked["team"]:
            rows = in_team(rows, team, today)
        if role := asked["role"]:
            rows = rows.filter(pk__in=role.posting_set.on(today).values("person"))
        if asked["organisation"]:
            rows = rows.filter(organisation=asked["organisation"])
        return rows

    def asked(self, name: str) -> Any:
        """What was asked of the columns; nothing while the question makes no sense."""
        return self.cleaned_data.get(name) if self.is_valid() else None


class SkillGapFilter(FilterForm):
    """Which shortfalls to list."""

    q = search()
    team = team_field()
    branch = BranchField(required=False, empty_label="All skills", label="Skills")

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The shortfalls that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"]:
            rows = rows.filter(person__name__icontains=words)
        if team := asked["team"]:
            rows = of_team(rows, team)
        if branch := asked["branch"]:
            rows = rows.filter(skill_pk__in=below(branch, Skill.objects.all()))
        return rows


class WhoCanFilter(FilterForm):
    """Who can do what."""

    q = forms.CharField(
        label="Who can …",
        required=False,
        max_length=100,
        widget=forms.SearchInput({"placeholder": "such as ingress or certificates"}),
    )
    level = forms.TypedChoiceField(
        label="At least",
        choices=LEVELS[1:],
        coerce=int,
        required=False,
        empty_value="",
    )
    team = team_field()
    location = forms.CharField(required=False, max_length=80)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Levels of skills whose name, branch, description or platform has the words."""
        asked = self.cleaned_data
        if words := asked["q"]:
            rows = rows.filter(skill__in=skills_named(words))
        else:
            rows = rows.none()
        rows = rows.filter(level__gte=asked["level"] or ALONE)
        if team := asked["team"]:
            rows = of_team(rows, team)
        if place := asked["location"]:
            rows = rows.filter(person__location__icontains=place)
        return rows


def skills_named(words: str) -> set[int]:
    """The ids of skills that answer these words, and of those that hang on them."""
    skills = list(Skill.objects.all())
    hits = Skill.objects.filter(
        Q(name__icontains=words)
        | Q(slug__icontains=words)
        | Q(description__icontains=words)
        | Q(platform__name__icontains=words)
    )
    found: set[int] = set()
    for one in hits:
        found |= below(one, skills)
    return found


class DepthFilter(FilterForm):
    """Of which people the depth is counted."""

    team = team_field()

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The people of the team."""
        team = self.cleaned_data["team"]
        return in_team(rows, team, timezone.localdate()) if team else rows


class CoachingFilter(DepthFilter):
    """Whom to find a coach for, and in what."""

    skill = BranchField(required=False, is_leaf=True, empty_label="Any skill")


class WaitingFilter(FilterForm):
    """Whose levels to confirm."""

    q = search()
    team = team_field()

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The levels that answer every question asked."""
        if words := self.cleaned_data["q"]:
            rows = rows.filter(person__name__icontains=words)
        if team := self.cleaned_data["team"]:
            rows = of_team(rows, team)
        return rows


class HomeFilter(FilterForm):
    """Which team the home page is about."""

    team = forms.CharField(required=False, max_length=100)

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        """Offers the teams that anybody works in."""
        super().__init__(*args, user=user, **kwargs)
        self.teams = {one.slug: one for one in offered_teams(user)} if user else {}
        named_teams = [(slug, one.name) for slug, one in self.teams.items()]
        self.fields["team"] = forms.ChoiceField(
            choices=[("", "My team"), ("all", "All teams"), *named_teams],
            required=False,
        )

    def asked_team(self, own: Team | None) -> Team | None:
        """The team that was asked for, else one's own; None is all of them."""
        asked = self.cleaned_data["team"] if self.is_valid() else ""
        return self.teams.get(asked) if asked else own


class CertificateFilter(FilterForm):
    """Whose certificates, and which of them end."""

    q = search()
    team = team_field()
    expires_before = forms.DateField(required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The certificates that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"]:
            named_so = Q(person__name__icontains=words) | Q(name__icontains=words)
            rows = rows.filter(named_so)
        if team := asked["team"]:
            rows = of_team(rows, team)
        if day := asked["expires_before"]:
            rows = rows.filter(expires_on__lt=day)
        return rows
