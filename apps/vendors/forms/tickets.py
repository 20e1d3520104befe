"""Asking for tickets and imports; giving files; saying how they are read."""

from collections.abc import Sequence
from datetime import datetime, time
from functools import reduce
from operator import itemgetter, or_
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.core.forms import DayInput
from apps.core.lists import FilterForm
from apps.vendors.forms.fields import lines, pairs
from apps.vendors.models import ManagedService
from apps.vendors.rules.tickets.instants import ORDERS
from apps.vendors.rules.tickets.mapping import (
    FIELDS,
    LAYOUTS,
    NEEDED,
    TicketMapping,
    faults,
    zone_fault,
)
from apps.vendors.states import ImportState

PRIORITIES = [("", "Any priority"), *((str(n), f"Priority {n}") for n in range(1, 6))]
HIGHEST = 9


def numbered(start: str) -> Q:
    """Numbers that begin so: as typed, in capitals or in small letters.

    Three beginnings, because the index has numbers by their bytes.
    """
    typed = {start, start.upper(), start.lower()}
    asked = [Q(number__startswith=one) for one in sorted(typed)]
    return reduce(or_, asked)


class TicketFilter(FilterForm):
    """Which tickets of a service to list."""

    q = forms.CharField(
        label="Number", required=False, max_length=60, widget=forms.SearchInput
    )
    priority = forms.ChoiceField(
        choices=[*PRIORITIES, ("0", "Unknown priority")], required=False
    )
    state = forms.CharField(required=False, max_length=60)
    group = forms.CharField(required=False, max_length=120)
    category = forms.CharField(required=False, max_length=120)
    opened_from = forms.DateField(required=False, widget=DayInput)
    opened_to = forms.DateField(required=False, widget=DayInput)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The tickets that answer every question asked."""
        asked = self.cleaned_data
        if asked["q"]:
            rows = rows.filter(numbered(asked["q"]))
        if asked["priority"]:
            rows = rows.filter(priority=asked["priority"])
        for name in ("state", "group", "category"):
            if asked[name]:
                rows = rows.filter(**{f"{name}__iexact": asked[name]})
        zone = timezone.get_current_timezone()
        if asked["opened_from"]:
            first = datetime.combine(asked["opened_from"], time(), zone)
            rows = rows.filter(opened_at__gte=first)
        if asked["opened_to"]:
            last = datetime.combine(asked["opened_to"], time.max, zone)
            rows = rows.filter(opened_at__lte=last)
        return rows


class AnyTicketFilter(TicketFilter):
    """Which tickets to list, of which service."""

    service = forms.ModelChoiceField(
        ManagedService.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Choose a service",
    )
    field_order = ["service"]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Tickets of the chosen service; none before one is chosen."""
        if not self.cleaned_data["service"]:
            return rows.none()
        return super().apply(rows.filter(service=self.cleaned_data["service"]))


class ImportFilter(FilterForm):
    """Which imports to list."""

    service = forms.ModelChoiceField(
        ManagedService.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any service",
    )
    state = forms.ChoiceField(
        choices=[("", "Any state"), *ImportState.choices], required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The imports that answer both."""
        for name in ("service", "state"):
            if self.cleaned_data[name]:
                rows = rows.filter(**{name: self.cleaned_data[name]})
        return rows


class GiveFileForm(forms.Form):
    """A file of tickets."""

    file = forms.FileField(
        label="Ticket export",
        help_text="CSV (also packed: .csv.gz) or XLSX, up to 300 MB.",
        widget=forms.FileInput({"accept": ".csv,.gz,.xlsx,.txt,.tsv"}),
    )
    mapping = forms.ChoiceField(
        required=False, help_text="How its columns are read. You can change it next."
    )

    def __init__(self, *args: Any, names: Sequence[str] = (), **kwargs: Any) -> None:
        """With the mappings there are."""
        super().__init__(*args, **kwargs)
        field = self.fields["mapping"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "By looking at the file"), *((n, n) for n in names)]


def area(rows: int) -> forms.Textarea:
    """A box for some lines."""
    return forms.Textarea({"rows": rows})


class RulesForm(forms.Form):
    """How files are read: which column is what, and what the words mean.

    With `headings` each column is chosen among the file's; without, their headings are
    typed, several apart by bars.
    """

    lacking = "Choose its column."
    layout = forms.ChoiceField(choices=list(LAYOUTS.items()), label="A row is")
    zone = forms.CharField(
        label="Time zone",
        max_length=60,
        help_text="Of times that name none, such as Europe/London.",
    )
    order = forms.ChoiceField(choices=list(ORDERS.items()), label="Dates")
    formats = forms.CharField(
        label="Own date formats",
        required=False,
        widget=area(2),
        help_text="One a line, such as %d%m%y %H:%M; tried before the usual ones.",
    )
    priorities = forms.CharField(
        required=False,
        widget=area(3),
        help_text="One a line: Severe = 1. Numbers and usual words need no line.",
    )
    states = forms.CharField(
        required=False,
        widget=area(4),
        help_text=(
            "One a line: Erledigt = Resolved. Resolved, Closed and Cancelled have a"
            " meaning; other states keep their name."
        ),
    )
    new_states = forms.CharField(
        label="Not answered yet",
        required=False,
        max_length=300,
        help_text="States in which nobody has answered, apart by commas.",
    )
    unknown = forms.CharField(
        label="Stands for nothing",
        required=False,
        max_length=200,
        help_text="Words apart by commas, such as ?, n/a.",
    )
    type = forms.CharField(
        label="Type of all tickets",
        required=False,
        max_length=40,
        help_text="Where the file has no column for it.",
    )

    def __init__(
        self,
        *args: Any,
        mapping: TicketMapping | None = None,
        headings: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """Filled from a mapping."""
        mapping = mapping or TicketMapping()
        kwargs["initial"] = {**_shown(mapping, headings), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for key, one in FIELDS.items():
            self.fields[f"column_{key}"] = _column(one.label, headings)

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields that say which column is what."""
        return [self[f"column_{key}"] for key in FIELDS]

    @property
    def words(self) -> list[forms.BoundField]:
        """The other fields."""
        return [one for one in self if not one.name.startswith("column_")]

    def clean_priorities(self) -> dict[str, int]:
        """Words with their numbers."""
        found = pairs(self.cleaned_data["priorities"])
        if not all(one.isdigit() and int(one) <= HIGHEST for one in found.values()):
            raise ValidationError("A priority is a number from 0 to 9.")
        return {word: int(number) for word, number in found.items()}

    def clean_states(self) -> dict[str, str]:
        """Words with our names."""
        return pairs(self.cleaned_data["states"])

    def clean_zone(self) -> str:
        """One that there is."""
        zone: str = self.cleaned_data["zone"]
        if fault := zone_fault(zone):
            raise ValidationError(fault)
        return zone

    def clean(self) -> dict[str, Any]:
        """Whether it can be worked with; a column that lacks is said beside its field."""
        given = super().clean() or self.cleaned_data
        for name in (
            f"column_{key}" for key in NEEDED.get(given.get("layout", ""), ())
        ):
            if not given.get(name, "").strip("| ") and name not in self.errors:
                self.add_error(name, self.lacking)
        if not self.errors and (found := faults(TicketMapping.from_json(self.rules))):
            raise ValidationError(found)
        return given

    @property
    def rules(self) -> dict[str, Any]:
        """What was typed, as a mapping keeps it."""
        given = self.cleaned_data
        columns = {key: given.get(f"column_{key}", "").split("|") for key in FIELDS}
        split = {
            key: [one.strip() for one in given[key].split(",") if one.strip()]
            for key in ("new_states", "unknown")
        }
        return {
            "columns": {k: _one_or_more(v) for k, v in columns.items() if any(v)},
            "formats": list(
                filter(None, map(str.strip, given["formats"].splitlines()))
            ),
            **{key: given[key] for key in ("layout", "zone", "order", "type")},
            **{key: given[key] for key in ("priorities", "states")},
            **split,
        }


def _one_or_more(names: Sequence[str]) -> str | list[str]:
    kept = [one.strip() for one in names if one.strip()]
    return kept[0] if len(kept) == 1 else kept


def _column(label: str, headings: Sequence[str]) -> forms.Field:
    if not headings:
        return forms.CharField(label=label, required=False, max_length=500)
    choices = [("", "–"), *((name, name) for name in headings)]
    return forms.ChoiceField(label=label, required=False, choices=choices)


def _shown(mapping: TicketMapping, headings: Sequence[str]) -> dict[str, Any]:
    places = mapping.places(headings)
    shown = {key: getattr(mapping, key) for key in ("layout", "zone", "order", "type")}
    for key, named in mapping.columns.items():
        typed = named if isinstance(named, str) else "|".join(named)
        chosen = headings[places[key]] if key in places else ""
        shown[f"column_{key}"] = chosen if headings else typed
    return {
        **shown,
        "formats": "\n".join(mapping.formats),
        "priorities": lines(
            dict(sorted(mapping.priorities.items(), key=itemgetter(1)))
        ),
        "states": lines(mapping.states),
        "new_states": ", ".join(mapping.new_states),
        "unknown": ", ".join(filter(None, mapping.unknown)),
    }
