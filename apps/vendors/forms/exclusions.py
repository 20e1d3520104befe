"""What is asked of exclusions, and typed about them."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from apps.core.forms import MonthField
from apps.core.lists import FilterForm
from apps.core.uploads import CheckedFile, check_upload
from apps.vendors.models import Exclusion, ManagedService, ServiceLevel, Vendor
from apps.vendors.states import ExclusionState

WHO = [
    ("", "Any"),
    ("me", "Me"),
    ("others", "Somebody else"),
]
WORDS = forms.Textarea(attrs={"rows": 4})


class ExclusionFilter(FilterForm):
    """By words, state, vendor, service, level, month, who must answer."""

    q = forms.CharField(
        label="Ticket",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        choices=[("", "Any"), *ExclusionState.choices], required=False
    )
    who = forms.ChoiceField(label="Who must answer", choices=WHO, required=False)
    vendor = forms.ModelChoiceField(
        Vendor.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    service = forms.ModelChoiceField(
        ManagedService.objects.all(),
        required=False,
        to_field_name="slug",
        empty_label="Any",
    )
    level = forms.ModelChoiceField(
        ServiceLevel.objects.select_related("service").order_by("service__name"),
        required=False,
        empty_label="Any",
    )
    month = MonthField(required=False)

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The exclusions that answer the question."""
        asked = self.cleaned_data
        if words := asked["q"].strip():
            rows = rows.filter(ticket__number__icontains=words)
        if asked["who"]:
            rows = rows.filter(
                state=ExclusionState.PROPOSED, is_yours=asked["who"] == "me"
            )
        narrow = {
            "state": asked["state"],
            "level__service__contract__vendor": asked["vendor"],
            "level__service": asked["service"],
            "level": asked["level"],
            "month": asked["month"],
        }
        return rows.filter(**{name: value for name, value in narrow.items() if value})


class ManyFiles(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, each checked by its content."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The checked files, none if none was given."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        found: Sequence[UploadedFile[bytes]] = [
            super(FilesField, self).clean(one, initial) for one in given
        ]
        for one in found:
            check_upload(one)
        return found


class ProposeForm(forms.Form):
    """Why a ticket should be left out, and what shows it."""

    reason = forms.ChoiceField(choices=Exclusion.Reason.choices)
    words = forms.CharField(
        label="Explanation",
        max_length=4000,
        widget=WORDS,
        help_text="What happened, and why it should not count. The other side reads it.",
    )
    attachments = FilesField(
        required=False,
        help_text="Mails, screenshots, logs: whatever shows it.",
    )
    note = forms.CharField(
        label="Internal note",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The vendor never sees it.",
    )
    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, is_internal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_internal:
            del self.fields["note"]


class DecideForm(forms.Form):
    """Yes or no to an exclusion, with the answer that both sides read."""

    is_accepted = forms.TypedChoiceField(
        label="Decision",
        choices=[("yes", "Accept: leave it out"), ("no", "Refuse: it counts")],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Both sides read it. A refusal says why.",
    )
    note = forms.CharField(
        label="Internal note",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The vendor never sees it.",
    )
    expected_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("is_accepted") is False and not cleaned.get("answer"):
            self.add_error("answer", "Say why it is refused.")
        return cleaned

    @classmethod
    def of(cls, found: Exclusion) -> "DecideForm":
        """The form as the exclusion is now."""
        return cls(initial={"note": found.note, "expected_version": found.version})


class PickedField(forms.CharField):
    """Exclusions as they were read: `12-1,13-4` is number 12 at its version 1, and 13."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> dict[int, int]:
        """Versions by key."""
        given: str = super().clean(value)
        pairs = [one.partition("-") for one in given.split(",")]
        if not all(key.isdecimal() and at.isdecimal() for key, _, at in pairs):
            raise forms.ValidationError("Tick them in the list again.")
        return {int(key): int(at) for key, _, at in pairs}


class DecideManyForm(forms.Form):
    """Yes or no to several, each as it was read."""

    picked = PickedField(max_length=4000)
    is_accepted = forms.TypedChoiceField(
        choices=[("yes", "Accept"), ("no", "Refuse")],
        coerce=lambda given: given == "yes",
        widget=forms.HiddenInput,
    )
    answer = forms.CharField(
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The same for all of them; both sides read it. A refusal says why.",
    )

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("is_accepted") is False and not cleaned.get("answer"):
            self.add_error("answer", "Say why they are refused.")
        return cleaned


class AttachForm(forms.Form):
    """One more file."""

    file = CheckedFile()
