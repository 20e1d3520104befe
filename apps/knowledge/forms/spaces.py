"""What may be typed of spaces and their members."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from apps.accounts.models import Team, User
from apps.core.forms import SlugField, limit, sent_key, short_name, version_field
from apps.core.lists import FilterForm
from apps.knowledge.models import Part, Space, SpaceMember

if TYPE_CHECKING:
    SpaceModelForm = forms.ModelForm[Space]
    MemberModelForm = forms.ModelForm[SpaceMember]
else:
    SpaceModelForm = MemberModelForm = forms.ModelForm


class SpaceFields(SpaceModelForm):
    """What is said of a space."""

    class Meta:
        model = Space
        fields = [
            *("name", "description", "team", "is_open", "needs_two"),
            "review_days",
        ]
        widgets = {"description": forms.Textarea({"rows": 3})}
        help_texts = {
            "team": "Its people write in the space; its manager changes it.",
            "review_days": "An article may have its own.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "team", Team.objects.visible_to(user))


class AmendSpaceForm(SpaceFields):
    """Changing a space, over the version that was read."""

    version = version_field()


class NewSpaceForm(SpaceFields):
    """A new space."""

    slug = SlugField()
    sent_key = sent_key()
    field_order = ["name", "slug"]

    def clean_slug(self) -> str:
        """A short name that no other space has."""
        name = self.cleaned_data.get("name", "space")
        return short_name(name, self.cleaned_data["slug"], Space.objects.all())


class MemberForm(MemberModelForm):
    """A person or a team, and their part."""

    part = forms.ChoiceField(choices=Part.choices)

    class Meta:
        model = SpaceMember
        fields = ["user", "team", "part"]
        labels = {"user": "Person", "team": "or team"}

    def __init__(self, *args: Any, asker: User, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "member_%s")
        super().__init__(*args, **kwargs)
        limit(self, "user", User.objects.visible_to(asker).filter(is_active=True))
        limit(self, "team", Team.objects.visible_to(asker))

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(cleaned.get("user")) == bool(cleaned.get("team")):
            raise ValidationError("Choose a person or a team, one of them.")
        return cleaned

    def validate_unique(self) -> None:
        """Who has a part already gets the new one."""

    def validate_constraints(self) -> None:
        """As above: the action looks who has which part."""


class SpaceFilter(FilterForm):
    """Which spaces to list."""

    q = forms.CharField(
        label="Search", required=False, max_length=100, widget=forms.SearchInput
    )

    def apply(self, rows: Any) -> Any:
        """Those whose name or description has the words."""
        words = self.cleaned_data["q"]
        if not words:
            return rows
        return rows.filter(name__icontains=words) | rows.filter(
            description__icontains=words
        )
