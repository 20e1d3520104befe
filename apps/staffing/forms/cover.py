"""What is asked of cover, and typed about it."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import Team, User
from apps.core.forms import (
    DayInput,
    MomentInput,
    limit,
    sent_key,
    version_field,
)
from apps.core.lists import FilterForm
from apps.staffing.access import can_plan
from apps.staffing.models import CoverageRule, Person, Rota, Skill
from apps.staffing.models.skills import Level
from apps.staffing.rules.windows import parse_windows, print_windows

if TYPE_CHECKING:
    CoverageRuleModelForm = forms.ModelForm[CoverageRule]
else:
    CoverageRuleModelForm = forms.ModelForm

WEEKS = [(str(one), f"{one} week{'s' if one > 1 else ''}") for one in (1, 2, 4, 8)]
GAPS = [("", "Open"), ("closed", "Closed"), ("any", "Any")]
LONGEST_TEXT = 2000


class WindowsField(forms.CharField):
    """Hours of a week, one line for days that share them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "widget": forms.Textarea({"rows": 4}),
                "max_length": LONGEST_TEXT,
                "help_text": "One a line, such as Mon-Fri 08:00-20:00 or Daily 22:00-06:00.",
                **kwargs,
            }
        )

    def prepare_value(self, value: Any) -> Any:
        """As lines."""
        return "\n".join(print_windows(value)) if isinstance(value, list) else value

    def said(self, value: Any) -> str:
        """In one line."""
        return "; ".join(print_windows(value or []))

    def clean(self, value: Any) -> Any:
        """The windows, by weekday."""
        try:
            return parse_windows(super().clean(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class CoverageRuleForm(CoverageRuleModelForm):
    """How many people with which skill are needed, and when."""

    windows = WindowsField()
    sent_key = sent_key()

    class Meta:
        model = CoverageRule
        fields = [
            *("rota", "name", "people", "skill", "level"),
            *("windows", "from_on", "until_on"),
        ]
        widgets = {"from_on": DayInput(), "until_on": DayInput()}
        labels = {"skill": "With the skill", "level": "At level", "people": "People"}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Rota.objects.visible_to(user).filter(retired_on=None)
        mine = [one.pk for one in rows.select_related("team") if can_plan(user, one)]
        limit(self, "rota", rows.filter(pk__in=mine))
        limit(self, "skill", Skill.objects.all())

    def clean_level(self) -> int:
        """A level that somebody can have."""
        level = int(self.cleaned_data["level"])
        if level == Level.NONE:
            raise ValidationError("Choose a level above none.")
        return level


class AmendCoverageRuleForm(CoverageRuleForm):
    """The same over the version that was read; the rota stays."""

    version = version_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["sent_key"], self.fields["rota"]


class GapFilter(FilterForm):
    """By rota, team, open or closed, day."""

    rota = forms.ModelChoiceField(
        Rota.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    state = forms.ChoiceField(choices=GAPS, required=False)
    since = forms.DateField(label="From", required=False, widget=DayInput())
    until = forms.DateField(required=False, widget=DayInput())

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The gaps that answer the question; those that are open unless it says otherwise."""
        asked = self.cleaned_data
        if asked["state"] != "any":
            rows = rows.filter(closed_at__isnull=asked["state"] != "closed")
        narrow = {
            "rule__rota": asked["rota"],
            "rule__rota__team": asked["team"],
            "ends_at__date__gte": asked["since"],
            "starts_at__date__lte": asked["until"],
        }
        return rows.filter(**{name: value for name, value in narrow.items() if value})


class RuleFilter(FilterForm):
    """By rota, skill."""

    rota = forms.ModelChoiceField(
        Rota.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    skill = forms.ModelChoiceField(
        Skill.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rules that answer the question."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return rows.filter(**given)


class CloseForm(forms.Form):
    """Which way of those offered."""

    way = forms.RegexField(r"^\d{1,18}(-\d{1,18})?$", widget=forms.HiddenInput)


class HeatForm(forms.Form):
    """Which rota's hours, of which rule, from when, for how long, which day of them."""

    use_required_attribute = False
    rota = forms.ModelChoiceField(
        Rota.objects.none(), required=False, to_field_name="slug", empty_label=None
    )
    rule = forms.ModelChoiceField(
        CoverageRule.objects.none(), required=False, empty_label="The worst of all"
    )
    first = forms.DateField(label="From", required=False, widget=DayInput())
    weeks = forms.ChoiceField(label="For", choices=WEEKS, required=False)
    day = forms.DateField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, user: User, rota: Rota | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "rota", Rota.objects.visible_to(user).filter(retired_on=None))
        limit(self, "rule", CoverageRule.objects.filter(rota=rota))


class CallOutFilter(FilterForm):
    """By person, rota."""

    q = forms.CharField(
        label="Person",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    rota = forms.ModelChoiceField(
        Rota.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The call-outs that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(person__name__icontains=words)
        return rows.filter(rota=asked["rota"]) if asked["rota"] else rows


class CallOutForm(forms.Form):
    """Who was called, when, for how long."""

    rota = forms.ModelChoiceField(Rota.objects.none(), empty_label=None)
    person = forms.ModelChoiceField(Person.objects.none(), empty_label=None)
    starts_at = forms.DateTimeField(label="Called at", widget=MomentInput)
    ends_at = forms.DateTimeField(label="Done at", widget=MomentInput)
    reason = forms.CharField(label="What for", max_length=200, required=False)
    sent_key = sent_key()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Rota.objects.visible_to(user).filter(retired_on=None)
        limit(self, "rota", rows)
        people = Person.objects.visible_to(user).here_on(timezone.localdate())
        planned = [one.pk for one in rows.select_related("team") if can_plan(user, one)]
        if not planned:
            people = people.filter(user=user)
        limit(self, "person", people)

    def clean(self) -> dict[str, Any]:
        """It ends after it begins and within a day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and not starts < ends <= starts + timedelta(days=1):
            self.add_error("ends_at", "It ends after it begins, within a day.")
        return cleaned
