"""What may be typed of who reads as HR, and of erasures."""

from typing import Any

from django import forms

from apps.accounts.models import User
from apps.core.forms import limit, sent_key
from apps.core.lists import FilterForm
from apps.staffing.forms.growth.goals import PartOfPage, day_field
from apps.staffing.models import Person


class HrGrantForm(forms.Form):
    """That somebody reads as HR."""

    person = forms.ModelChoiceField(label="Who", queryset=Person.objects.none())
    ends_on = day_field("Until", hint="A year from today at most.")
    reason = forms.CharField(label="Reason", max_length=200)
    sent_key = sent_key()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Person.objects.filter(organisation=user.organisation, ends_on=None)
        limit(self, "person", rows.exclude(user=None).exclude(user=user))


class ErasureForm(PartOfPage):
    """That everything of a person is to go."""

    reason = forms.CharField(label="Reason", max_length=300)
    sent_key = sent_key()


class HoldForm(PartOfPage):
    """That nothing of a person is to go."""

    reason = forms.CharField(
        label="Reason", max_length=300, help_text="The person reads it."
    )
    sent_key = sent_key()


class ErasureDecisionForm(forms.Form):
    """Whether it goes."""

    is_yes = forms.TypedChoiceField(
        label="You say",
        choices=[("yes", "Erase it"), ("no", "Keep it")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class ReadsFilter(FilterForm):
    """What may be asked of who read what."""

    q = forms.CharField(label="Who", required=False)

    def apply(self, rows: Any) -> Any:
        """Those by people of this name."""
        typed = self.cleaned_data.get("q")
        return rows.filter(author__name__icontains=typed) if typed else rows
