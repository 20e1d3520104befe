"""What may be typed of articles: their text, their facts, their address."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from apps.accounts.models import Organisation, Team, User
from apps.catalog.models import Application, Platform
from apps.core.forms import (
    SlugField,
    WordsField,
    limit,
    sent_key,
    version_field,
)
from apps.knowledge.models import Article, Space
from apps.knowledge.queries.articles import article_named
from apps.knowledge.rules.merging import clash_in

if TYPE_CHECKING:
    ArticleModelForm = forms.ModelForm[Article]
else:
    ArticleModelForm = forms.ModelForm

LONGEST_BODY = 500_000
LONGEST_LABEL = 40
FACTS = [
    *("kind", "owner", "team", "platforms", "applications", "labels"),
    "review_days",
]


class LabelsField(WordsField):
    """Labels with commas between them, in small letters."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput()
        help_text = "With commas between them, such as ingress, certificate."
        super().__init__(**{"widget": widget, "help_text": help_text, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """In one line."""
        return self.said(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The labels, in small letters, none twice."""
        found: list[str] = super().clean(str(value or "").lower())
        if any(len(one) > LONGEST_LABEL for one in found):
            raise ValidationError(f"Each has at most {LONGEST_LABEL} letters.")
        return found


class BodyField(forms.CharField):
    """The text of an article, in Markdown."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea({"rows": 24, "class": "portal-editor-text"})
        given = {"label": "Text", "required": False, "strip": False}
        super().__init__(
            **{"widget": widget, "max_length": LONGEST_BODY, **given, **kwargs}
        )

    def clean(self, value: Any) -> str:
        """With plain ends of lines: a browser sends two characters for each."""
        text: str = super().clean(value)
        return text.replace("\r\n", "\n")


class TextForm(forms.Form):
    """The text of an article: saved over the version that was read.

    `base` is the number of the version that the text was typed over.
    """

    title = forms.CharField(max_length=200)
    body = BodyField()
    note = forms.CharField(
        label="What changed",
        max_length=200,
        required=False,
        help_text="One line for whoever reads the versions.",
    )
    version = version_field()
    base = version_field()

    def clean_body(self) -> str:
        """Nothing in it still waits for its writer to choose."""
        body: str = self.cleaned_data["body"]
        if words := clash_in(body):
            raise ValidationError(words)
        return body

    @classmethod
    def of(cls, found: Article, kept: dict[str, Any] | None = None) -> "TextForm":
        """The newest version, or what was typed over one and not sent."""
        head = found.head
        assert head is not None
        initial = {
            "title": head.title,
            "body": head.body,
            "version": found.version,
            "base": head.number,
        }
        names = ("title", "body", "note", "version", "base")
        given = {name: kept[name] for name in names if kept and name in kept}
        return cls(initial={**initial, **given})


class FactFields(ArticleModelForm):
    """What is known of an article beside its text."""

    labels = LabelsField()

    class Meta:
        model = Article
        fields = FACTS
        widgets = {
            "platforms": forms.SelectMultiple({"size": 5}),
            "applications": forms.SelectMultiple({"size": 8}),
        }
        help_texts = {
            "owner": "Who keeps it true, and is asked when its review is due.",
            "platforms": "Hold Ctrl to choose several.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = User.objects.filter(
            is_active=True, organisation__kind=Organisation.Kind.INTERNAL
        )
        limit(self, "owner", inside.visible_to(user))
        limit(self, "team", Team.objects.visible_to(user))
        limit(self, "platforms", Platform.objects.visible_to(user))
        limit(self, "applications", Application.objects.visible_to(user))


class AmendFactsForm(FactFields):
    """Changing facts, over the version that was read."""

    version = version_field()


class NewArticleForm(FactFields):
    """A new article: its text and its facts."""

    title = forms.CharField(max_length=200)
    body = BodyField()
    slug = SlugField(
        max_length=120, help_text="As in its address. Made of the title if empty."
    )
    sent_key = sent_key()
    field_order = ["title", "body", "kind"]


class MoveForm(forms.Form):
    """Another address."""

    space = forms.ModelChoiceField(Space.objects.all(), empty_label=None)
    slug = forms.SlugField(
        label="Short name",
        max_length=120,
        help_text="The old address leads to the new one.",
    )
    version = version_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Space.objects.filter(pk=self.initial["space"])
        written = Space.objects.written_by(user)
        limit(self, "space", (written | here).distinct())


class NoteForm(forms.Form):
    """A line that may stay empty."""

    note = forms.CharField(max_length=500, required=False)


class NumberForm(forms.Form):
    """The version that was read before it is published."""

    number = version_field()


class WordsForm(forms.Form):
    """What an article in review lacks."""

    words = forms.CharField(
        label="What it lacks", max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class RetireForm(forms.Form):
    """Why an article is taken out of use."""

    reason = forms.CharField(label="Why", max_length=200)
    successor = forms.CharField(
        label="Replaced by",
        max_length=200,
        required=False,
        help_text="The end of its address, such as platform/restart-router.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "retire_%s")
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_successor(self) -> Article | None:
        """The article that replaces it, if one does."""
        name = self.cleaned_data["successor"]
        found = article_named(self.user, name) if name else None
        if name and found is None:
            raise ValidationError("There is no published article at this address.")
        return found


class BatchForm(forms.Form):
    """What to do with the ticked articles."""

    verb = forms.ChoiceField(
        label="Do",
        choices=[
            ("verify", "Verify: they still hold"),
            ("owner", "Give them an owner"),
            ("add_labels", "Add labels"),
            ("remove_labels", "Take labels away"),
        ],
    )
    owner = forms.ModelChoiceField(User.objects.all(), required=False)
    labels = LabelsField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "batch_%s")
        super().__init__(*args, **kwargs)
        inside = User.objects.filter(
            is_active=True, organisation__kind=Organisation.Kind.INTERNAL
        )
        limit(self, "owner", inside.visible_to(user))

    def clean(self) -> dict[str, Any]:
        """What the verb needs is there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        verb = cleaned.get("verb", "")
        if verb == "owner" and not cleaned.get("owner"):
            self.add_error("owner", "Choose the owner.")
        if verb.endswith("labels") and not cleaned.get("labels"):
            self.add_error("labels", "Type the labels.")
        return cleaned
