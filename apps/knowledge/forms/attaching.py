"""What may be attached to an article, and what is asked of the editor."""

from typing import TYPE_CHECKING

from django import forms

from apps.core.uploads import check_upload
from apps.knowledge.forms.articles import BodyField

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class AttachForm(forms.Form):
    """One picture or file."""

    file = forms.FileField(
        label="Picture or file",
        help_text="A picture, PDF, text, CSV, JSON, YAML or an Office file.",
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """By the same rules as evidence."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        check_upload(file)
        return file


class PreviewForm(forms.Form):
    """A text that is not saved yet."""

    body = BodyField()
