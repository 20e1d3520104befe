"""What may be typed of review cycles, vacancies and personnel actions."""

from typing import Any

from django import forms

from apps.accounts.models import Team, User
from apps.core.forms import limit, sent_key, version_field
from apps.core.lists import FilterForm
from apps.staffing.forms.growth.goals import PartOfPage, day_field, words_field
from apps.staffing.models import Person, Skill, TeamRole
from apps.staffing.models.growth import LEVELS, PersonnelAction
from apps.staffing.models.growth.states import VacancyState
from apps.staffing.queries.skills import branches


class CycleForm(forms.Form):
    """A new cycle."""

    name = forms.CharField(label="Name", max_length=80, help_text="Such as 2026.")
    self_by = day_field("Self-assessments by")
    manager_by = day_field("Managers' assessments by")
    ends_on = day_field("Signed by")
    only_direct = forms.BooleanField(
        label="Only those whom I lead directly",
        required=False,
        help_text="Else everybody below you; for HR, everybody.",
    )
    sent_key = sent_key()

    def clean(self) -> dict[str, Any]:
        """The days come one after the other."""
        found = super().clean() or {}
        days = [found.get(name) for name in ("self_by", "manager_by", "ends_on")]
        if all(days) and days != sorted(days, key=str):
            self.add_error("ends_on", "The days come one after the other.")
        return found


class PartForm(PartOfPage):
    """One side's assessment."""

    went_well = words_field("What went well", rows=5)
    to_change = words_field("What should change", required=False)
    next_steps = words_field("What comes next", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class PlaceForm(PartOfPage):
    """Where in the grid."""

    performance = forms.TypedChoiceField(
        label="Performance", choices=LEVELS, coerce=int, initial=2
    )
    potential = forms.TypedChoiceField(
        label="Potential", choices=LEVELS, coerce=int, initial=2
    )
    reason = words_field("Why there", required=False, rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class SignForm(PartOfPage):
    """A signature."""

    comment = words_field("Comment", required=False, rows=2)


MOST_SKILLS = 8
ALONE = 3
WANTED_LEVELS = [(1, "1 aware"), (2, "2 with help"), (3, "3 alone"), (4, "4 teaches")]


class VacancyForm(forms.Form):
    """A new vacancy: the position, its skills, and the level of each."""

    position = forms.CharField(label="Position", max_length=120)
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none())
    role = forms.ModelChoiceField(
        label="Role in the team", queryset=TeamRole.objects.all(), required=False
    )
    reason = words_field("Why it is needed", rows=3)
    wanted_on = day_field("Wanted from")
    sent_key = sent_key()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """With rows of a skill and its level."""
        super().__init__(*args, **kwargs)
        limit(self, "team", Team.objects.filter(organisation=user.organisation))
        tree = branches(Skill.objects.all())
        self.by_key = {str(one.skill.pk): one.skill for one in tree if one.is_leaf}
        named = [(str(one.skill.pk), one.path) for one in tree if one.is_leaf]
        for number in range(1, MOST_SKILLS + 1):
            self.fields[f"skill_{number}"] = forms.ChoiceField(
                label=f"Skill {number}", required=False, choices=[("", "–"), *named]
            )
            self.fields[f"level_{number}"] = forms.TypedChoiceField(
                label=f"Level of skill {number}",
                required=False,
                choices=WANTED_LEVELS,
                coerce=int,
                initial=ALONE,
                empty_value=None,
            )

    @property
    def skill_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each row: a skill and its level."""
        numbers = range(1, MOST_SKILLS + 1)
        return [(self[f"skill_{n}"], self[f"level_{n}"]) for n in numbers]

    def clean(self) -> dict[str, Any]:
        """The skills with the level of each; where none is typed, what the role needs."""
        found = super().clean() or {}
        skills: dict[Skill, int] = {}
        for number in range(1, MOST_SKILLS + 1):
            key = found.pop(f"skill_{number}", "")
            level = found.pop(f"level_{number}", None) or ALONE
            if key and self.by_key[key] in skills:
                self.add_error(f"skill_{number}", "It stands above already.")
            elif key:
                skills[self.by_key[key]] = level
        if not skills and (role := found.get("role")):
            skills = {
                one.skill: one.level for one in role.targets.select_related("skill")
            }
        found["skills"] = skills
        return found


class VacancyFilter(FilterForm):
    """What may be asked of the list of vacancies."""

    state = forms.ChoiceField(
        label="State",
        choices=[("", "Any"), *VacancyState.choices],
        required=False,
    )

    def apply(self, rows: Any) -> Any:
        """Those in the state."""
        state = self.cleaned_data.get("state")
        return rows.filter(state=state) if state else rows


class DecisionForm(PartOfPage):
    """A yes or a no."""

    is_yes = forms.TypedChoiceField(
        label="You say",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = words_field("Reason", required=False, rows=2)


class CandidateForm(forms.Form):
    """What the next stage needs of a candidate; other fields are not there."""

    name = forms.CharField(label="Name", max_length=150)
    contact = forms.CharField(label="How to reach them", max_length=254)
    notes = words_field("Notes on the interview", required=False)
    offer = words_field("What is offered", rows=2)
    version = version_field()

    def __init__(self, *args: Any, needed: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "contact", "notes", "offer"):
            if name not in needed:
                del self.fields[name]


class ActionForm(forms.Form):
    """A personnel action; what the roster is to say from its day on has fields of its own."""

    kind = forms.ChoiceField(label="What", choices=PersonnelAction.Kind.choices)
    effective_on = day_field("From", hint="Of a termination: the last day.")
    before = forms.CharField(label="As it is", max_length=200, required=False)
    after = forms.CharField(
        label="As it will be",
        max_length=200,
        help_text="In words, such as the new pay. It is read by who may read this, and goes nowhere else.",
    )
    reason = words_field("Reason", rows=3)
    team = forms.ModelChoiceField(
        label="Team then",
        queryset=Team.objects.none(),
        required=False,
        help_text="Of a transfer or promotion. The roster says so from the day on.",
    )
    role = forms.ModelChoiceField(
        label="Role in the team then", queryset=TeamRole.objects.all(), required=False
    )
    line_manager = forms.ModelChoiceField(
        label="Line manager then", queryset=Person.objects.none(), required=False
    )
    sent_key = sent_key()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "team", Team.objects.filter(organisation=user.organisation))
        here = Person.objects.filter(organisation=user.organisation, ends_on=None)
        limit(self, "line_manager", here)

    def clean(self) -> dict[str, Any]:
        """A transfer says where to; only a transfer or promotion changes a place."""
        found = super().clean() or {}
        places = [found.get(name) for name in ("team", "role", "line_manager")]
        kind, kinds = found.get("kind"), PersonnelAction.Kind
        if kind == kinds.TRANSFER and not (places[0] or places[2]):
            self.add_error("team", "Choose the new team, the new line manager or both.")
        if kind in {kinds.PAY, kinds.TERMINATION} and any(places):
            self.add_error("kind", "It changes no team, role or line manager.")
        return found
