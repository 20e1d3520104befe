"""A table of moves is the one guard of every state machine."""

import pytest
from django.db.models import TextChoices

from apps.core.errors import DomainError
from apps.core.states import check_move


class Door(TextChoices):
    OPEN = "open", "Open"
    SHUT = "shut", "Shut"
    LOCKED = "locked", "Locked"


MOVES = {
    Door.OPEN: {Door.SHUT},
    Door.SHUT: {Door.OPEN, Door.LOCKED},
    Door.LOCKED: set(),
}


@pytest.mark.parametrize("old", Door)
@pytest.mark.parametrize("new", Door)
def test_only_the_moves_of_the_table_are_made(old, new):
    if new in MOVES[old]:
        check_move(MOVES, old, new)
    else:
        with pytest.raises(DomainError, match=f"it is {old.label.lower()}"):
            check_move(MOVES, old, new)
