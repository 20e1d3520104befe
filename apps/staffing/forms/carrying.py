"""What may be sent of other tools' schedules."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.accounts.models import Team, User
from apps.core.forms import limit
from apps.staffing.forms.rotas import plannable_teams
from apps.staffing.models import RotaImport

MOST_BYTES = 5_000_000


class SchedulesForm(forms.Form):
    """A file of schedules, of which tool, for which team."""

    tool = forms.ChoiceField(choices=RotaImport.Tool.choices)
    team = forms.ModelChoiceField(
        Team.objects.none(), help_text="New rotas are this team's."
    )
    file = forms.FileField(
        label="File",
        help_text="JSON, as the tool's API or export gives it, with its users beside the schedules.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """With the teams that this person plans."""
        super().__init__(*args, **kwargs)
        limit(self, "team", plannable_teams(user))

    def clean_file(self) -> tuple[str, Any]:
        """The file's name, and what it holds."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError("This file is larger than 5 MB.")
        try:
            return file.name, json.loads(file.read().decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise ValidationError("This is not JSON.") from error
