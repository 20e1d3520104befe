"""Giving trees of documents, asking for imports, and exporting spaces."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator, URLValidator
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core.lists import FilterForm
from apps.knowledge.models import Kind, Space
from apps.knowledge.states import ImportState

KINDS = [("", "By its front matter or headings"), *Kind.choices]


class ImportFilter(FilterForm):
    """Which imports to list."""

    space = forms.ModelChoiceField(
        Space.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Any space",
    )
    state = forms.ChoiceField(
        choices=[("", "Any state"), *ImportState.choices], required=False
    )

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The imports that answer both."""
        for name in ("space", "state"):
            if self.cleaned_data[name]:
                rows = rows.filter(**{name: self.cleaned_data[name]})
        return rows


class ChoicesForm(forms.Form):
    """How a tree is taken."""

    kind = forms.ChoiceField(
        label="Kind of its articles", choices=KINDS, required=False
    )
    site = forms.URLField(
        label="Address of its site",
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Links to pages that the tree lacks then lead there.",
    )
    takes_files = forms.BooleanField(
        label="Take the file's text where an article was changed here",
        required=False,
        help_text="Otherwise such an article stays as it is, and the report names it.",
    )
    publishes = forms.BooleanField(
        label="Publish them at once",
        required=False,
        initial=True,
        help_text="In a space that takes two people they wait as drafts in any case.",
    )


class GiveTreeForm(ChoicesForm):
    """A tree of documents, and the space it goes into."""

    space = forms.ModelChoiceField(Space.objects.none(), to_field_name="slug")
    file = forms.FileField(
        label="ZIP file",
        help_text=(
            "A folder of Markdown, AsciiDoc or HTML with its pictures, or a Confluence"
            " space exported as HTML. Up to 300 MB."
        ),
        widget=forms.FileInput({"accept": ".zip"}),
    )
    source = forms.CharField(
        label="Name of the source",
        required=False,
        max_length=80,
        validators=[
            RegexValidator(r"^[\w .-]+$", "Use letters, digits, dots, hyphens.")
        ],
        help_text=(
            "Under the same name the next file changes the articles that this one made."
            " Empty: the name of the folder in it."
        ),
    )
    commit = forms.CharField(
        required=False,
        max_length=64,
        validators=[RegexValidator(r"^[\w.-]+$", "Use the commit's number or a tag.")],
        help_text="Kept with each article. A ZIP file of GitHub says it itself.",
    )
    field_order = ["space", "file", "source", "commit"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Of spaces, those one writes in."""
        super().__init__(*args, **kwargs)
        field = self.fields["space"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Space.objects.written_by(user)


class ExportForm(forms.Form):
    """What an export holds."""

    with_drafts = forms.BooleanField(
        label="With drafts: the newest text of each article", required=False
    )
