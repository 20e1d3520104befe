"""What may be typed about calendars."""

import re
from datetime import time
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from holidays import list_supported_countries

from apps.calendars.imports import ReadFile, read_days
from apps.calendars.models import WeeklyInterval, check_time_zone
from apps.calendars.rules import Interval, are_apart
from apps.core.errors import DomainError
from apps.core.forms import DayInput
from apps.core.lists import FilterForm

RANGE = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")


class CalendarForm(forms.Form):
    """A new calendar."""

    name = forms.CharField(max_length=120)
    slug = forms.SlugField(max_length=60, label="Short name")

    def clean_slug(self) -> str:
        """Not the word that is an address of its own."""
        slug: str = self.cleaned_data["slug"]
        if slug == "create":
            raise forms.ValidationError("Choose another short name.")
        return slug


class IntervalsField(forms.CharField):
    """Working hours of a day: 09:00-12:00, 13:00-17:00."""

    def clean(self, value: Any) -> list[Interval]:
        """The intervals in order; ValidationError where they overlap or make no sense."""
        text = super().clean(value)
        found = []
        for part in filter(None, (one.strip() for one in text.split(","))):
            match = RANGE.fullmatch(part)
            try:
                if not match:
                    raise ValueError
                a, b, c, d = map(int, match.groups())
                found.append((time(a, b), time(0 if (c, d) == (24, 0) else c, d)))
            except ValueError as error:
                raise forms.ValidationError(
                    f"“{part}” is no span of time: write 09:00-17:00."
                ) from error
        if not are_apart(found):
            raise forms.ValidationError("The spans overlap, or end before they start.")
        return sorted(found)


class CalendarFilter(FilterForm):
    """Which calendars to list."""

    q = forms.CharField(
        label="Search", required=False, max_length=100, widget=forms.SearchInput
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The calendars whose name or short name has the words."""
        words = self.cleaned_data["q"]
        return rows.filter(Q(name__icontains=words) | Q(slug__icontains=words))


class EditionForm(forms.Form):
    """What a calendar says from a day on."""

    valid_from_on = forms.DateField(label="In force from", widget=DayInput())
    time_zone = forms.CharField(
        max_length=50, validators=[check_time_zone], initial="Europe/London"
    )
    country = forms.RegexField(
        r"^([A-Z]{2})?$",
        label="Holidays of",
        required=False,
        help_text="The country's two letters, such as GB; empty for none.",
    )
    subdivision = forms.RegexField(r"^[A-Z0-9-]*$", required=False, max_length=10)
    is_around_the_clock = forms.BooleanField(label="Around the clock", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in WeeklyInterval.Weekday:
            self.fields[f"day_{day.value}"] = IntervalsField(
                label=day.label,
                required=False,
                help_text="" if day else "Such as 09:00-12:00, 13:00-17:00",
            )

    def clean(self) -> dict[str, Any]:
        """A country whose holidays are known, and a part of that country."""
        cleaned: dict[str, Any] = super().clean() or {}
        country, part = cleaned.get("country"), cleaned.get("subdivision")
        known = list_supported_countries()
        if country and country not in known:
            self.add_error("country", f"The holidays of {country} are not known.")
        elif part and part not in known.get(country or "", ()):
            self.add_error("subdivision", f"{part} is no part of {country or '—'}.")
        return cleaned

    @property
    def hours(self) -> dict[int, list[Interval]]:
        """The intervals by weekday, without empty days."""
        typed = {day: self.cleaned_data.pop(f"day_{day}") for day in range(7)}
        return {day: found for day, found in typed.items() if found}


class OwnDateForm(forms.Form):
    """A day of one's own."""

    day = forms.DateField(widget=DayInput())
    name = forms.CharField(max_length=100)
    starts = forms.TimeField(required=False, help_text="Empty: closed all day.")
    ends = forms.TimeField(required=False)

    def clean(self) -> dict[str, Any]:
        """Both times or none, in order."""
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if (starts is None) != (ends is None) or (starts and ends and starts >= ends):
            self.add_error("ends", "Give both times, the earlier one first, or none.")
        return cleaned


class DaysFileForm(forms.Form):
    """A file of days off."""

    file = forms.FileField(
        label="iCalendar file (.ics)",
        help_text="Up to 1 MB. Its whole-day events are read; you see them first.",
    )

    def clean_file(self) -> ReadFile:
        """What the file says."""
        try:
            return read_days(self.cleaned_data["file"])
        except DomainError as error:
            raise forms.ValidationError(str(error)) from error
