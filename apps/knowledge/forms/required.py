"""Who must read what by when, and which of it to list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from apps.accounts.models import Team, User
from apps.core.forms import DayInput, limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.knowledge.models import Article, RequiredReading
from apps.knowledge.queries.required import Askable, askable
from apps.knowledge.states import ReadingState

READ = [("", "Anybody"), ("no", "Not signed off"), ("yes", "Signed off")]


class ReadersForm(forms.Form):
    """Whom to ask, and by when."""

    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
        help_text="Who joins later is asked too. Hold Ctrl to choose several.",
    )
    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
    )
    due_on = forms.DateField(label="To be read by", widget=DayInput)
    note = forms.CharField(label="Why", max_length=500, required=False)

    def __init__(self, *args: Any, user: User, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = self.askable(user, article)
        limit(self, "teams", may.teams)
        limit(self, "people", may.people)

    def askable(self, user: User, article: Article) -> Askable:
        """Who may be chosen."""
        return askable(user, article)

    def clean_due_on(self) -> Any:
        """Today or later."""
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise ValidationError("Choose today or a later day.")
        return day

    def clean(self) -> dict[str, Any]:
        """Somebody is asked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["teams"] and not cleaned["people"]:
            self.add_error("teams", "Choose a team or a person to read it.")
        return cleaned


class RequireForm(ReadersForm):
    """The same, sent once."""

    sent_key = sent_key()


class AmendRequiredForm(ReadersForm):
    """Another day or other people, over what was read."""

    version = version_field()

    def __init__(self, *args: Any, found: RequiredReading, **kwargs: Any) -> None:
        initial = {
            "teams": list(found.teams.all()),
            "people": list(found.people.all()),
            "due_on": found.due_on,
            "note": found.note,
            "version": found.version,
        }
        self.found = found
        super().__init__(*args, article=found.article, initial=initial, **kwargs)

    def askable(self, user: User, article: Article) -> Askable:
        """Also who is asked now."""
        return askable(user, article, self.found)

    def clean_due_on(self) -> Any:
        """Today or later, or the day it has."""
        day = self.cleaned_data["due_on"]
        return day if day == self.found.due_on else super().clean_due_on()


class RequiredFilter(FilterForm):
    """Which required readings to list."""

    q = forms.CharField(
        label="Title", required=False, max_length=100, widget=forms.SearchInput
    )
    state = forms.ChoiceField(
        choices=[("", "Any state"), *ReadingState.choices], required=False
    )
    mine = forms.BooleanField(label="I asked for", required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(article__title__icontains=words)
        if asked["state"]:
            rows = rows.filter(state=asked["state"])
        if asked["mine"]:
            rows = rows.filter(made_by=self.user)
        return rows


class ReaderFilter(FilterForm):
    """Which of those who must read it to list."""

    q = forms.CharField(
        label="Name", required=False, max_length=100, widget=forms.SearchInput
    )
    team = forms.ModelChoiceField(
        Team.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any team",
    )
    read = forms.ChoiceField(label="Signed off", choices=READ, required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The people that answer every question asked."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(name__icontains=words)
        if asked["team"]:
            rows = rows.filter(pk__in=asked["team"].memberships.values("user"))
        if asked["read"] == "yes":
            rows = rows.filter(signed_number__gte=F("since_number"))
        elif asked["read"]:
            older = Q(signed_number__lt=F("since_number"))
            rows = rows.filter(older | Q(signed_number=None))
        return rows
