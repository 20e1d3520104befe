"""How a table of moves is read: the one guard of every state machine."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from django.db.models import TextChoices

from apps.core.errors import DomainError

S = TypeVar("S", bound=TextChoices)
Moves = Mapping[S, AbstractSet[S]]


def check_move(moves: Moves[S], old: S, new: S) -> None:
    """Raise DomainError unless the table has the move."""
    if new not in moves[old]:
        raise DomainError(f"Not possible now: it is {old.label.lower()}.")
