"""What may be typed of people, their teams and their working hours."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from holidays import list_supported_countries

from apps.accounts.models import Organisation, Team, User
from apps.core.forms import DayInput, limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.staffing.access import can_edit_people_of
from apps.staffing.models import Person, Posting, TeamRole, WorkingPattern
from apps.staffing.queries.people import in_team, named
from apps.staffing.rules.patterns import read_day, written_day

if TYPE_CHECKING:
    PersonModelForm = forms.ModelForm[Person]
    PostingModelForm = forms.ModelForm[Posting]
    RoleModelForm = forms.ModelForm[TeamRole]
else:
    PersonModelForm = PostingModelForm = RoleModelForm = forms.ModelForm

WEEKDAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)


def search() -> forms.CharField:
    """The words to look for."""
    return forms.CharField(
        label="Search", required=False, max_length=100, widget=forms.SearchInput
    )


class PersonFilter(FilterForm):
    """Which people to list."""

    q = search()
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, empty_label="Any team"
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), required=False, empty_label="Any organisation"
    )
    location = forms.CharField(required=False, max_length=80)
    here = forms.ChoiceField(
        label="Who",
        required=False,
        choices=[
            ("", "Here today"),
            ("joining", "Joining later"),
            ("left", "Left"),
            ("all", "Everybody"),
        ],
    )

    def __init__(self, *args: Any, today: Any = None, **kwargs: Any) -> None:
        """For a day."""
        super().__init__(*args, **kwargs)
        self.today = today or timezone.localdate()

    def apply(self, rows: Any) -> QuerySet[Any]:
        """The people that answer every question asked."""
        asked = self.cleaned_data
        if asked["here"] == "joining":
            rows = rows.filter(starts_on__gt=self.today)
        elif asked["here"] == "left":
            rows = rows.filter(ends_on__lt=self.today)
        elif not asked["here"]:
            rows = rows.here_on(self.today)
        if words := asked["q"]:
            rows = named(rows, words)
        if team := asked["team"]:
            rows = in_team(rows, team, self.today)
        if asked["organisation"]:
            rows = rows.filter(organisation=asked["organisation"])
        if place := asked["location"]:
            rows = rows.filter(location__icontains=place)
        found: QuerySet[Any] = rows
        return found


class PersonFields(PersonModelForm):
    """What is noted of somebody."""

    class Meta:
        model = Person
        fields = [
            *("name", "email", "user", "organisation", "line_manager", "location"),
            *("country", "subdivision", "time_zone", "pattern", "fte"),
            *("starts_on", "ends_on"),
        ]
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}
        help_texts = {
            "user": "If they log in already; it can be linked later. Somebody else approves it then.",
            "line_manager": "Who leads them reads their file: somebody else approves a change.",
            "subdivision": "Such as ENG, HE or KA, where holidays differ inside a country.",
            "time_zone": "Such as Europe/London or Asia/Kolkata.",
            "fte": "1 is full time.",
            "ends_on": "Only once it is known; a leaver's checklist sets it too.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        logins = User.objects.visible_to(user).filter(is_active=True)
        free = Q(person=None) | Q(person=self.instance.pk)
        limit(self, "user", logins.filter(free))
        limit(self, "organisation", Organisation.objects.visible_to(user))
        others = Person.objects.visible_to(user).exclude(pk=self.instance.pk)
        limit(self, "line_manager", others)

    def clean_country(self) -> str:
        """Two letters that name a country whose holidays are known."""
        country = str(self.cleaned_data["country"]).upper()
        if country and country not in list_supported_countries():
            raise forms.ValidationError("Its two letters, such as GB or IN.")
        return country

    def clean(self) -> dict[str, Any]:
        """The region is one of the country's; the last day is not before the first."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        region = cleaned.get("subdivision", "")
        known = list_supported_countries().get(cleaned.get("country", ""), [])
        if region and region not in known:
            told = ", ".join(known) or "none"
            self.add_error("subdivision", f"Regions of this country: {told}.")
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day is before the first one.")
        return cleaned


class RegisterPersonForm(PersonFields):
    """A new person, perhaps at once in a team."""

    team = forms.ModelChoiceField(Team.objects.all(), required=False)
    role = forms.ModelChoiceField(TeamRole.objects.all(), required=False)
    sent_key = sent_key()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        limit(self, "team", teams_edited_by(user))


class AmendPersonForm(PersonFields):
    """Changing what is noted, over the version that was read."""

    version = version_field()


def teams_edited_by(user: User) -> QuerySet[Team]:
    """The teams in which one edits staffing."""
    rows = Team.objects.visible_to(user)
    mine = [one.pk for one in rows if can_edit_people_of(user, one)]
    return rows.filter(pk__in=mine)


class PostingFields(PostingModelForm):
    """Somebody in a team."""

    class Meta:
        model = Posting
        fields = ["role", "fte", "starts_on", "ends_on"]
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "posting_%s")
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day is before the first one.")
        return cleaned


class PostingForm(PostingFields):
    """A new posting."""

    team = forms.ModelChoiceField(Team.objects.all())
    sent_key = sent_key()
    field_order = ["team"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "team", teams_edited_by(user))


class AmendPostingForm(PostingFields):
    """Changing a posting, over the version that was read."""

    version = version_field()


class DayHoursField(forms.CharField):
    """The hours of a day: 09:00-12:00, 13:00-17:30; empty for a day off."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 60, **kwargs})

    def clean(self, value: Any) -> list[list[str]]:
        """The pairs in order; ValidationError says what is none."""
        try:
            return read_day(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class PatternFields(forms.Form):
    """The hours of a week."""

    name = forms.CharField(max_length=80)

    def __init__(self, *args: Any, found: WorkingPattern | None = None, **kwargs: Any):
        if found:
            days = {f"day_{n}": written_day(one) for n, one in enumerate(found.week)}
            kwargs.setdefault("initial", {"name": found.name, **days})
            kwargs["initial"]["version"] = found.version
        super().__init__(*args, **kwargs)
        for number, label in enumerate(WEEKDAYS):
            help_text = "Such as 09:00-17:30, or 22:00-06:00 into the next day."
            self.fields[f"day_{number}"] = DayHoursField(
                label=label, help_text="" if number else help_text
            )

    def clean(self) -> dict[str, Any]:
        """The week as one value."""
        given = dict(super().clean() or self.cleaned_data)
        days = [given.pop(f"day_{n}", []) for n in range(len(WEEKDAYS))]
        self.cleaned_data = {**given, "week": days}
        return self.cleaned_data


class PatternForm(PatternFields):
    """New hours."""

    sent_key = sent_key()


class AmendPatternForm(PatternFields):
    """Changing hours, over the version that was read."""

    version = version_field()


class RoleForm(RoleModelForm):
    """A new role in teams."""

    sent_key = sent_key()

    class Meta:
        model = TeamRole
        fields = ["name"]


class AmendRoleForm(RoleModelForm):
    """Calling a role otherwise."""

    version = version_field()

    class Meta:
        model = TeamRole
        fields = ["name"]
