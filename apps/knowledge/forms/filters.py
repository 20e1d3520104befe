"""What may be asked of the list of articles."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import Team, User
from apps.catalog.models import Application, Platform
from apps.core.lists import FilterForm
from apps.knowledge.models import Kind, Space
from apps.knowledge.queries.articles import due_by, owners_seen_by
from apps.knowledge.states import Standing, Work

DUE = [
    ("", "Any time"),
    ("0", "Due now"),
    ("30", "Within 30 days"),
    ("90", "Within 90 days"),
]
EXACT = ("space", "kind", "standing", "work", "owner", "team")


class ArticleFilter(FilterForm):
    """Which articles to list."""

    q = forms.CharField(
        label="Title", required=False, max_length=100, widget=forms.SearchInput
    )
    space = forms.ModelChoiceField(
        Space.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any space",
    )
    kind = forms.ChoiceField(choices=[("", "Any kind"), *Kind.choices], required=False)
    standing = forms.ChoiceField(
        label="State", choices=[("", "Any state"), *Standing.choices], required=False
    )
    work = forms.ChoiceField(
        label="Newest version",
        choices=[("", "Any"), *Work.choices],
        required=False,
    )
    owner = forms.ModelChoiceField(
        User.objects.all(), required=False, empty_label="Anybody"
    )
    team = forms.ModelChoiceField(
        Team.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any team",
    )
    platform = forms.ModelChoiceField(
        Platform.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any platform",
    )
    application = forms.ModelChoiceField(
        Application.objects.all(),
        to_field_name="code",
        required=False,
        empty_label="Any application",
    )
    label = forms.CharField(required=False, max_length=40)
    due = forms.ChoiceField(label="Review", choices=DUE, required=False)
    unowned = forms.BooleanField(label="Without an owner", required=False)

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        """Of owners, those of articles one sees; drafts concern people inside only."""
        super().__init__(*args, user=user, **kwargs)
        if user is None:
            return
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = owners_seen_by(user)
        if not user.is_internal:
            del self.fields["work"]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The articles that answer every question asked."""
        asked = self.cleaned_data
        given = {name: asked[name] for name in EXACT if asked.get(name)}
        rows = rows.filter(**given)
        if asked["q"]:
            rows = rows.filter(title__icontains=asked["q"])
        if asked["platform"]:
            rows = rows.filter(platforms=asked["platform"])
        if asked["application"]:
            rows = rows.filter(applications=asked["application"])
        if asked["label"]:
            rows = rows.filter(labels__contains=[asked["label"].lower()])
        if asked["unowned"]:
            rows = rows.filter(owner=None)
        if asked["due"]:
            days = timedelta(days=int(asked["due"]))
            rows = due_by(rows, timezone.localdate() + days)
        return rows


class LinkFilter(FilterForm):
    """Which broken links to list."""

    space = forms.ModelChoiceField(
        Space.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any space",
    )
    mine = forms.BooleanField(label="Of articles I own", required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those that answer both questions."""
        asked = self.cleaned_data
        if asked["space"]:
            rows = rows.filter(article__space=asked["space"])
        return rows.filter(article__owner=self.user) if asked["mine"] else rows
