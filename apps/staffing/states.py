"""The lives of what staffing keeps: absences and what is asked of others."""

from django.db import models

from apps.core.states import Moves


class AbsenceState(models.TextChoices):
    """What became of an absence that was asked for."""

    ASKED = "asked", "Awaiting approval"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    CANCELLED = "cancelled", "Cancelled"


_A = AbsenceState
ABSENCE_MOVES: Moves[AbsenceState] = {
    _A.ASKED: {_A.APPROVED, _A.REFUSED, _A.CANCELLED},
    _A.APPROVED: {_A.CANCELLED},
    _A.REFUSED: set(),
    _A.CANCELLED: set(),
}
COUNTS_AS_AWAY = {_A.APPROVED}
