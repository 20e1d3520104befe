"""What may be asked of changes of the line and of logins."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from apps.core.lists import FilterForm
from apps.staffing.forms.people import search
from apps.staffing.states import LineChangeState


class LineChangeFilter(FilterForm):
    """Whose changes, and in which state."""

    q = search()
    state = forms.ChoiceField(
        required=False,
        choices=[
            ("", "Awaiting a second person"),
            ("done", LineChangeState.DONE.label),
            ("declined", LineChangeState.DECLINED.label),
            ("withdrawn", LineChangeState.WITHDRAWN.label),
            ("all", "Any"),
        ],
    )

    def apply(self, rows: Any) -> QuerySet[Any]:
        """The changes that answer every question asked."""
        if words := self.cleaned_data["q"]:
            rows = rows.filter(person__name__icontains=words)
        state = self.cleaned_data["state"] or LineChangeState.ASKED
        found: QuerySet[Any] = rows if state == "all" else rows.filter(state=state)
        return found
