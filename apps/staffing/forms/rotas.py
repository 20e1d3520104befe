"""What may be typed of rotas, their layers and rotations, and of overrides."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import Team, User
from apps.core.forms import (
    DayInput,
    MomentInput,
    SlugField,
    sent_key,
    short_name,
    version_field,
)
from apps.core.lists import FilterForm
from apps.staffing.models import Override, Person, Rota, Rotation
from apps.staffing.rules.typed_hours import DAYS, HoursError, hours_text, read_hours

if TYPE_CHECKING:
    RotaModelForm = forms.ModelForm[Rota]
    RotationModelForm = forms.ModelForm[Rotation]
    OverrideModelForm = forms.ModelForm[Override]
else:
    RotaModelForm = RotationModelForm = OverrideModelForm = forms.ModelForm

ZONES = {"time_zone": "The city whose clock counts, such as Europe/London."}


class RotaFields(RotaModelForm):
    """What is noted of a rota."""

    class Meta:
        model = Rota
        fields = [
            "name",
            "team",
            "kind",
            "time_zone",
            "platforms",
            "swaps_need_approval",
            "description",
        ]
        widgets = {
            "platforms": forms.SelectMultiple({"size": 5}),
            "description": forms.Textarea({"rows": 3}),
        }
        help_texts = ZONES

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """With the teams that this person plans."""
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = plannable_teams(user)  # type: ignore[attr-defined]


def plannable_teams(user: User) -> QuerySet[Team]:
    """The teams on which somebody plans: by right, and those they manage."""
    scopes = user.rights.scopes("staffing.plan")
    rows = Team.objects.visible_to(user)
    if scopes.everything:
        return rows
    return rows.filter(Q(manager=user) | Q(slug__in=scopes.teams))


class MakeRotaForm(RotaFields):
    """A new rota."""

    slug = SlugField()
    sent_key = sent_key()
    field_order = ["name", "slug"]

    def clean(self) -> dict[str, Any]:
        """With a short name that nothing else has."""
        fields = super().clean() or {}
        if "name" in fields:
            fields["slug"] = short_name(
                fields["name"], fields.get("slug", ""), Rota.objects.all()
            )
        return fields


class AmendRotaForm(RotaFields):
    """A rota that is there."""

    version = version_field()

    def clean(self) -> dict[str, Any]:
        """With the version as the action names it."""
        fields = super().clean() or {}
        fields["expected_version"] = fields.pop("version", None)
        return fields


class LayerForm(forms.Form):
    """A new layer."""

    name = forms.CharField(max_length=80)


class PlacesField(forms.CharField):
    """Who takes turns: one turn a line, people of a turn with + between."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": "Turns",
                "widget": forms.Textarea({"rows": 6}),
                "help_text": "One turn a line, in order: an e-mail or a full name; several people on together with + between.",
                **kwargs,
            }
        )
        self.people: QuerySet[Person] = Person.objects.none()

    def prepare_value(self, value: Any) -> Any:
        """One turn a line."""
        return value if isinstance(value, str | None) else places_text(value)

    def clean(self, value: Any) -> Any:
        """The people of each turn; says who is not known."""
        lines = [
            [one.strip() for one in line.split("+") if one.strip()]
            for line in super().clean(value).splitlines()
            if line.strip()
        ]
        known = self._known({one.casefold() for line in lines for one in line})
        missing = [one for line in lines for one in line if one.casefold() not in known]
        if missing:
            raise ValidationError(
                f"Nobody here is called {', '.join(missing)}, or several are: use e-mails."
            )
        return [[known[one.casefold()] for one in line] for line in lines]

    def _known(self, asked: set[str]) -> dict[str, Person]:
        people: dict[str, list[Person]] = {}
        for person in self.people:
            for word in {person.name.casefold(), person.email.casefold()} & asked:
                people.setdefault(word, []).append(person)
        return {word: found[0] for word, found in people.items() if len(found) == 1}


def places_text(places: Sequence[Sequence[Person]]) -> str:
    """Turns as they would be typed: by e-mail where there is one."""
    return "\n".join(
        " + ".join(one.email or one.name for one in people) for people in places
    )


class HoursField(forms.CharField):
    """Hours of a week, one line each."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": "Only in these hours",
                "required": False,
                "widget": forms.Textarea({"rows": 3}),
                "help_text": "Empty: always. One a line, such as “Mon-Fri 09:00-17:00”, “every day 22:00-06:00” or “Fri 18:00-Mon 08:00”.",
                **kwargs,
            }
        )

    def prepare_value(self, value: Any) -> Any:
        """One a line."""
        return hours_text(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """As they are kept."""
        try:
            return read_hours(super().clean(value))
        except HoursError as error:
            raise ValidationError(str(error)) from error


class RotationForm(RotationModelForm):
    """People who take turns."""

    places = PlacesField()
    restrictions = HoursField()
    weekdays = forms.TypedMultipleChoiceField(
        label="Days that count",
        choices=list(enumerate(DAYS)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="For turns counted in days: none ticked means every day.",
    )
    sent_key = sent_key()

    class Meta:
        model = Rotation
        fields = [
            "name",
            "length",
            "unit",
            "starts_on",
            "handoff_at",
            "time_zone",
            "since_at",
            "until_at",
        ]
        labels = {"length": "A turn lasts", "unit": "of"}
        widgets = {
            "starts_on": DayInput(),
            "handoff_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "since_at": MomentInput(),
            "until_at": MomentInput(),
        }

    field_order = ["name", "places", "length", "unit", "starts_on", "handoff_at"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """With the people that this person sees."""
        super().__init__(*args, **kwargs)
        places = self.fields["places"]
        assert isinstance(places, PlacesField)
        places.people = Person.objects.visible_to(user)


class AmendRotationForm(RotationForm):
    """A rotation that is there."""

    sent_key = None
    version = version_field()

    def clean(self) -> dict[str, Any]:
        """With the version as the action names it."""
        fields = super().clean() or {}
        fields["expected_version"] = fields.pop("version", None)
        return fields


class OverrideForm(OverrideModelForm):
    """A change of who is on, for a while."""

    sent_key = sent_key()

    class Meta:
        model = Override
        fields = ["added", "removed", "is_alone", "starts_at", "ends_at", "reason"]
        widgets = {"starts_at": MomentInput(), "ends_at": MomentInput()}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """With the people that this person sees."""
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(user).here_on(timezone.localdate())
        for name in ("added", "removed"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """With somebody in it, and begun before it ends."""
        fields = super().clean() or {}
        if not fields.get("added") and not fields.get("removed"):
            self.add_error("added", "Say who covers, or who is not on any more.")
        since, until = fields.get("starts_at"), fields.get("ends_at")
        if since and until and since >= until:
            self.add_error("ends_at", "It has to end after it begins.")
        return fields

    def _post_clean(self) -> None:
        """The action says what may be; the database's words are no help here."""


class PublishForm(forms.Form):
    """Which days are published."""

    first_on = forms.DateField(label="From", widget=DayInput)
    weeks = forms.IntegerField(label="Weeks", min_value=1, max_value=52)

    @staticmethod
    def usual() -> dict[str, Any]:
        """Six weeks from today."""
        return {"first_on": timezone.localdate(), "weeks": 6}

    def clean(self) -> dict[str, Any]:
        """Not of what is over."""
        fields = super().clean() or {}
        first, weeks = fields.get("first_on"), fields.get("weeks")
        if first and weeks and first + timedelta(weeks=weeks) < timezone.localdate():
            self.add_error("first_on", "This is over: past shifts stay as they were.")
        return fields


class RotaFilter(FilterForm):
    """Which rotas."""

    q = forms.CharField(
        label="Name", required=False, widget=forms.TextInput({"type": "search"})
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, to_field_name="slug"
    )
    kind = forms.ChoiceField(choices=[("", "All"), *Rota.Kind.choices], required=False)
    retired = forms.BooleanField(label="Retired too", required=False)

    def apply(self, rows: QuerySet[Rota]) -> QuerySet[Rota]:
        """Those that answer."""
        asked = self.cleaned_data
        if asked["q"]:
            named = Q(name__icontains=asked["q"]) | Q(team__name__icontains=asked["q"])
            rows = rows.filter(named)
        if asked["team"]:
            rows = rows.filter(team=asked["team"])
        if asked["kind"]:
            rows = rows.filter(kind=asked["kind"])
        return rows if asked["retired"] else rows.filter(retired_on=None)
