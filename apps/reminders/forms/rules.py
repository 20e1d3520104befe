"""What administrators type about rules, and ask of what goes out."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.calendars.models import BusinessCalendar
from apps.core.forms import DayInput
from apps.core.lists import FilterForm
from apps.reminders import rules
from apps.reminders.forms.inbox import topic_choices
from apps.reminders.models import RuleSetting
from apps.reminders.queries import RULES, Rule
from apps.reminders.queries.people import working_days_of
from apps.reminders.states import DeliveryState, OccurrenceState

SETTINGS = ("is_on", "steps", "people", "escalates", "is_critical", "calendar")


class StepsField(forms.CharField):
    """Steps, parted by spaces; the words of the rules say what is wrong with them."""

    def clean(self, value: Any) -> str:
        """The steps in order, none twice."""
        text: str = super().clean(value)
        try:
            return " ".join(str(one) for one in rules.parse_steps(text))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class RuleForm(forms.Form):
    """How a rule is told."""

    is_on = forms.BooleanField(label="Switched on", required=False)
    steps = StepsField(
        max_length=200,
        help_text="Such as -30d -7d 0d +3d: d days, wd working days, h hours before (-) or after (+) it is due.",
    )
    people = forms.MultipleChoiceField(
        label="Tells", widget=forms.CheckboxSelectMultiple
    )
    escalates = StepsField(
        label="Goes up to the manager",
        max_length=100,
        required=False,
        help_text="Steps that the manager of who was told gets, such as +3d. Empty: never.",
    )
    is_critical = forms.BooleanField(
        label="Critical",
        required=False,
        help_text="Passes quiet hours, digests and mutes.",
    )
    calendar = forms.ModelChoiceField(
        BusinessCalendar.objects.all(),
        required=False,
        to_field_name="slug",
        empty_label="Monday to Friday",
        help_text="Whose working days count.",
    )
    expected_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        self.fields["people"].choices = [(one, one) for one in rule.offers]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, setting: RuleSetting) -> "RuleForm":
        """The form as the rule is now."""
        initial = {name: getattr(setting, name) for name in SETTINGS} | {
            "calendar": setting.calendar.slug if setting.calendar else None,
            "expected_version": setting.version,
        }
        return cls(initial=initial, rule=RULES[setting.slug])

    def clean(self) -> dict[str, Any]:
        """Hours count only where the thing is due at an instant."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("steps", "escalates"):
            has_hours = any(one.endswith("h") for one in cleaned.get(name, "").split())
            if has_hours and not self.rule.is_due_at_an_instant:
                self.add_error(
                    name, "This is due on a day, so hours cannot be counted: write d."
                )
        if self._counts_on_nothing(cleaned):
            self.add_error(
                "calendar",
                "This calendar has no working days: give it some, or choose another.",
            )
        return cleaned

    def _counts_on_nothing(self, cleaned: dict[str, Any]) -> bool:
        """Whether working days are counted on a calendar that has none."""
        calendar = cleaned.get("calendar")
        counts = "wd" in cleaned.get("steps", "") or cleaned.get("escalates")
        if not calendar or not counts:
            return False
        is_working = working_days_of(calendar)
        return not rules.has_working_days(timezone.localdate(), is_working)


def rule_choices() -> list[tuple[str, str]]:
    """Every rule by name, and any."""
    return [("", "Any"), *((slug, one.label) for slug, one in RULES.items())]


class UpcomingFilter(FilterForm):
    """By rule, person, state, day."""

    q = forms.CharField(
        label="Person",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    rule = forms.ChoiceField(choices=rule_choices, required=False)
    state = forms.ChoiceField(
        choices=[("", "Planned"), *OccurrenceState.choices[1:], ("any", "Any")],
        required=False,
    )
    before = forms.DateField(label="Due before", required=False, widget=DayInput())

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that answer it; what is planned while it makes no sense."""
        return self.apply(rows) if self.is_valid() else rows.planned()  # type: ignore[attr-defined]

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The steps that answer the question."""
        asked = self.cleaned_data
        if asked["state"] != "any":
            rows = rows.filter(state=asked["state"] or OccurrenceState.PLANNED)
        if words := asked["q"].strip():
            rows = rows.filter(recipient__name__icontains=words)
        if asked["rule"]:
            rows = rows.filter(rule=asked["rule"])
        if asked["before"]:
            rows = rows.filter(due_on__lt=asked["before"])
        return rows


class ToldFilter(FilterForm):
    """By words, person, topic, day."""

    q = forms.CharField(
        label="Person or words",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    topic = forms.ChoiceField(choices=topic_choices, required=False)
    since = forms.DateField(required=False, widget=DayInput())

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """What was told that answers the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            said = Q(title__icontains=words) | Q(words__icontains=words)
            rows = rows.filter(said | Q(user__name__icontains=words))
        if asked["topic"]:
            rows = rows.filter(topic=asked["topic"])
        return rows.filter(at__date__gte=asked["since"]) if asked["since"] else rows


class SentFilter(FilterForm):
    """By person or channel, state, way."""

    q = forms.CharField(
        label="Person or channel",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        choices=[("", "Any"), *DeliveryState.choices], required=False
    )
    way = forms.ChoiceField(
        choices=[("", "Any"), ("mail", "E-mail"), ("channel", "Channels")],
        required=False,
    )
    since = forms.DateField(required=False, widget=DayInput())

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The messages that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            named = Q(user__name__icontains=words) | Q(channel__name__icontains=words)
            rows = rows.filter(named)
        if asked["state"]:
            rows = rows.filter(state=asked["state"])
        if asked["way"]:
            rows = rows.filter(channel__isnull=asked["way"] == "mail")
        return (
            rows.filter(send_at__date__gte=asked["since"]) if asked["since"] else rows
        )


class DeadLetterForm(forms.Form):
    """Where a letter that came back should go instead."""

    address = forms.EmailField(
        label="Send it to",
        required=False,
        max_length=254,
        help_text="Empty: to the address it had.",
    )
