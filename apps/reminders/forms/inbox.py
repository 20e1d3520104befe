"""What people ask of their inbox and do with what they ticked."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.core.forms import MomentInput
from apps.core.lists import FilterForm
from apps.reminders import rules
from apps.reminders.models import Notification
from apps.reminders.queries.people import habits_of
from apps.reminders.queries.topics import topics

TABS = {"open": "Open", "snoozed": "Snoozed", "done": "Done"}
CUSTOM = "custom"


def topic_choices() -> list[tuple[str, str]]:
    """Every topic by name, and any."""
    return [("", "Any"), *topics().items()]


class InboxFilter(FilterForm):
    """By tab, topic, words."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    topic = forms.ChoiceField(choices=topic_choices, required=False)
    tab = forms.ChoiceField(
        choices=[("", ""), *TABS.items()], required=False, widget=forms.HiddenInput
    )

    @property
    def shown_tab(self) -> str:
        """The tab that is open."""
        asked = self.data.get("tab", "")
        return asked if asked in TABS else "open"

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The tab's rows that answer the question; all of the tab if it makes no sense."""
        return super().narrowed(self.of_tab(rows))

    def of_tab(self, rows: Any) -> QuerySet[Any]:
        """The rows of the tab that is open."""
        now = timezone.now()
        if self.shown_tab == "snoozed":
            return rows.snoozed(now).order_by("snoozed_until", "pk")  # type: ignore[no-any-return]
        return rows.finished() if self.shown_tab == "done" else rows.open(now)  # type: ignore[no-any-return]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the topic with the words."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(Q(title__icontains=words) | Q(words__icontains=words))
        return rows.filter(topic=asked["topic"]) if asked["topic"] else rows


class ManyForm(forms.Form):
    """Several of one's own notifications."""

    picked = forms.ModelMultipleChoiceField(
        Notification.objects.none(),
        error_messages={"required": "Tick at least one line."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        rows = Notification.objects.visible_to(user)
        self.fields["picked"].queryset = rows  # type: ignore[attr-defined]

    @property
    def pks(self) -> list[int]:
        """The keys of what was ticked."""
        return [one.pk for one in self.cleaned_data["picked"]]


class SnoozeForm(ManyForm):
    """Until when they are put away."""

    until = forms.ChoiceField(
        choices=[*rules.PRESETS.items(), (CUSTOM, "Until the time beside")],
        widget=forms.Select(
            {"aria-label": "How long to snooze", "class": "form-select"}
        ),
    )
    at = forms.DateTimeField(
        required=False,
        widget=MomentInput({"aria-label": "Snooze until", "class": "form-control"}),
    )

    def clean(self) -> dict[str, Any]:
        """The preset as an instant; the typed time where that was chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        until = cleaned.get("until")
        if until == CUSTOM and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", "Say until when.")
        if until and until != CUSTOM:
            try:
                cleaned["at"] = self._instant(until)
            except ValueError as error:
                self.add_error("until", str(error))
        return cleaned

    def _instant(self, preset: str) -> datetime:
        habits = habits_of([self.user])[self.user.pk]
        zone = ZoneInfo(self.user.time_zone)
        now = timezone.now()
        return rules.snoozed_until(preset, now, zone=zone, morning=habits.morning)

    @property
    def ticked(self) -> list[str]:
        """The keys of what was ticked, as they were sent."""
        found = self["picked"].value() if self.is_bound else []
        return [str(one) for one in found or []]

    @property
    def words(self) -> str:
        """What went wrong, as a sentence or two."""
        return " ".join(str(one) for found in self.errors.values() for one in found)
