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


class GenerationState(models.TextChoices):
    """How far the search for a rota is."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Searching"
    FOUND = "found", "Proposal"
    CLASH = "clash", "No rota"
    FAILED = "failed", "Failed"
    STOPPED = "stopped", "Stopped"
    PUBLISHED = "published", "Published"
    DROPPED = "dropped", "Dropped"


_G = GenerationState
GENERATION_MOVES: Moves[GenerationState] = {
    _G.WAITING: {_G.RUNNING, _G.STOPPED, _G.FAILED},
    _G.RUNNING: {_G.FOUND, _G.CLASH, _G.FAILED, _G.STOPPED, _G.WAITING},
    _G.FOUND: {_G.PUBLISHED, _G.DROPPED},
    _G.CLASH: {_G.WAITING},
    _G.FAILED: {_G.WAITING},
    _G.STOPPED: {_G.WAITING},
    _G.PUBLISHED: set(),
    _G.DROPPED: set(),
}
AT_WORK = {_G.WAITING, _G.RUNNING}


class SwapState(models.TextChoices):
    """What became of a shift that was offered."""

    ASKED = "asked", "Asked"
    ACCEPTED = "accepted", "Accepted, awaiting approval"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


_S = SwapState
SWAP_MOVES: Moves[SwapState] = {
    _S.ASKED: {_S.ACCEPTED, _S.DONE, _S.REFUSED, _S.WITHDRAWN},
    _S.ACCEPTED: {_S.DONE, _S.REFUSED, _S.WITHDRAWN},
    _S.DONE: set(),
    _S.REFUSED: set(),
    _S.WITHDRAWN: set(),
}
OPEN_SWAPS = {_S.ASKED, _S.ACCEPTED}


class LineChangeState(models.TextChoices):
    """What became of a change of who leads somebody, or of who logs in as them."""

    ASKED = "asked", "Awaiting a second person"
    DONE = "done", "Done"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


_L = LineChangeState
LINE_CHANGE_MOVES: Moves[LineChangeState] = {
    _L.ASKED: {_L.DONE, _L.DECLINED, _L.WITHDRAWN},
    _L.DONE: set(),
    _L.DECLINED: set(),
    _L.WITHDRAWN: set(),
}
