"""What is asked of absences, and typed about them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import Team, User
from apps.core.forms import DayInput, MonthField, limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.staffing.models import Absence, AbsenceType, Person, line_below
from apps.staffing.queries.absences import decidable_by
from apps.staffing.rules.balances import Away
from apps.staffing.states import AbsenceState

if TYPE_CHECKING:
    AbsenceTypeModelForm = forms.ModelForm[AbsenceType]
else:
    AbsenceTypeModelForm = forms.ModelForm

LONGEST_DAYS = 366
WHOSE = [("", "Anybody's"), ("mine", "Mine"), ("decide", "To decide by me")]


class AbsenceFilter(FilterForm):
    """By person, whose, team, kind, state, days."""

    q = forms.CharField(
        label="Person",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    whose = forms.ChoiceField(choices=WHOSE, required=False)
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    kind = forms.ModelChoiceField(
        AbsenceType.objects.all(),
        required=False,
        empty_label="Any",
        help_text="Finds only those whose kind you may know.",
    )
    state = forms.ChoiceField(
        choices=[("", "Any"), *AbsenceState.choices], required=False
    )
    since = forms.DateField(label="From", required=False, widget=DayInput())
    until = forms.DateField(required=False, widget=DayInput())

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The absences that answer the question; by kind only where one may know it."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(person__name__icontains=words)
        if asked["whose"] == "mine":
            rows = rows.filter(person__user=self.user)
        if asked["whose"] == "decide":
            people = decidable_by(self.user, timezone.localdate())
            rows = rows.filter(person__in=people, state=AbsenceState.ASKED)
        if asked["team"]:
            rows = rows.filter(person__postings__team=asked["team"]).distinct()
        if asked["kind"]:
            known = Q(kind__is_private=False) | Q(person__in=line_below(self.user))
            rows = rows.filter(known, kind=asked["kind"])
        narrow = {
            "state": asked["state"],
            "last_on__gte": asked["since"],
            "first_on__lte": asked["until"],
        }
        return rows.filter(**{name: value for name, value in narrow.items() if value})


class AbsenceForm(forms.Form):
    """Who is away, when, and of which kind."""

    person = forms.ModelChoiceField(Person.objects.none(), empty_label=None)
    kind = forms.ModelChoiceField(AbsenceType.objects.all(), empty_label=None)
    first_on = forms.DateField(label="First day", widget=DayInput)
    last_on = forms.DateField(label="Last day", widget=DayInput)
    from_noon = forms.BooleanField(label="From noon of the first day", required=False)
    until_noon = forms.BooleanField(label="Until noon of the last day", required=False)
    note = forms.CharField(
        max_length=300,
        required=False,
        help_text="For you and your line of managers where the kind is private.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    sent_key = sent_key()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(
            Q(user=user) | Q(pk__in=decidable_by(user, timezone.localdate()))
        )
        limit(self, "person", people)

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, and is some time at all."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last:
            self._check(first, last)
        return cleaned

    def _check(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("last_on", "The last day is before the first.")
        elif (last - first).days > LONGEST_DAYS:
            self.add_error("last_on", "An absence lasts a year at most.")
        elif first == last and all(
            self.cleaned_data.get(name) for name in ("from_noon", "until_noon")
        ):
            self.add_error("until_noon", "From noon until noon of one day is no time.")

    def away(self) -> Away | None:
        """What was typed so far, if it makes an absence."""
        if not self.is_bound or self.errors.keys() - {NON_FIELD_ERRORS}:
            return None
        given = self.cleaned_data
        return Away(
            given["first_on"], given["last_on"], given["from_noon"], given["until_noon"]
        )


class DecideForm(forms.Form):
    """Yes or no, with words."""

    answer = forms.CharField(
        max_length=300, required=False, help_text="A refusal says why."
    )
    expected_version = version_field()

    @classmethod
    def of(cls, absence: Absence) -> "DecideForm":
        """The form over the version that is shown."""
        return cls(initial={"expected_version": absence.version})


class CancelForm(forms.Form):
    """Over which version it is taken back."""

    expected_version = version_field()


class CalendarForm(forms.Form):
    """Which team's month."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, to_field_name="slug", empty_label="Any"
    )
    month = MonthField(required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "team", Team.objects.visible_to(user))


class AbsenceTypeForm(AbsenceTypeModelForm):
    """A kind of absence."""

    sent_key = sent_key()

    class Meta:
        model = AbsenceType
        fields = ["name", "needs_approval", "has_balance", "days_a_year", "is_private"]


class AmendAbsenceTypeForm(AbsenceTypeModelForm):
    """A kind of absence as it is."""

    version = version_field()

    class Meta:
        model = AbsenceType
        fields = ["name", "needs_approval", "has_balance", "days_a_year", "is_private"]


class AllowanceForm(forms.Form):
    """What differs for somebody's leave of a year."""

    kind = forms.ModelChoiceField(
        AbsenceType.objects.filter(has_balance=True), empty_label=None
    )
    year = forms.IntegerField(min_value=2000, max_value=2100)
    days = forms.DecimalField(
        label="Days instead",
        max_digits=4,
        decimal_places=1,
        min_value=0,
        max_value=366,
        required=False,
        help_text="Empty: reckoned from the kind, FTE and dates.",
    )
    carried = forms.DecimalField(
        label="Carried over", max_digits=4, decimal_places=1, min_value=0, max_value=366
    )

    def clean_days(self) -> Any:
        """In halves."""
        return _halves(self.cleaned_data["days"])

    def clean_carried(self) -> Any:
        """In halves."""
        return _halves(self.cleaned_data["carried"])


def _halves(value: Any) -> Any:
    if value is not None and value * 2 % 1:
        raise ValidationError("Days come in halves.")
    return value
