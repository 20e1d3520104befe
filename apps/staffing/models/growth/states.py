"""The lives of what is confidential."""

from django.db import models

from apps.core.states import Moves


class MeetingState(models.TextChoices):
    """A one-to-one."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class ObjectiveState(models.TextChoices):
    """An objective."""

    OPEN = "open", "Open"
    REACHED = "reached", "Reached"
    MISSED = "missed", "Missed"
    DROPPED = "dropped", "Dropped"


class ReviewState(models.TextChoices):
    """A performance review, from the self-assessment to both signatures."""

    SELF = "self", "Self-assessment"
    MANAGER = "manager", "Manager's assessment"
    CALIBRATION = "calibration", "Calibration"
    TALK = "talk", "To be signed"
    SIGNED = "signed", "Signed by both"


class ApprovalState(models.TextChoices):
    """A personnel action."""

    PROPOSED = "proposed", "Awaiting approval"
    APPROVED = "approved", "Approved"
    IN_EFFECT = "in_effect", "In effect"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class VacancyState(models.TextChoices):
    """A vacancy."""

    PROPOSED = "proposed", "Awaiting approval"
    OPEN = "open", "Open"
    FILLED = "filled", "Filled"
    CLOSED = "closed", "Closed unfilled"
    DECLINED = "declined", "Declined"


class Stage(models.TextChoices):
    """How far a candidate has come."""

    APPLIED = "applied", "Applied"
    SCREENING = "screening", "Screening"
    INTERVIEW = "interview", "Interview"
    OFFER = "offer", "Offer"
    HIRED = "hired", "Hired"
    NOT_HIRED = "not_hired", "Not hired"


class ErasureState(models.TextChoices):
    """An erasure."""

    ASKED = "asked", "Awaiting a second person"
    DONE = "done", "Done"
    DECLINED = "declined", "Declined"


class HoldState(models.TextChoices):
    """A legal hold."""

    ASKED = "asked", "Awaiting a second person"
    STANDS = "stands", "Stands"
    DECLINED = "declined", "Declined"
    ENDING = "ending", "Stands; its end is asked for"
    ENDED = "ended", "Ended"


_M, _O, _R, _A = MeetingState, ObjectiveState, ReviewState, ApprovalState
_V, _S, _E, _H = VacancyState, Stage, ErasureState, HoldState
MEETING_MOVES: Moves[MeetingState] = {
    _M.PLANNED: {_M.HELD, _M.CANCELLED},
    _M.HELD: set(),
    _M.CANCELLED: set(),
}
OBJECTIVE_MOVES: Moves[ObjectiveState] = {
    _O.OPEN: {_O.REACHED, _O.MISSED, _O.DROPPED},
    _O.REACHED: {_O.OPEN},
    _O.MISSED: {_O.OPEN},
    _O.DROPPED: {_O.OPEN},
}
REVIEW_MOVES: Moves[ReviewState] = {
    _R.SELF: {_R.MANAGER},
    _R.MANAGER: {_R.CALIBRATION},
    _R.CALIBRATION: {_R.TALK},
    _R.TALK: {_R.SIGNED},
    _R.SIGNED: set(),
}
APPROVAL_MOVES: Moves[ApprovalState] = {
    _A.PROPOSED: {_A.APPROVED, _A.DECLINED, _A.WITHDRAWN},
    _A.APPROVED: {_A.IN_EFFECT, _A.WITHDRAWN},
    _A.IN_EFFECT: set(),
    _A.DECLINED: set(),
    _A.WITHDRAWN: set(),
}
VACANCY_MOVES: Moves[VacancyState] = {
    _V.PROPOSED: {_V.OPEN, _V.DECLINED, _V.CLOSED},
    _V.OPEN: {_V.FILLED, _V.CLOSED},
    _V.FILLED: set(),
    _V.CLOSED: set(),
    _V.DECLINED: set(),
}
STAGE_MOVES: Moves[Stage] = {
    _S.APPLIED: {_S.SCREENING, _S.NOT_HIRED},
    _S.SCREENING: {_S.INTERVIEW, _S.NOT_HIRED},
    _S.INTERVIEW: {_S.OFFER, _S.NOT_HIRED},
    _S.OFFER: {_S.HIRED, _S.NOT_HIRED},
    _S.HIRED: set(),
    _S.NOT_HIRED: set(),
}
ERASURE_MOVES: Moves[ErasureState] = {
    _E.ASKED: {_E.DONE, _E.DECLINED},
    _E.DONE: set(),
    _E.DECLINED: set(),
}
HOLD_MOVES: Moves[HoldState] = {
    _H.ASKED: {_H.STANDS, _H.DECLINED},
    _H.STANDS: {_H.ENDING},
    _H.ENDING: {_H.STANDS, _H.ENDED},
    _H.DECLINED: set(),
    _H.ENDED: set(),
}
HOLDING = (_H.STANDS, _H.ENDING)
