"""What may be changed, to see what would have been."""

from decimal import Decimal
from typing import Any

from django import forms

from apps.calendars.models import BusinessCalendar
from apps.vendors.models import LevelVersion, ManagedService, ServiceLevel
from apps.vendors.queries.what_if import Change

HOUR = 3600
UNCOUNTED = (ServiceLevel.Measure.AVAILABILITY, ServiceLevel.Measure.MANUAL)
LONGEST_HOURS = 24 * 365


class LevelChoice(forms.Form):
    """Which level; only those that count tickets can be judged again."""

    use_required_attribute = False
    level = forms.ModelChoiceField(
        ServiceLevel.objects.none(), to_field_name="slug", empty_label=None
    )

    def __init__(self, *args: Any, service: ManagedService, **kwargs: Any) -> None:
        """Of this service."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["level"]
        field.queryset = service.levels.exclude(measure__in=UNCOUNTED)
        field.label_from_instance = lambda level: level.name


class WhatIfForm(forms.Form):
    """Other terms. What stands there is what is in force."""

    target_hours = forms.DecimalField(
        label="Target, hours",
        min_value=Decimal(0),
        max_value=LONGEST_HOURS,
        decimal_places=4,
        help_text="Of working time: 0.5 is half an hour.",
    )
    goal = forms.DecimalField(
        label="Goal, %", min_value=Decimal(0), max_value=100, decimal_places=3
    )
    calendar = forms.ModelChoiceField(BusinessCalendar.objects.all(), empty_label=None)
    pause_states = forms.CharField(
        label="Stands still in",
        required=False,
        help_text="States, with commas between them. Empty is never.",
    )

    def __init__(
        self, *args: Any, level: ServiceLevel, version: LevelVersion, **kwargs: Any
    ) -> None:
        """Of this level, whose newest version says what is in force."""
        calendar = version.calendar or level.service.calendar
        initial = {
            "goal": _plain(version.goal),
            "calendar": calendar.pk,
            "pause_states": ", ".join(version.pause_states),
        }
        if version.target_seconds is not None:
            hours = Decimal(version.target_seconds) / HOUR
            initial["target_hours"] = _plain(round(hours, 4))
        super().__init__(*args, **{"initial": initial, **kwargs})
        if not level.is_timed or version.target_seconds is None:
            for name in ("target_hours", "calendar", "pause_states"):
                del self.fields[name]

    @property
    def change(self) -> Change:
        """What was typed otherwise than it is."""
        asked = {name: self.cleaned_data[name] for name in self.changed_data}
        if "target_hours" in asked:
            asked["target_seconds"] = round(asked.pop("target_hours") * HOUR)
        if "pause_states" in asked:
            states = (one.strip() for one in asked["pause_states"].split(","))
            asked["pause_states"] = [one for one in states if one]
        return Change(**asked)


def _plain(number: Decimal) -> Decimal:
    """Without needless zeros, and never as 9E+1."""
    return Decimal(f"{number.normalize():f}")
