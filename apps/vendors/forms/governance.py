"""What is asked of reviews, actions and risks, and typed about them."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet

from apps.accounts.models import User
from apps.core.forms import DayInput, MonthField
from apps.core.lists import FilterForm
from apps.vendors.models import ManagedService, Review, ReviewAction, Risk, Vendor
from apps.vendors.queries.governance import governed
from apps.vendors.states import ReviewActionState, ReviewState, RiskState


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _vendor_field() -> Any:
    return forms.ModelChoiceField(
        Vendor.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )


class ReviewFilter(FilterForm):
    """By vendor, kind, state."""

    vendor = _vendor_field()
    kind = forms.ChoiceField(
        choices=[("", "Any"), *Review.Kind.choices], required=False
    )
    state = forms.ChoiceField(
        choices=[("", "Any"), *ReviewState.choices], required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The reviews that answer the question."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return rows.filter(**given)


WHOSE = [("", "Anybody's"), ("mine", "Mine")]


class ActionFilter(FilterForm):
    """By words, vendor, state, side, owner, day."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    vendor = _vendor_field()
    state = forms.ChoiceField(
        choices=[("open", "Open"), ("any", "Any"), *ReviewActionState.choices[1:]],
        required=False,
    )
    side = forms.ChoiceField(
        choices=[("", "Any"), *ReviewAction.Side.choices], required=False
    )
    whose = forms.ChoiceField(choices=WHOSE, required=False)
    due_before = forms.DateField(required=False, widget=DayInput())

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The actions that answer the question; open ones unless it says otherwise."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(Q(title__icontains=words) | Q(words__icontains=words))
        if asked["state"] != "any":
            rows = rows.filter(state=asked["state"] or ReviewActionState.OPEN)
        if asked["whose"]:
            rows = rows.filter(owner=self.user)
        narrow = {
            "review__vendor": asked["vendor"],
            "side": asked["side"],
            "due_on__lt": asked["due_before"],
        }
        return rows.filter(**{name: value for name, value in narrow.items() if value})


class ActionQuery(ActionFilter):
    """The same over the API, which shows all unless a state is asked for."""

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The actions that answer the question."""
        self.cleaned_data["state"] = self.cleaned_data["state"] or "any"
        return super().apply(rows)


SCALE_CHOICES = [("", "Any"), *((str(one), str(one)) for one in range(1, 6))]


class RiskFilter(FilterForm):
    """By words, vendor, kind, state, likelihood, impact."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    vendor = _vendor_field()
    kind = forms.ChoiceField(choices=[("", "Any"), *Risk.Kind.choices], required=False)
    state = forms.ChoiceField(choices=[("", "Any"), *RiskState.choices], required=False)
    likelihood = forms.ChoiceField(choices=SCALE_CHOICES, required=False)
    impact = forms.ChoiceField(choices=SCALE_CHOICES, required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The risks and issues that answer the question."""
        asked = dict(self.cleaned_data)
        if words := asked.pop("q").strip():
            rows = rows.filter(Q(title__icontains=words) | Q(words__icontains=words))
        return rows.filter(**{name: value for name, value in asked.items() if value})


class PlanForm(forms.Form):
    """A new review: with whom, about what, when."""

    vendor = forms.ModelChoiceField(Vendor.objects.none())
    kind = forms.ChoiceField(choices=Review.Kind.choices)
    first_month = MonthField(
        label="About", help_text="The month, or the first month of the quarter."
    )
    held_on = forms.DateField(label="Meeting on", widget=DayInput())
    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["vendor"]
        field.queryset = governed(user)


class MinutesForm(forms.Form):
    """The day, who was there, the minutes, and the note that stays inside."""

    held_on = forms.DateField(label="Meeting on", widget=DayInput())
    attendees = forms.CharField(
        label="Present", required=False, max_length=2000, widget=_area(2)
    )
    minutes = forms.CharField(
        required=False,
        max_length=50_000,
        widget=_area(12),
        help_text="Markdown. The vendor reads them once they are published.",
    )
    note = forms.CharField(
        label="Internal note",
        required=False,
        max_length=10_000,
        widget=_area(3),
        help_text="The vendor never sees it.",
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class AgendaForm(forms.Form):
    """Something to put on the agenda."""

    title = forms.CharField(max_length=250)
    words = forms.CharField(
        label="Details", required=False, max_length=4000, widget=_area(2)
    )
    is_shared = forms.BooleanField(
        label="The vendor sees it", required=False, initial=True
    )


class DecisionForm(forms.Form):
    """What was decided."""

    words = forms.CharField(label="Decision", max_length=4000, widget=_area(2))


class ActionForm(forms.Form):
    """What one side promises, who does it, until when."""

    title = forms.CharField(label="Action", max_length=250)
    words = forms.CharField(
        label="Details", required=False, max_length=4000, widget=_area(2)
    )
    side = forms.ChoiceField(label="Promised by", choices=ReviewAction.Side.choices)
    owner = forms.ModelChoiceField(User.objects.none(), required=False)
    due_on = forms.DateField(label="Due", widget=DayInput())

    def __init__(self, *args: Any, vendor: Vendor, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        people = User.objects.visible_to(user).filter(is_active=True)
        sides = Q(organisation__kind="internal")
        if vendor.organisation_id:
            sides |= Q(organisation=vendor.organisation_id)
        field.queryset = people.filter(sides).order_by("name")


class AmendActionForm(ActionForm):
    """An action as it was read, changed."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class CloseActionForm(forms.Form):
    """It is done, or dropped."""

    is_done = forms.TypedChoiceField(
        choices=[("yes", "Done"), ("no", "Dropped")],
        coerce=lambda given: given == "yes",
    )
    outcome = forms.CharField(required=False, max_length=2000)
    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """The row as it was read."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


class RiskForm(forms.Form):
    """A risk or an issue: what, how heavy, who looks after it, when again."""

    kind = forms.ChoiceField(choices=Risk.Kind.choices)
    title = forms.CharField(max_length=200)
    words = forms.CharField(
        label="What may happen, and why",
        required=False,
        max_length=4000,
        widget=_area(3),
    )
    service = forms.ModelChoiceField(ManagedService.objects.none(), required=False)
    likelihood = forms.IntegerField(
        min_value=1, max_value=5, initial=3, help_text="1 to 5; an issue is 5."
    )
    impact = forms.IntegerField(
        min_value=1, max_value=5, initial=3, help_text="1 to 5."
    )
    owner = forms.ModelChoiceField(User.objects.none(), required=False)
    mitigation = forms.CharField(required=False, max_length=4000, widget=_area(3))
    review_on = forms.DateField(label="Look at it again on", widget=DayInput())
    is_internal = forms.BooleanField(
        label="The vendor never sees it", required=False, initial=True
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        people = User.objects.visible_to(user).filter(is_active=True)
        fields["owner"].queryset = people.filter(
            organisation__kind="internal"
        ).order_by("name")
        fields["service"].queryset = ManagedService.objects.visible_to(
            user
        ).select_related("contract")


class NewRiskForm(RiskForm):
    """A new one: also with whom."""

    vendor = forms.ModelChoiceField(Vendor.objects.none())
    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ["vendor", "kind", "title"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        field: Any = self.fields["vendor"]
        field.queryset = governed(user)


class AmendRiskForm(RiskForm):
    """A risk as it was read, changed."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)


MINUTES = ("held_on", "attendees", "minutes", "note")
ACTION = ("title", "words", "side", "owner", "due_on")
RISK = (
    *("kind", "title", "words", "service", "likelihood", "impact", "owner"),
    *("mitigation", "review_on", "is_internal"),
)


def as_it_is(found: Model, names: Sequence[str]) -> dict[str, Any]:
    """What a form about a row begins with, and at which version it was read."""
    initial: dict[str, Any] = {name: getattr(found, name) for name in names}
    return {**initial, "expected_version": getattr(found, "version", 1)}


def plan_initial(today: date) -> dict[str, Any]:
    """A review of the month that is over, today."""
    before = date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)
    return {"first_month": before, "held_on": today}
