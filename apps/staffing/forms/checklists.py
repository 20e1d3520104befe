"""What may be typed of checklists and their templates."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core.forms import DayInput, limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.staffing.forms.people import search, teams_edited_by
from apps.staffing.models import (
    ChecklistKind,
    ChecklistTemplate,
    Person,
    TeamRole,
)
from apps.staffing.rules.checklists import Owner, Step, read_steps, written

WHO = ", ".join(one.label for one in Owner)


class StepsField(forms.CharField):
    """The steps of a template, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """As lines."""
        return written(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[Step]:
        """The steps; ValidationError names the first line that is none."""
        try:
            return read_steps(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class TemplateFields(forms.Form):
    """What is done whenever somebody joins, moves or leaves."""

    name = forms.CharField(max_length=100)
    kind = forms.ChoiceField(choices=ChecklistKind.choices, label="For a")
    is_used = forms.BooleanField(
        required=False, initial=True, label="Offered for new checklists"
    )
    steps = StepsField(
        max_length=20_000,
        widget=forms.Textarea({"rows": 12}),
        help_text=(
            "One a line: days | who | what. Days count from the day itself, -5 is five"
            f" days before it. Who is one of: {WHO}."
        ),
    )


class TemplateForm(TemplateFields):
    """A new template."""

    sent_key = sent_key()


class AmendTemplateForm(TemplateFields):
    """Changing a template, over the version that was read."""

    version = version_field()


class StartForm(forms.Form):
    """Beginning one person's list."""

    template = forms.ModelChoiceField(
        ChecklistTemplate.objects.filter(is_used=True), empty_label="Choose a list"
    )
    day_on = forms.DateField(
        label="Day",
        widget=DayInput(),
        help_text="The first day, the day of the move, or the last day.",
    )
    team = forms.ModelChoiceField(
        TeamRole.objects.none(),
        required=False,
        empty_label="No new team",
        help_text="Where a mover goes. Their postings of today end the day before.",
    )
    role = forms.ModelChoiceField(TeamRole.objects.all(), required=False)
    sent_key = sent_key()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "start_%s")
        super().__init__(*args, **kwargs)
        limit(self, "team", teams_edited_by(user))

    def clean(self) -> dict[str, Any]:
        """A mover goes somewhere, and nobody else does."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        template = cleaned.get("template")
        moves = template is not None and template.kind == ChecklistKind.MOVER
        if moves and not cleaned.get("team"):
            self.add_error("team", "Say to which team they move.")
        if template and not moves:
            cleaned["team"] = cleaned["role"] = None
        return cleaned


class StepForm(forms.Form):
    """Who does a step, by when."""

    owner = forms.ModelChoiceField(
        User.objects.none(), required=False, label="Done by", empty_label="Nobody yet"
    )
    due_on = forms.DateField(label="Due", widget=DayInput())
    version = version_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "owner", User.objects.visible_to(user).filter(is_active=True))


class ChecklistFilter(FilterForm):
    """Which checklists to list."""

    q = search()
    kind = forms.ChoiceField(
        choices=[("", "Any kind"), *ChecklistKind.choices], required=False
    )
    state = forms.ChoiceField(
        choices=[("", "Open"), ("closed", "Closed"), ("all", "All")], required=False
    )
    person = forms.ModelChoiceField(
        Person.objects.all(), required=False, empty_label="Anybody"
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The checklists that answer every question asked."""
        asked = self.cleaned_data
        if asked["state"] != "all":
            rows = rows.filter(closed_at__isnull=asked["state"] != "closed")
        if words := asked["q"]:
            rows = rows.filter(person__name__icontains=words)
        for name in ("kind", "person"):
            if asked[name]:
                rows = rows.filter(**{name: asked[name]})
        return rows
