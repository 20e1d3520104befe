"""What people choose: by topic, by hour, who stands in, where else it goes."""

from typing import Any

from django import forms
from django.utils import timezone

from apps.accounts.models import User
from apps.core import outgoing
from apps.core.forms import MomentInput
from apps.reminders.models import Channel, Habits, Preference
from apps.reminders.models.inbox import WEEKDAYS
from apps.reminders.queries.topics import topics
from apps.reminders.states import ChannelKind, How


class ClockInput(forms.TimeInput):
    """A time of day by the browser's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class TopicsForm(forms.Form):
    """When mail of each topic goes out."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = {one.topic: one.how for one in Preference.objects.visible_to(user)}
        for topic, label in topics().items():
            self.fields[topic] = forms.ChoiceField(
                label=label, choices=How.choices, initial=chosen.get(topic, How.NOW)
            )


class HabitsForm(forms.Form):
    """Morning, digests, quiet hours, in the person's own zone."""

    morning = forms.TimeField(
        label="Reminders arrive at",
        widget=ClockInput(),
        help_text="On the day of each reminder, in your time zone.",
    )
    digest_at = forms.TimeField(label="Digests arrive at", widget=ClockInput())
    digest_weekday = forms.TypedChoiceField(
        label="Weekly digest on", choices=WEEKDAYS, coerce=int
    )
    quiet_starts = forms.TimeField(
        label="Quiet from", required=False, widget=ClockInput()
    )
    quiet_ends = forms.TimeField(
        label="Quiet until",
        required=False,
        widget=ClockInput(),
        help_text="May pass midnight. Only what is critical comes through.",
    )
    is_weekend_quiet = forms.BooleanField(label="Quiet at weekends", required=False)
    expected_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    @classmethod
    def of(cls, habits: Habits) -> "HabitsForm":
        """The form as the person's habits are now."""
        names = [one for one in cls.base_fields if one != "expected_version"]
        initial = {name: getattr(habits, name) for name in names}
        return cls(initial=initial | {"expected_version": habits.version})

    def clean(self) -> dict[str, Any]:
        """Quiet hours have both ends."""
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("quiet_starts"), cleaned.get("quiet_ends")
        if (starts is None) != (ends is None) and not self.errors:
            missing = "quiet_starts" if starts is None else "quiet_ends"
            self.add_error(missing, "Quiet hours have a beginning and an end.")
        return cleaned


class AwayForm(forms.Form):
    """From when until when, and who stands in."""

    starts_at = forms.DateTimeField(label="Away from", widget=MomentInput())
    ends_at = forms.DateTimeField(label="Back from", widget=MomentInput())
    deputy = forms.ModelChoiceField(
        User.objects.none(), help_text="Is told what you would be told."
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(user).filter(is_active=True)
        self.fields["deputy"].queryset = people.exclude(pk=user.pk)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Back after leaving, and not before now."""
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= max(starts, timezone.now()):
            self.add_error("ends_at", "Come back after you leave, and in the future.")
        return cleaned


class ChannelForm(forms.Form):
    """Where messages go besides mail."""

    kind = forms.ChoiceField(choices=ChannelKind.choices)
    name = forms.CharField(max_length=80, help_text="Such as the room's name.")
    url = forms.URLField(
        label="Address",
        max_length=1000,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Kept encrypted, and not shown again.",
    )
    topics = forms.MultipleChoiceField(
        choices=lambda: topics().items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: all of them.",
    )
    is_on = forms.BooleanField(label="Switched on", required=False, initial=True)

    def clean_url(self) -> str:
        """Somewhere the portal may go."""
        url: str = self.cleaned_data["url"]
        try:
            outgoing.check(url)
        except (outgoing.Refused, outgoing.Failed) as error:
            raise forms.ValidationError(str(error)) from error
        return url


class AmendChannelForm(ChannelForm):
    """The same of a channel that exists: its kind stays, its address may."""

    expected_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, channel: Channel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel = channel
        del self.fields["kind"]
        self.fields["url"].required = False
        self.fields["url"].help_text = "Leave it empty to keep the one there is."

    @classmethod
    def of(cls, channel: Channel) -> "AmendChannelForm":
        """The form as the channel is now."""
        initial = {
            "name": channel.name,
            "topics": channel.topics,
            "is_on": channel.is_on,
            "expected_version": channel.version,
        }
        return cls(channel=channel, initial=initial)

    def clean_url(self) -> str:
        """The new address, if the portal may go there; else the one there is."""
        typed = self.cleaned_data["url"]
        url: str = super().clean_url() if typed else self.channel.url
        return url
