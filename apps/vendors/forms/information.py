"""What people keep for the register of information: a form a kind of row."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms.models import fields_for_model, model_to_dict

from apps.accounts.models import User
from apps.core.forms import DayInput
from apps.core.lists import FilterForm
from apps.vendors.models import (
    Arrangement,
    ArrangementUser,
    Branch,
    BusinessFunction,
    FinancialEntity,
    OptionDefinition,
    ProviderDetails,
    ServiceAssessment,
    SuppliedService,
)
from apps.vendors.models.information import RegisterRow
from apps.vendors.rules.templates import BY_CODE


@dataclass(frozen=True)
class Kind:
    """A kind of row: its address, its words, what is shown of it, where it ends up."""

    slug: str
    title: str
    one: str
    model: type[RegisterRow]
    shown: tuple[str, ...]
    searched: tuple[str, ...]
    template: str
    behind: tuple[str, ...] = ()

    def rows(self, user: User) -> QuerySet[Any]:
        """Those that somebody sees."""
        known: Any = self.model
        found: QuerySet[Any] = known.objects.visible_to(user)
        return found

    @property
    def fields(self) -> list[str]:
        """What is typed about it."""
        own = self.model._meta.concrete_fields
        return [one.name for one in own if one.editable and not one.primary_key]


KINDS = {
    one.slug: one
    for one in (
        Kind(
            *("entities", "Entities of the group", "entity", FinancialEntity),
            *(("lei", "name", "country", "place"), ("name", "lei"), "B_01.02"),
        ),
        Kind(
            *("branches", "Branches", "branch", Branch),
            *(("code", "name", "entity", "country"), ("name", "code"), "B_01.03"),
        ),
        Kind(
            *("functions", "Functions", "function", BusinessFunction),
            ("number", "name", "entity", "critical"),
            *(("name", "number"), "B_06.01"),
        ),
        Kind(
            *("arrangements", "Contracts in the register", "contract", Arrangement),
            ("contract", "kind", "annual_cost", "signed_by"),
            *(("contract__reference", "contract__title"), "B_02.01"),
        ),
        Kind(
            *("users", "Who uses the services", "user of a contract", ArrangementUser),
            ("arrangement", "entity", "branch"),
            *(("arrangement__contract__reference", "entity__name"), "B_04.01"),
            behind=("arrangement__contract",),
        ),
        Kind(
            *("services", "Services of the contracts", "service", SuppliedService),
            ("arrangement", "function", "service_type", "reliance"),
            *(("arrangement__contract__reference", "function__name"), "B_02.02"),
            behind=("arrangement__contract",),
        ),
        Kind(
            *("assessments", "Assessments", "assessment", ServiceAssessment),
            ("arrangement", "vendor", "service_type", "substitutability"),
            *(("arrangement__contract__reference", "vendor__name"), "B_07.01"),
            behind=("arrangement__contract",),
        ),
        Kind(
            *("providers", "More about providers", "provider", ProviderDetails),
            ("vendor", "latin_name", "extra_code"),
            *(("vendor__name",), "B_05.01"),
        ),
        Kind(
            *("definitions", "Own definitions", "definition", OptionDefinition),
            *(("column", "words"), ("words",), "B_99.01"),
        ),
    )
}


class RowForm(forms.Form):
    """A row of the register; what is wrong with the row itself stands at its fields."""

    is_new = False

    def __init__(
        self, kind: Kind, data: Any = None, *, row: RegisterRow | None = None
    ) -> None:
        """Of a new row of this kind, or of one that is there."""
        self.kind, self.row = kind, row or kind.model()
        super().__init__(data, initial=model_to_dict(self.row, kind.fields))
        made = fields_for_model(kind.model, fields=kind.fields)
        self.fields = {**made, **self.fields}
        for one in made.values():
            if isinstance(one, forms.DateField):
                one.widget = DayInput()
        if kind.model is OptionDefinition:
            choices = BY_CODE["B_99.01"].columns.items()
            self.fields["column"] = forms.ChoiceField(label="Option", choices=choices)

    def clean(self) -> dict[str, Any]:
        """The row checks itself, and that it is there once: a new one as it is added."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.kind.fields:
            if name in cleaned:
                setattr(self.row, name, cleaned[name])
        try:
            self.row.full_clean(
                exclude=set(self.errors),
                validate_unique=not self.is_new,
                validate_constraints=not self.is_new,
            )
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, by the names of the row's fields."""
        return {name: self.cleaned_data[name] for name in self.kind.fields}


class NewRowForm(RowForm):
    """A new row, entered once."""

    is_new = True
    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AmendRowForm(RowForm):
    """A row as it was read, changed."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, kind: Kind, row: RegisterRow, data: Any = None) -> None:
        version = row.version
        super().__init__(kind, data, row=row)
        self.initial["expected_version"] = version


class RowFilter(FilterForm):
    """Which rows of a kind to list."""

    searched: tuple[str, ...] = ()

    q = forms.CharField(
        label="Search", required=False, max_length=100, widget=forms.SearchInput
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that have the words."""
        found = models.Q()
        for path in self.searched:
            found |= models.Q(**{f"{path}__icontains": self.cleaned_data["q"]})
        return rows.filter(found)


class PackageForm(forms.Form):
    """Which files, and for the end of which year."""

    file = forms.ChoiceField(choices=[("zip", "Package"), ("xlsx", "Workbook")])
    on = forms.DateField(required=False)
