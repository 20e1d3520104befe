"""What may be typed of applications and platforms, and given as files."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator, URLValidator

from apps.accounts.models import Team, User
from apps.calendars.models import BusinessCalendar
from apps.catalog.access import EDIT
from apps.catalog.forms.filters import TIERS, limit
from apps.catalog.imports import read_uploads
from apps.catalog.models import Application, Link, Platform
from apps.catalog.rules import Source

if TYPE_CHECKING:
    ApplicationModelForm = forms.ModelForm[Application]
    PlatformModelForm = forms.ModelForm[Platform]
else:
    ApplicationModelForm = PlatformModelForm = forms.ModelForm

LONGEST_CAPABILITY = 60
CODE = RegexValidator(
    r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$",
    "Use small letters and digits, with single hyphens between them.",
)


class ApplicationFields(ApplicationModelForm):
    """What people say of an application."""

    class Meta:
        model = Application
        fields = [
            "name",
            "description",
            "owner_team",
            "tier",
            "lifecycle",
            "data_class",
            "contacts",
        ]
        widgets = {
            "tier": forms.Select(choices=TIERS),
            "description": forms.Textarea({"rows": 4}),
            "contacts": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "tier": "1 stops the bank when it stops; 4 can wait till Monday.",
            "contacts": "Who to reach, and how: one a line.",
        }


class AmendForm(ApplicationFields):
    """Changing an application, over the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RegisterForm(ApplicationFields):
    """A new application, for one of the teams that the person acts for."""

    code = forms.CharField(
        max_length=100,
        validators=[CODE],
        help_text="Its short name everywhere: small letters, digits, hyphens.",
    )
    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ["code"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams, where = Team.objects.visible_to(user), user.rights.scopes(EDIT)
        limit(
            self,
            "owner_team",
            teams if where.everything else teams.filter(slug__in=where.teams),
        )

    def clean_code(self) -> str:
        """A code that no other application has."""
        code: str = self.cleaned_data["code"]
        if Application.objects.filter(code=code).exists():
            raise ValidationError("An application with this code exists.")
        return code


class PlatformFields(PlatformModelForm):
    """What people say of a platform."""

    calendar_slug = forms.ModelChoiceField(
        BusinessCalendar.objects.all(),
        label="Support hours",
        to_field_name="slug",
        required=False,
        empty_label="Not stated",
        help_text="The working calendar in which it is supported.",
    )
    capabilities = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text="What teams can have on it, one a line: autoscaling, GPU, …",
    )

    class Meta:
        model = Platform
        fields = ["name", "kind", "description", "owner_team", "calendar_slug"]
        widgets = {"description": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["capabilities"] = "\n".join(self.instance.capabilities)

    def clean_calendar_slug(self) -> str:
        """The calendar's short name."""
        chosen: BusinessCalendar | None = self.cleaned_data["calendar_slug"]
        return chosen.slug if chosen else ""

    def clean_capabilities(self) -> list[str]:
        """The lines, each a capability, none twice."""
        lines = (
            line.strip() for line in self.cleaned_data["capabilities"].splitlines()
        )
        found = list(dict.fromkeys(filter(None, lines)))
        if any(len(one) > LONGEST_CAPABILITY for one in found):
            raise ValidationError(
                f"Each line has at most {LONGEST_CAPABILITY} letters."
            )
        return found


class AmendPlatformForm(PlatformFields):
    """Changing a platform, over the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RegisterPlatformForm(PlatformFields):
    """A new platform."""

    slug = forms.CharField(
        label="Short name",
        max_length=60,
        validators=[CODE],
        help_text="As in its address.",
    )
    sent_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ["name", "slug"]

    def clean_slug(self) -> str:
        """A short name that no other platform has."""
        slug: str = self.cleaned_data["slug"]
        if Platform.objects.filter(slug=slug).exists():
            raise ValidationError("A platform with this short name exists.")
        return slug


class DeployForm(forms.Form):
    """Where an application runs."""

    platform = forms.ModelChoiceField(Platform.objects.all(), to_field_name="slug")
    environment = forms.CharField(
        max_length=30, initial="production", validators=[CODE]
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "platform", Platform.objects.visible_to(user))


class LinkForm(forms.Form):
    """A place where something about an application is found."""

    kind = forms.ChoiceField(choices=Link.Kind.choices)
    url = forms.URLField(
        label="Address",
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    title = forms.CharField(max_length=200, required=False)


class DependencyForm(forms.Form):
    """Another application that this one needs."""

    on = forms.ModelChoiceField(
        Application.objects.all(),
        label="Needs",
        to_field_name="code",
        widget=forms.TextInput,
        help_text="The code of the other application.",
        error_messages={"invalid_choice": "There is no application with this code."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self, "on", Application.objects.visible_to(user))


class ManyFilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or several catalog files, or zips of them, as their texts."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Source]:
        """The texts; ValidationError says which file is wrong."""
        given: Sequence[UploadedFile[bytes]] = (
            data if isinstance(data, list) else [data]
        )
        files = [super(ManyFilesField, self).clean(one, initial) for one in given]
        return read_uploads(files)


class UploadForm(forms.Form):
    """Catalog files to look at."""

    sources = ManyFilesField(
        label="Catalog files",
        help_text="catalog-info.yaml files, several at once, or a zip of them.",
        widget=ManyFilesInput({"accept": ".yaml,.yml,.zip"}),
    )
