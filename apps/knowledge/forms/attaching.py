"""What may be attached to an article, and what is asked of the editor."""

from django import forms

from apps.core.uploads import CheckedFile
from apps.knowledge.forms.articles import BodyField


class AttachForm(forms.Form):
    """One picture or file."""

    file = CheckedFile(
        label="Picture or file",
        help_text="A picture, PDF, text, CSV, JSON, YAML or an Office file.",
    )


class PreviewForm(forms.Form):
    """A text that is not saved yet."""

    body = BodyField()
