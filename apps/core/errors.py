"""The refusals that are said in words: not now, and not over another person's edit."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

HIDDEN = "Kept encrypted, and not shown"


class DomainError(Exception):
    """The state or a rule forbids it. The text is shown to the person; HTTP 409."""


class EditConflict(DomainError):
    """Somebody else saved first. Holds the row as it is now and what was typed.

    `version` is what to save over next: the row's own, or that of what it belongs to.
    """

    def __init__(
        self,
        current: models.Model,
        typed: Mapping[str, Any],
        version: int | None = None,
    ) -> None:
        super().__init__(
            "Somebody else changed this while you were editing. "
            "Nothing was overwritten: compare both versions and save again."
        )
        self.current = current
        self.typed = dict(typed)
        self.version = version or int(getattr(current, "version", 1))

    def said(self, field: str) -> object:
        """What the row holds by now in a field, in words where it has them.

        Not what it keeps encrypted: a secret is shown to nobody, by no way round.
        """
        if self._is_secret(field):
            return HIDDEN
        in_words = getattr(self.current, f"get_{field}_display", None)
        value = in_words() if in_words else getattr(self.current, field, "")
        several = getattr(value, "all", None)
        return ", ".join(map(str, several())) if several else value

    def compared(self) -> list[tuple[str, object, object]]:
        """Each field, with what was typed and what the row holds by now."""
        return [
            (field, HIDDEN if self._is_secret(field) else typed, self.said(field))
            for field, typed in self.typed.items()
        ]

    def _is_secret(self, field: str) -> bool:
        kinds = {one.name: one for one in self.current._meta.get_fields()}
        return getattr(kinds.get(field), "is_secret", False)


def check_storable(value: Any) -> None:
    """ValidationError unless jsonb can hold it: no NUL, half a character, or endless number.

    https://www.postgresql.org/docs/current/datatype-json.html
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        is_kept = "\\u0000" not in text.replace("\\\\", "")
        text.encode()
    except (UnicodeEncodeError, ValueError):
        is_kept = False
    if not is_kept:
        raise ValidationError(
            "Something in here can't be kept: a NUL, half a character, or no number."
        )
