"""What may be typed of checks."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from apps.accounts.models import User
from apps.catalog.models import Application
from apps.facts.models import Check
from apps.facts.rules.connectors import query_fault
from apps.facts.rules.kinds import CUSTOM, kind_of
from apps.facts.rules.questions import (
    FREE,
    QUESTIONS,
    needs_objective,
    questions_for,
)
from apps.facts.states import ConnectorKind

OWN_FACT = "custom"
QUERY = "{application}, {platform} and {environment} stand for their names."


def _asked_for(kind: str) -> list[str]:
    """What a query of each fact of this kind is, each sentence once."""
    told: dict[str, list[str]] = {}
    for one in questions_for(kind):
        told.setdefault(one.help, []).append(kind_of(one.name).title)
    if len(told) == 1:
        return list(told)
    return [f"{' and '.join(names)}: {words}" for words, names in told.items()]


class HowOften(forms.Form):
    """How often it is asked, and whether at all."""

    every_minutes = forms.IntegerField(
        label="Every … minutes", min_value=1, max_value=10080, initial=15
    )
    is_on = forms.BooleanField(label="Switched on", required=False, initial=True)


class CheckForm(HowOften):
    """What is asked."""

    query = forms.CharField(
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4, "class": "font-monospace"}),
        help_text=QUERY,
    )
    objective = forms.DecimalField(
        label="Objective in %",
        min_value=1,
        max_value=Decimal("99.999"),
        max_digits=6,
        decimal_places=3,
        required=False,
        help_text="Of a burn rate: the share of events that must succeed, such as 99.9.",
    )
    field_order = ["query", "objective", "every_minutes", "is_on"]

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["query"].required = kind != ConnectorKind.HTTP

    def fact_name(self) -> str:
        """The fact that is asked for."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """A burn rate has an objective; the query is one that can be asked."""
        cleaned: dict[str, Any] = super().clean() or {}
        name, objective = self.fact_name(), cleaned.get("objective")
        if needs_objective(name) and not objective and not self.errors:
            self.add_error("objective", "A burn rate needs an objective.")
        if not self.errors and (
            fault := query_fault(
                self.kind, name, cleaned["query"], objective, timezone.now()
            )
        ):
            self.add_error("query", fault)
        return cleaned


class NewCheckForm(CheckForm):
    """A check of a connector."""

    name = forms.ChoiceField(label="Fact")
    own_name = forms.CharField(
        label="Name of the bank's own fact",
        max_length=51,
        required=False,
        help_text="Small letters, digits and _; “custom.” is put before it.",
    )
    application = forms.ModelChoiceField(
        Application.objects.all(),
        to_field_name="code",
        required=False,
        widget=forms.TextInput,
        help_text="Its code; empty for every application on the platform.",
        error_messages={"invalid_choice": "There is no application with this code."},
    )
    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ["name", "own_name", "query", "objective", "application"]

    def __init__(self, *args: Any, user: User, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        choices = [(one.name, kind_of(one.name).title) for one in questions_for(kind)]
        if kind in FREE:
            choices.append((OWN_FACT, "A fact of the bank's own"))
        else:
            del self.fields["own_name"]
        name, application = self.fields["name"], self.fields["application"]
        assert isinstance(name, forms.ChoiceField)
        assert isinstance(application, forms.ModelChoiceField)
        name.choices = choices
        self.fields["query"].help_text = " ".join([*_asked_for(kind), QUERY])
        if kind != ConnectorKind.PROMETHEUS:
            del self.fields["objective"]
        application.queryset = Application.objects.visible_to(user)

    def fact_name(self) -> str:
        """One of the table, or the bank's own."""
        name: str = self.cleaned_data.get("name", "")
        if name != OWN_FACT:
            return name
        return f"{OWN_FACT}.{self.cleaned_data.get('own_name', '')}"

    def clean(self) -> dict[str, Any]:
        """The bank's own fact has a name of its own."""
        cleaned = super().clean()
        name = self.fact_name()
        cleaned.pop("own_name", None)
        if name.startswith(OWN_FACT) and not CUSTOM.fullmatch(name):
            self.add_error("own_name", "Name it in small letters, digits and _.")
        cleaned["name"] = name
        return cleaned


class AmendCheckForm(CheckForm):
    """Changing a check, over the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, found: Check, **kwargs: Any) -> None:
        kind = found.connector.kind if found.connector else ""
        super().__init__(*args, kind=kind, **kwargs)
        self.found = found
        if found.name in QUESTIONS:
            self.fields["query"].help_text = f"{QUESTIONS[found.name].help} {QUERY}"

    def fact_name(self) -> str:
        """It stays."""
        return self.found.name


class AmendOwnCheckForm(HowOften):
    """How often the portal looks at what it knows."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, found: Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


def amend_form(found: Check, data: Any = None) -> forms.Form:
    """The form for this check, as it is now or as it was typed."""
    form = AmendCheckForm if found.connector else AmendOwnCheckForm
    names = ("query", "objective", "every_minutes", "is_on", "version")
    initial = {name: getattr(found, name) for name in names}
    return form(data, found=found, initial=initial)
