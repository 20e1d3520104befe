"""The refusals that are said in words: not now, and not over another person's edit."""

from collections.abc import Mapping
from typing import Any

from django.db import models


class DomainError(Exception):
    """The state or a rule forbids it. The text is shown to the person; HTTP 409."""


class EditConflict(DomainError):
    """Somebody else saved first. Holds the row as it is now and what was typed."""

    def __init__(self, current: models.Model, typed: Mapping[str, Any]) -> None:
        super().__init__(
            "Somebody else changed this while you were editing. "
            "Nothing was overwritten: compare both versions and save again."
        )
        self.current = current
        self.typed = dict(typed)
