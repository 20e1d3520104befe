"""What may be typed of one-to-ones, objectives, plans and thanks."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.accounts.models import User
from apps.core.forms import DayInput, limit, sent_key, version_field
from apps.staffing.models import Person
from apps.staffing.models.growth.states import ObjectiveState

LINK = re.compile(r"(/|https://[^\s/]+(/|$))\S*")


def words_field(label: str, *, required: bool = True, rows: int = 4) -> forms.CharField:
    """A text of some length; no draft of it is kept anywhere until it is sent."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=5000,
        widget=forms.Textarea({"rows": rows}),
    )


def day_field(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    """A day."""
    return forms.DateField(
        label=label, required=required, widget=DayInput, help_text=hint
    )


class LinkField(forms.CharField):
    """A page of the portal, such as an article, or a page elsewhere."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "required": False,
                "max_length": 500,
                "help_text": "The address of an article here (/knowledge/…) or https://…",
                **kwargs,
            }
        )

    def clean(self, value: Any) -> Any:
        """The address. ValidationError for anything a browser could run."""
        link = super().clean(value)
        if link and (not LINK.fullmatch(link) or link.startswith("//")):
            raise ValidationError("Type an address that begins with / or https://.")
        return link


class PartOfPage(forms.Form):
    """One of several forms on a page: its controls have ids of their own."""

    def __init__(self, *args: Any, at: object = "", **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}{at}_%s")
        super().__init__(*args, **kwargs)


class PlanMeetingForm(forms.Form):
    """The day of a one-to-one."""

    on = day_field("Day")
    sent_key = sent_key()


class MoveMeetingForm(forms.Form):
    """Another day for it."""

    on = day_field("Day")
    version = version_field()


class AgendaForm(PartOfPage):
    """Something to talk about."""

    words = forms.CharField(label="To talk about", max_length=300)
    sent_key = sent_key()


class NoteForm(PartOfPage):
    """A note."""

    words = words_field("Note")
    is_shared = forms.BooleanField(
        label="Share it",
        required=False,
        help_text="Shared: the other of you and the line above read it. Else only you do.",
    )
    sent_key = sent_key()


class HoldForm(PartOfPage):
    """That it took place, and when the next is."""

    next_on = day_field("Next one", required=False)


class ObjectiveFields(forms.Form):
    """What is said of an objective."""

    title = forms.CharField(label="Objective", max_length=200)
    why = words_field("Why it matters", required=False, rows=3)
    starts_on = day_field("From")
    ends_on = day_field("Until")

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        found = super().clean() or {}
        begins, ends = found.get("starts_on"), found.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", "Choose a day after the first.")
        return found


class NewObjectiveForm(ObjectiveFields):
    """A new objective."""

    sent_key = sent_key()


class AmendObjectiveForm(ObjectiveFields):
    """Changing one, over the version that was read."""

    version = version_field()


class KeyResultForm(PartOfPage):
    """By what an objective is measured."""

    title = forms.CharField(label="Key result", max_length=200)
    unit = forms.CharField(label="Unit", max_length=20, required=False)
    start = forms.DecimalField(label="At the start", max_digits=12, decimal_places=2)
    target = forms.DecimalField(label="Target", max_digits=12, decimal_places=2)
    sent_key = sent_key()

    def clean(self) -> dict[str, Any]:
        """It leads somewhere."""
        found = super().clean() or {}
        if found.get("start") is not None and found.get("start") == found.get("target"):
            self.add_error("target", "Type another number than at the start.")
        return found


class ReportForm(PartOfPage):
    """How far a key result has come."""

    value = forms.DecimalField(label="Now", max_digits=12, decimal_places=2)
    words = words_field("What shows it", rows=2)
    link = LinkField(label="Link to it")


class EndObjectiveForm(PartOfPage):
    """How an objective ended."""

    state = forms.ChoiceField(label="It is", choices=ObjectiveState.choices)


class PlanFields(forms.Form):
    """What is said of a development plan."""

    title = forms.CharField(label="Where to", max_length=200)
    words = words_field("How it is now", required=False, rows=3)
    ends_on = day_field("Until")


class NewPlanForm(PlanFields):
    """A new plan."""

    sent_key = sent_key()


class AmendPlanForm(PlanFields):
    """Changing one, over the version that was read."""

    version = version_field()


class StepForm(PartOfPage):
    """A step of a plan."""

    words = forms.CharField(label="Step", max_length=300)
    link = LinkField(label="Article or training")
    due_on = day_field("By")
    sent_key = sent_key()


class ThanksForm(forms.Form):
    """Thanks to a colleague."""

    person = forms.ModelChoiceField(label="Who", queryset=Person.objects.none())
    words = words_field("What they did well")
    sent_key = sent_key()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Person.objects.filter(organisation=user.organisation, ends_on=None)
        limit(self, "person", rows.exclude(user=user))
