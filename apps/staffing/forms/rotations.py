"""What may be typed of rotations, of who takes turns in them, and of overrides."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.core.forms import DayInput, MomentInput, limit, sent_key, version_field
from apps.staffing.models import Override, Person, Rotation
from apps.staffing.rules.typed_hours import DAYS, HoursError, hours_text, read_hours

if TYPE_CHECKING:
    RotationModelForm = forms.ModelForm[Rotation]
    OverrideModelForm = forms.ModelForm[Override]
else:
    RotationModelForm = OverrideModelForm = forms.ModelForm


NOBODY = "nobody"


class PlacesField(forms.CharField):
    """Who takes turns: one turn a line, people of a turn with + between."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": "Turns",
                "widget": forms.Textarea({"rows": 6}),
                "help_text": "One turn a line, in order: an e-mail or a full name; several people on together with + between; “nobody” for a turn that is nobody's.",
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
            if line.strip().casefold() != NOBODY
            else []
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
        " + ".join(one.email or one.name for one in people) or NOBODY
        for people in places
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


class RotationFields(RotationModelForm):
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


class RotationForm(RotationFields):
    """A new rotation."""

    sent_key = sent_key()


class AmendRotationForm(RotationFields):
    """A rotation that is there."""

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
        limit(self, "added", people)
        limit(self, "removed", people)

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
