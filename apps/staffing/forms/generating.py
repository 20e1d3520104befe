"""Asking for a rota, filling a slot of a proposal, publishing it; wishes."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core.forms import DayInput, limit, sent_key
from apps.core.lists import FilterForm
from apps.staffing.models import Generation, Person, Rota, Wish
from apps.staffing.rules.generating.lines import read_lines
from apps.staffing.states import GenerationState

if TYPE_CHECKING:
    GenerationModelForm = forms.ModelForm[Generation]
    WishModelForm = forms.ModelForm[Wish]
else:
    GenerationModelForm = WishModelForm = forms.ModelForm

MOST_WEEKS = 53
KEPT = "Empty: not kept."


class GenerationFilter(FilterForm):
    """Which generated rotas to list."""

    rota = forms.ModelChoiceField(
        Rota.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any rota",
    )
    state = forms.ChoiceField(
        choices=[("", "Any state"), *GenerationState.choices], required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The ones that answer both."""
        for name in ("rota", "state"):
            if self.cleaned_data[name]:
                rows = rows.filter(**{name: self.cleaned_data[name]})
        return rows


class GenerationForm(GenerationModelForm):
    """What a rota is asked for: days, shifts, limits, what weighs how much."""

    sent_key = sent_key()

    class Meta:
        model = Generation
        fields = (
            *("first_on", "last_on", "lines"),
            *("rest", "weekly_rest", "weekly_work", "nights"),
            *("wish_points", "change_points", "seconds"),
        )
        widgets = {
            "first_on": DayInput,
            "last_on": DayInput,
            "lines": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "lines": "A line each: “Day, Mon-Sun, 08:00-20:00” or “On call, Mon, 09:00,"
            " 7 days”. How many are needed and with which skill is said by the rota's"
            " coverage rules; without any, one person.",
            "rest": KEPT,
            "weekly_rest": KEPT,
            "weekly_work": KEPT,
            "nights": KEPT,
            "wish_points": "A wish broken counts as so many hours away from a fair share.",
            "change_points": "A published shift that changes hands counts as so many.",
            "seconds": "It ends by itself as soon as nothing better is found.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """None of the limits must be kept."""
        super().__init__(*args, **kwargs)
        for name in ("rest", "weekly_rest", "weekly_work", "nights"):
            self.fields[name].required = False

    def clean_lines(self) -> str:
        """Lines that can be read, one at least."""
        text: str = self.cleaned_data["lines"]
        try:
            read_lines(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return text

    def clean(self) -> dict[str, Any]:
        """Days in their order, and no more than a year."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "The last day is before the first.")
        elif first and last and last - first > timedelta(weeks=MOST_WEEKS):
            self.add_error("last_on", "A year at most.")
        return data


class SlotForm(forms.Form):
    """Who is on a slot."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """People whom this user sees."""
        super().__init__(*args, **kwargs)
        limit(self, "people", Person.objects.visible_to(user))

    def clean_people(self) -> list[int]:
        """Their keys."""
        return [one.pk for one in self.cleaned_data["people"]]


class PublishProposalForm(forms.Form):
    """That it is to be published, and whether in spite of what it breaks."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    accept_breaches = forms.BooleanField(
        label="Publish it although it breaks these rules", required=False
    )


class WeekForm(forms.Form):
    """Which weeks of a calendar are shown."""

    weeks = forms.IntegerField(required=False, min_value=1, max_value=60)

    @property
    def number(self) -> int:
        """The page asked for; the first if it makes no sense."""
        return self.cleaned_data["weeks"] or 1 if self.is_valid() else 1


class WishFilter(FilterForm):
    """Which wishes to list."""

    person = forms.ModelChoiceField(
        Person.objects.all(), required=False, empty_label="Anybody"
    )
    since = forms.DateField(label="Not over by", required=False, widget=DayInput)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The wishes that answer both."""
        asked = self.cleaned_data
        if asked["person"]:
            rows = rows.filter(person=asked["person"])
        return rows.filter(last_on__gte=asked["since"]) if asked["since"] else rows


class WishForm(WishModelForm):
    """Days on which somebody would rather be off, or at work."""

    sent_key = sent_key()

    class Meta:
        model = Wish
        fields = ("person", "first_on", "last_on", "wants_work", "weight")
        widgets = {"first_on": DayInput, "last_on": DayInput}
        help_texts = {
            "weight": "A wish is weighed against the others; leave is asked for elsewhere."
        }

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        """For one of these people."""
        super().__init__(*args, **kwargs)
        limit(self, "person", people)

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "The last day is before the first.")
        return data
