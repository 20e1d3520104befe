"""What is asked of the lists behind insight."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from apps.core.lists import FilterForm
from apps.knowledge.models import Kind, Space
from apps.knowledge.queries.insights import NEEDS

FARED = [
    ("", "Any way"),
    ("nothing", "Without a result"),
    ("unclicked", "Without a click"),
    ("late", "Third result or later clicked"),
]


class SearchedFilter(FilterForm):
    """By words and how they fared."""

    q = forms.CharField(
        label="Words",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    fared = forms.ChoiceField(label="Fared", choices=FARED, required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The words that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip().lower():
            rows = rows.filter(normalised__contains=words)
        if asked["fared"]:
            rows = rows.filter(**{f"{asked['fared']}__gt": 0})
        return rows


class NeedyFilter(FilterForm):
    """By title, space, kind and what is lacking."""

    q = forms.CharField(
        label="Title",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    needs = forms.ChoiceField(
        label="What it needs",
        choices=[("", "Anything"), *NEEDS.items()],
        required=False,
    )
    space = forms.ModelChoiceField(
        Space.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    kind = forms.ChoiceField(choices=[("", "Any"), *Kind.choices], required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The articles that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(title__icontains=words)
        if asked["needs"]:
            rows = rows.filter(**{f"is_{asked['needs']}": True})
        if asked["space"]:
            rows = rows.filter(space=asked["space"])
        return rows.filter(kind=asked["kind"]) if asked["kind"] else rows


class DuplicateFilter(FilterForm):
    """By title and space."""

    q = forms.CharField(
        label="Title",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    space = forms.ModelChoiceField(
        Space.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The pairs of which one article answers the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(article__title__icontains=words) | rows.filter(
                other__title__icontains=words
            )
        if space := asked["space"]:
            rows = rows.filter(article__space=space) | rows.filter(other__space=space)
        return rows
