"""What may be typed of skills, levels and certificates."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import ModelChoiceIterator

from apps.core.errors import DomainError
from apps.core.forms import (
    DayInput,
    SlugField,
    sent_key,
    short_name,
    version_field,
)
from apps.core.uploads import CheckedFile
from apps.staffing.imports.sheets import MAX_BYTES, read_rows
from apps.staffing.models import Certificate, Level, Skill
from apps.staffing.queries.people import Held
from apps.staffing.queries.skills import branches

if TYPE_CHECKING:
    SkillModelForm = forms.ModelForm[Skill]
    CertificateModelForm = forms.ModelForm[Certificate]
else:
    SkillModelForm = CertificateModelForm = forms.ModelForm

LEVELS = [(str(one.value), f"{one.value} {one.label}") for one in Level]


class BranchChoices(ModelChoiceIterator):  # type: ignore[type-arg]
    """The skills in the order of the tree, each by its path. One query."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        is_leaf = getattr(self.field, "is_leaf", False)
        for one in branches(self.queryset.all()):
            if one.is_leaf or not is_leaf:
                yield one.skill.pk, one.path


class BranchField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A skill by its place in the tree; only those that hang lowest with `is_leaf`."""

    iterator = BranchChoices

    def __init__(self, *, is_leaf: bool = False, **kwargs: Any) -> None:
        super().__init__(Skill.objects.all(), **kwargs)
        self.is_leaf = is_leaf


class SkillFields(SkillModelForm):
    """A skill, where it hangs, and what each level means here."""

    parent = BranchField(
        required=False, empty_label="At the top", label="Hangs on", help_text=""
    )

    class Meta:
        model = Skill
        fields = ["name", "parent", "platform", "description"]
        widgets = {"description": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.instance.levels or {}
        for one in Level:
            self.fields[f"level_{one.value}"] = forms.CharField(
                label=f"Level {one.value} ({one.label.lower()}) means",
                required=False,
                max_length=300,
                initial=said.get(str(one.value), ""),
            )

    def clean(self) -> dict[str, Any]:
        """The meanings of levels as one value."""
        given = dict(super().clean() or self.cleaned_data)
        said = {str(one.value): given.pop(f"level_{one.value}", "") for one in Level}
        given["levels"] = {key: text for key, text in said.items() if text}
        self.cleaned_data = given
        return given


class AddSkillForm(SkillFields):
    """A new skill."""

    slug = SlugField()
    sent_key = sent_key()
    field_order = ["name", "slug"]

    def clean_slug(self) -> str:
        """A short name that no other skill has."""
        name = self.cleaned_data.get("name", "skill")
        return short_name(name, self.cleaned_data["slug"], Skill.objects.all())


class AmendSkillForm(SkillFields):
    """Changing a skill, over the version that was read."""

    version = version_field()


class LevelsForm(forms.Form):
    """A level for each of some skills; what stays empty is left as it is.

    `is_own` asks the person themself and begins with what they said before; else the
    levels that the manager would confirm stand in it.
    """

    def __init__(
        self, *args: Any, held: Sequence[Held], is_own: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [one.skill.pk for one in held]
        for one in held:
            self.fields[f"skill_{one.skill.pk}"] = forms.TypedChoiceField(
                label=one.path,
                choices=[("", "–"), *LEVELS],
                coerce=int,
                empty_value=None,
                required=False,
                initial=one.own_level if is_own else _to_confirm(one),
                help_text=_told(one, is_own=is_own),
            )

    def clean(self) -> dict[str, Any]:
        """The levels by the ids of skills."""
        given = super().clean() or self.cleaned_data
        said = {pk: given.get(f"skill_{pk}") for pk in self.keys}
        self.cleaned_data = {"levels": said}
        return self.cleaned_data


def _to_confirm(one: Held) -> int | None:
    waits = one.holding is not None and one.holding.is_to_confirm
    return one.own_level if waits else one.level


def _told(one: Held, *, is_own: bool) -> str:
    """What there is to know when choosing a level."""
    said = []
    if one.target:
        said.append(f"needed: {one.target}")
    if is_own and one.level is not None:
        said.append(f"confirmed: {one.level}")
    if not is_own and one.own_level is not None:
        said.append(f"self-assessed: {one.own_level}")
    return ", ".join(said)


class MoreSkillForm(forms.Form):
    """A skill that is not on the list yet."""

    skill = BranchField(is_leaf=True, empty_label="Choose a skill")
    level = forms.TypedChoiceField(choices=LEVELS, coerce=int)


class BulkForm(forms.Form):
    """One level of one skill for everybody who is ticked."""

    skill = BranchField(is_leaf=True, empty_label="Choose a skill")
    level = forms.TypedChoiceField(choices=LEVELS, coerce=int, label="Confirmed level")

    def __init__(self, *args: Any, ticked: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "bulk_%s")
        super().__init__(*args, **kwargs)
        self.ticked = [int(one) for one in ticked if one.isascii() and one.isdecimal()]

    def clean(self) -> dict[str, Any]:
        """Somebody is ticked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.ticked:
            raise forms.ValidationError("Tick the people it is for.")
        return cleaned

    @property
    def cells(self) -> list[tuple[int, int, int]]:
        """The person, skill and level of each who is ticked."""
        skill, level = self.cleaned_data["skill"], self.cleaned_data["level"]
        return [(person, skill.pk, level) for person in self.ticked]


class SheetForm(forms.Form):
    """A file of people and levels."""

    file = forms.FileField(
        help_text="CSV or XLSX as the matrix is exported: a column E-mail or Person, then a"
        " column a skill with levels 0 to 4. An empty cell changes nothing."
    )
    sent_key = sent_key()

    def clean(self) -> dict[str, Any]:
        """The file as its name and rows; what is wrong with it stands beside it."""
        given = dict(super().clean() or self.cleaned_data)
        if file := given.pop("file", None):
            given["name"] = file.name
            try:
                given["rows"] = read_rows(file.name, file.read(MAX_BYTES + 1))
            except DomainError as error:
                self.add_error("file", str(error))
        self.cleaned_data = given
        return given


class CertificateFields(CertificateModelForm):
    """A certificate and the paper itself."""

    file = CheckedFile(required=False, help_text="PDF or a picture.")
    skill = BranchField(
        required=False, empty_label="No skill of ours", label="Shows the skill"
    )

    class Meta:
        model = Certificate
        fields = ["name", "skill", "number", "issuer", "issued_on", "expires_on"]
        widgets = {"issued_on": DayInput(), "expires_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "certificate_%s")
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("issued_on"), cleaned.get("expires_on")
        if starts and ends and ends < starts:
            self.add_error("expires_on", "It expires before it begins.")
        return cleaned


class CertificateForm(CertificateFields):
    """A new certificate."""

    sent_key = sent_key()


class AmendCertificateForm(CertificateFields):
    """Changing a certificate, over the version that was read."""

    version = version_field()


class TargetForm(forms.Form):
    """What a role needs of a skill."""

    skill = BranchField(is_leaf=True, empty_label="Choose a skill")
    level = forms.TypedChoiceField(
        choices=[("0", "No target"), *LEVELS[1:]], coerce=int, initial="3"
    )


def target_choices() -> dict[str, list[tuple[Any, Any]]]:
    """The skills and levels that each role's form offers, read once for all of them."""
    skill = TargetForm().fields["skill"]
    assert isinstance(skill, BranchField)
    offered = list(BranchChoices(skill))
    return {"skills": offered, "levels": LEVELS[1:]}
