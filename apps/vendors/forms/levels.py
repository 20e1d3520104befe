"""What may be typed of service levels: what is measured, and how well it has to be."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField

from apps.calendars.models import BusinessCalendar
from apps.core.forms import DayInput
from apps.vendors.forms.fields import (
    NumbersField,
    SlugField,
    TargetField,
    WordsField,
    sent_key,
    short_name,
    version_field,
)
from apps.vendors.models import LevelVersion, ManagedService, ServiceLevel
from apps.vendors.queries.services import a_day
from apps.vendors.rules.targets import seconds_of

if TYPE_CHECKING:
    LevelModelForm = forms.ModelForm[ServiceLevel]
else:
    LevelModelForm = forms.ModelForm

MOST_BANDS = 6
TIMED = (
    *("target_seconds", "starts_when", "start_states"),
    *("stops_when", "stop_states", "pause_states"),
)
COUNTED = ("priorities", "types", "minimum_volume")


class LevelFields(LevelModelForm):
    """What a level is called."""

    class Meta:
        model = ServiceLevel
        fields = ["name", "agreement", "position"]
        help_texts = {
            "position": "Levels stand in the order of these numbers.",
            "agreement": (
                "SLA with the vendor, OLA between teams of the bank, underpinning"
                " contract with a supplier of the vendor."
            ),
        }


class AmendLevelForm(LevelFields):
    """Changing a level, over the version that was read."""

    version = version_field()


class RegisterLevelForm(LevelFields):
    """A new level. What it asks for comes next."""

    slug = SlugField()
    sent_key = sent_key()
    field_order = ["name", "slug", "measure"]

    class Meta(LevelFields.Meta):
        fields = ["name", "measure", "agreement", "position"]
        help_texts = {**LevelFields.Meta.help_texts, "measure": "For good."}

    def __init__(self, *args: Any, service: ManagedService, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service

    def clean_slug(self) -> str:
        """A short name that no other level of the service has."""
        name = self.cleaned_data.get("name", "level")
        return short_name(name, self.cleaned_data["slug"], self.service.levels.all())


def percent(
    label: str, *, required: bool = True, digits: int = 3
) -> forms.DecimalField:
    """A share of a hundred."""
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=6,
        decimal_places=digits,
    )


class VersionForm(forms.Form):
    """What a level asks for from a day on, with only the fields of its measure."""

    valid_from_on = forms.DateField(label="In force from", widget=DayInput())
    target_seconds = TargetField(
        label="Target",
        help_text="In working time, such as 30 min, 8 h or 2 d. A day is a working day.",
    )
    goal = percent("Goal, %")
    tolerance = percent("Tolerance, points", digits=2)
    minimum_volume = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        help_text="With fewer tickets in a month the level isn't rated.",
    )
    priorities = NumbersField(help_text="Such as 1, 2. Empty: all.")
    types = WordsField(
        label="Ticket types", help_text="One a line, such as incident. Empty: all."
    )
    threshold = forms.IntegerField(
        label="Satisfied from", min_value=1, max_value=5, help_text="Of 5."
    )
    calendar = forms.ModelChoiceField(
        BusinessCalendar.objects.all(), required=False, empty_label="The service's"
    )
    starts_when = forms.ChoiceField(
        label="The clock starts", choices=LevelVersion.Start.choices
    )
    start_states = WordsField(help_text="Only where a state starts it. One a line.")
    stops_when = forms.ChoiceField(
        label="The clock stops", choices=LevelVersion.Stop.choices
    )
    stop_states = WordsField(help_text="Only where a state stops it. One a line.")
    pause_states = WordsField(
        help_text="While a ticket is in one, the clock stands still. One a line."
    )
    weight = forms.DecimalField(
        min_value=Decimal(0),
        max_digits=6,
        decimal_places=2,
        help_text="How much it counts in the score beside other levels.",
    )
    is_critical = forms.BooleanField(
        label="Critical: red here makes the scorecard red", required=False
    )
    version = version_field()

    def __init__(self, *args: Any, level: ServiceLevel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level = level
        for name in self._unasked():
            del self.fields[name]
        for place in range(MOST_BANDS):
            below = percent("Below, %", required=False)
            self.fields[f"below_{place}"] = below
            credit = percent("Credit, %", required=False, digits=2)
            self.fields[f"credit_{place}"] = credit

    def _unasked(self) -> Iterator[str]:
        """The fields that mean nothing for what the level measures."""
        level = self.level
        if not level.is_timed:
            yield from TIMED
        if not level.counts_tickets:
            yield from COUNTED
        if level.measure != ServiceLevel.Measure.SATISFACTION:
            yield "threshold"
        if level.measure == ServiceLevel.Measure.MANUAL:
            yield "calendar"

    @property
    def plain(self) -> list[BoundField]:
        """The fields but for the bands, which are drawn as a table."""
        return [
            self[name]
            for name in self.fields
            if not name.startswith(("below_", "credit_")) and name != "version"
        ]

    @property
    def band_rows(self) -> list[tuple[BoundField, BoundField]]:
        """The fields of each band."""
        return [
            (self[f"below_{place}"], self[f"credit_{place}"])
            for place in range(MOST_BANDS)
        ]

    def clean(self) -> dict[str, Any]:
        """The target in seconds, the bands as pairs."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._clean_target(cleaned)
        self._clean_states(cleaned)
        self._clean_bands(cleaned)
        return cleaned

    def _clean_target(self, cleaned: dict[str, Any]) -> None:
        words, day = cleaned.get("target_seconds"), cleaned.get("valid_from_on")
        if words and day:
            calendar = cleaned.get("calendar") or self.level.service.calendar
            cleaned["target_seconds"] = seconds_of(words, a_day(calendar.slug, day))

    def _clean_states(self, cleaned: dict[str, Any]) -> None:
        state = LevelVersion.Start.STATE.value
        for when, states in (
            ("starts_when", "start_states"),
            ("stops_when", "stop_states"),
        ):
            if cleaned.get(when) == state and not cleaned.get(states):
                self.add_error(states, "Name at least one state.")

    def _clean_bands(self, cleaned: dict[str, Any]) -> None:
        bands: list[tuple[Decimal, Decimal]] = []
        for place in range(MOST_BANDS):
            below = cleaned.pop(f"below_{place}", None)
            credit = cleaned.pop(f"credit_{place}", None)
            if (below is None) != (credit is None):
                empty = f"below_{place}" if below is None else f"credit_{place}"
                self.add_error(empty, "Fill in both, or neither.")
            elif below is not None and credit is not None:
                if any(below == other for other, _ in bands):
                    self.add_error(f"below_{place}", "Two bands begin here.")
                bands.append((below, credit))
        cleaned["bands"] = bands


class VersionReadForm(forms.Form):
    """The version of the level that was on the page when a button was pressed."""

    version = version_field()


def version_initial(level: ServiceLevel, found: LevelVersion | None) -> dict[str, Any]:
    """What a version's form begins with: a version as it is, or what is usual."""
    made = found or LevelVersion(level=level, goal=Decimal(95))
    names = [name for name in VersionForm.base_fields if hasattr(made, name)]
    initial = {name: _plain(getattr(made, name)) for name in names}
    initial["version"] = level.version
    if found is None and level.measure == ServiceLevel.Measure.RESPONSE:
        initial["stops_when"] = LevelVersion.Stop.RESPONDED
    for place, band in enumerate(found.bands.all() if found else ()):
        initial[f"below_{place}"] = _plain(band.below)
        initial[f"credit_{place}"] = _plain(band.credit)
    return initial


def _plain(value: Any) -> Any:
    """A decimal without needless zeros."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def next_initial(
    level: ServiceLevel, newest: LevelVersion | None, day: date
) -> dict[str, Any]:
    """A new version begins as a copy of the newest one, from another day."""
    return {**version_initial(level, newest), "valid_from_on": day}
