"""What may be asked of a calendar, and typed of a shift."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from apps.accounts.models import Team, User
from apps.core.forms import MomentInput, limit, version_field
from apps.core.lists import FilterForm
from apps.staffing.models import Person, Rota, Shift
from apps.staffing.rules.calendar import View


class CalendarQuery:
    """Which window of a calendar an address asks for; nonsense asks for the usual."""

    def __init__(self, asked: QueryDict) -> None:
        view = asked.get("view", "")
        self.view = View(view) if view in set(View) else View.WEEK
        self.day = _day(asked.get("day", ""))
        self.is_mine = asked.get("zone") == "mine"
        self.is_whole_team = asked.get("people") == "team"
        self.team = asked.get("team", "").replace("\0", "")[:80]

    def address(self, **other: object) -> str:
        """The same question with some of it changed."""
        kept: dict[str, object] = {
            "view": self.view,
            "day": self.day or "",
            "zone": "mine" if self.is_mine else "",
            "people": "team" if self.is_whole_team else "",
            "team": self.team,
        }
        found = QueryDict(mutable=True)
        for name, value in (kept | other).items():
            if value:
                found[name] = str(value)
        return found.urlencode()


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if date(2000, 1, 1) <= found <= date(2100, 1, 1) else None


class TeamForm(forms.Form):
    """Whose calendar; the window stays the same."""

    use_required_attribute = False
    team = forms.ModelChoiceField(
        Team.objects.none(), to_field_name="slug", empty_label=None
    )
    view = forms.CharField(widget=forms.HiddenInput)
    day = forms.CharField(widget=forms.HiddenInput)
    people = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def of(
        cls, query: CalendarQuery, teams: QuerySet[Team], team: Team | None
    ) -> "TeamForm":
        """With the teams that may be chosen."""
        initial = {
            "team": team,
            "view": query.view,
            "day": query.day or "",
            "people": "team" if query.is_whole_team else "",
        }
        made = cls(initial=initial)
        limit(made, "team", teams)
        return made


class MoveForm(forms.Form):
    """Where a shift goes: whose it is, and when."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Whose")
    starts_at = forms.DateTimeField(label="From", widget=MomentInput)
    ends_at = forms.DateTimeField(label="Until", widget=MomentInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    version = version_field()

    @classmethod
    def of(
        cls, shift: Shift, user: User, data: Mapping[str, Any] | None = None
    ) -> "MoveForm":
        """For one shift: anybody that the user sees and that is here."""
        initial = {
            "person": shift.person_id,
            "starts_at": shift.starts_at,
            "ends_at": shift.ends_at,
            "version": shift.version,
        }
        made = cls(data, initial=initial)
        people = Person.objects.visible_to(user).here_on(shift.starts_at.date())
        limit(made, "person", people)
        return made

    def clean(self) -> dict[str, Any]:
        """Begun before it ends; the version as the action names it."""
        fields = super().clean() or {}
        since, until = fields.get("starts_at"), fields.get("ends_at")
        if since and until and since >= until:
            self.add_error("ends_at", "It has to end after it begins.")
        fields["expected_version"] = fields.pop("version", None)
        return fields


class ShiftFilter(FilterForm):
    """Which published shifts."""

    rota = forms.ModelChoiceField(
        Rota.objects.all(), required=False, to_field_name="slug"
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, to_field_name="slug"
    )
    person = forms.ModelChoiceField(Person.objects.all(), required=False)
    since = forms.DateTimeField(label="Ending after", required=False)
    until = forms.DateTimeField(label="Beginning before", required=False)

    def apply(self, rows: QuerySet[Shift]) -> QuerySet[Shift]:
        """Those that answer."""
        asked = self.cleaned_data
        if asked["rota"]:
            rows = rows.filter(rota=asked["rota"])
        if asked["team"]:
            rows = rows.filter(rota__team=asked["team"])
        if asked["person"]:
            rows = rows.filter(person=asked["person"])
        if asked["since"]:
            rows = rows.filter(ends_at__gt=asked["since"])
        if asked["until"]:
            rows = rows.filter(starts_at__lt=asked["until"])
        return rows
