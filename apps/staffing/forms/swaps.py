"""What may be typed of swaps, hand-overs and calendars of shifts."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import Team, User
from apps.core.forms import MomentInput, limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.core.markup import minute_text
from apps.staffing.models import HandoverNote, Person, Rota, Shift, Swap
from apps.staffing.queries.swaps import returnable, takers_for
from apps.staffing.queries.team_calendar import teams_with_rotas
from apps.staffing.states import OPEN_SWAPS, SwapState

if TYPE_CHECKING:
    ShiftField = forms.ModelChoiceField[Shift]
else:
    ShiftField = forms.ModelChoiceField


class ShiftChoice(ShiftField):
    """A shift by whose it is and when."""

    def label_from_instance(self, obj: Shift) -> str:
        """Whose, from when until when, by the reader's clock."""
        since, until = (
            minute_text(timezone.localtime(at)) for at in (obj.starts_at, obj.ends_at)
        )
        return f"{obj.person}: {since} to {until}"


class OfferForm(forms.Form):
    """To whom a shift is offered, and what for."""

    taker = forms.ModelChoiceField(
        Person.objects.none(),
        label="To whom",
        required=False,
        empty_label="Anybody of the rota",
    )
    return_shift = ShiftChoice(
        Shift.objects.none(),
        label="In exchange for",
        required=False,
        empty_label="Nothing: a gift",
        help_text="A shift of the person you ask.",
    )
    note = forms.CharField(max_length=300, required=False)
    sent_key = sent_key()

    def __init__(
        self, *args: Any, shift: Shift, user: User, now: datetime, **kwargs: Any
    ) -> None:
        """With those who may be asked."""
        super().__init__(*args, **{"auto_id": "offer_%s", **kwargs})
        limit(self, "taker", takers_for(shift, user))
        limit(self, "return_shift", returnable(shift, now))

    def clean(self) -> dict[str, Any]:
        """What comes in exchange is theirs."""
        fields = super().clean() or {}
        back, taker = fields.get("return_shift"), fields.get("taker")
        if back and (taker is None or back.person_id != taker.pk):
            said = f"This is {back.person}'s shift: ask them, or choose another."
            self.add_error("return_shift", said)
        return fields


class AnswerForm(forms.Form):
    """Why not."""

    answer = forms.CharField(label="Why", max_length=300, required=False)


class SwapFilter(FilterForm):
    """Which swaps."""

    rota = forms.ModelChoiceField(
        Rota.objects.all(), required=False, to_field_name="slug", empty_label="Any"
    )
    state = forms.ChoiceField(
        choices=[("", "Any"), ("open", "Open"), *SwapState.choices], required=False
    )
    whose = forms.ChoiceField(
        choices=[("", "Everybody's"), ("mine", "Mine")], required=False
    )

    def apply(self, rows: QuerySet[Swap]) -> QuerySet[Swap]:
        """Those that answer."""
        asked = self.cleaned_data
        if asked["rota"]:
            rows = rows.filter(rota=asked["rota"])
        if asked["state"]:
            states = OPEN_SWAPS if asked["state"] == "open" else {asked["state"]}
            rows = rows.filter(state__in=states)
        if asked["whose"] and self.user:
            mine = Q(giver__user=self.user) | Q(taker__user=self.user)
            rows = rows.filter(mine | Q(asked_by=self.user))
        return rows


class NoteForm(forms.Form):
    """What the next shift has to know."""

    text = forms.CharField(
        label="What the next shift has to know",
        max_length=10_000,
        widget=forms.Textarea({"rows": 6}),
        help_text="Markdown. What is open, what was done, what to watch.",
    )


class HandoverForm(NoteForm):
    """A note for the next shift."""

    field_order = ("handoff_at", "text")
    handoff_at = forms.DateTimeField(label="For the hand-over at", widget=MomentInput)
    sent_key = sent_key()


class AmendHandoverForm(NoteForm):
    """A note that is there."""

    version = version_field()

    @classmethod
    def of(
        cls, note: HandoverNote, data: Mapping[str, Any] | None = None
    ) -> "AmendHandoverForm":
        """With what the note says."""
        return cls(data, initial={"text": note.text, "version": note.version})

    def clean(self) -> dict[str, Any]:
        """With the version as the action names it."""
        fields = super().clean() or {}
        fields["expected_version"] = fields.pop("version", None)
        return fields


class HandoverFilter(FilterForm):
    """Which hand-over notes."""

    schedule = forms.ModelChoiceField(
        Rota.objects.all(), required=False, to_field_name="slug"
    )

    def apply(self, rows: QuerySet[HandoverNote]) -> QuerySet[HandoverNote]:
        """Those that answer."""
        rota = self.cleaned_data["schedule"]
        return rows.filter(rota=rota) if rota else rows


class FeedForm(forms.Form):
    """A calendar's address."""

    rota = forms.ModelChoiceField(
        Rota.objects.none(),
        label="Whose shifts",
        required=False,
        empty_label="My own, of every rota",
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Or of a team, on all of its rotas",
        required=False,
        empty_label="No team",
    )
    alarm_minutes = forms.IntegerField(
        label="Remind before a shift, minutes",
        required=False,
        min_value=0,
        max_value=20_160,
        help_text="Empty: no alarm in the calendar.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """With the rotas and teams that this person sees."""
        super().__init__(*args, **kwargs)
        limit(self, "rota", Rota.objects.visible_to(user).filter(retired_on=None))
        limit(self, "team", teams_with_rotas(user))

    def clean(self) -> dict[str, Any]:
        """Of a rota or of a team."""
        fields = super().clean() or {}
        if fields.get("rota") and fields.get("team"):
            self.add_error("team", "Choose a rota or a team, not both.")
        return fields
