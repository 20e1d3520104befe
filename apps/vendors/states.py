"""The lives of contracts, exclusions and periods: tables of moves."""

from django.db import models

from apps.core.states import Moves


class ContractState(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_FORCE = "in_force", "In force"
    NOTICE_GIVEN = "notice_given", "Notice given"
    ENDED = "ended", "Ended"


_C = ContractState
CONTRACT_MOVES: Moves[ContractState] = {
    _C.DRAFT: {_C.IN_FORCE},
    _C.IN_FORCE: {_C.NOTICE_GIVEN, _C.ENDED},
    _C.NOTICE_GIVEN: {_C.IN_FORCE, _C.ENDED},
    _C.ENDED: set(),
}


class ExclusionState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
    LAPSED = "lapsed", "Lapsed"
    WITHDRAWN = "withdrawn", "Withdrawn"


_E = ExclusionState
EXCLUSION_MOVES: Moves[ExclusionState] = {
    _E.PROPOSED: {_E.ACCEPTED, _E.REFUSED, _E.LAPSED, _E.WITHDRAWN},
    _E.ACCEPTED: {_E.WITHDRAWN},
    _E.REFUSED: set(),
    _E.LAPSED: set(),
    _E.WITHDRAWN: set(),
}


class PeriodState(models.TextChoices):
    OPEN = "open", "Open"
    UNDER_REVIEW = "under_review", "Under review"
    CLOSED = "closed", "Closed, waits for the second signature"
    FROZEN = "frozen", "Frozen"


_P = PeriodState
PERIOD_MOVES: Moves[PeriodState] = {
    _P.OPEN: {_P.UNDER_REVIEW},
    _P.UNDER_REVIEW: {_P.OPEN, _P.CLOSED},
    _P.CLOSED: {_P.UNDER_REVIEW, _P.FROZEN},
    _P.FROZEN: set(),
}


# The months that show what was closed, whatever comes in later.
SHUT = (_P.CLOSED, _P.FROZEN)


class Outcome(models.IntegerChoices):
    """What the clock says of a ticket under a level."""

    MET = 1, "Met"
    BREACHED = 2, "Breached"
    RUNNING = 3, "Running"
    UNMEASURED = 4, "Not measured"


class MeasurementState(models.TextChoices):
    ENTERED = "entered", "Waits for approval"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    REPLACED = "replaced", "Replaced"


MEASUREMENT_MOVES: Moves[MeasurementState] = {
    MeasurementState.ENTERED: {MeasurementState.APPROVED, MeasurementState.REFUSED},
    MeasurementState.APPROVED: {MeasurementState.REPLACED},
    MeasurementState.REFUSED: set(),
    MeasurementState.REPLACED: set(),
}


class ClaimState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    SETTLED = "settled", "Settled"
    EARNED_BACK = "earned_back", "Earned back"
    WITHDRAWN = "withdrawn", "Withdrawn"


_K = ClaimState
CLAIM_MOVES: Moves[ClaimState] = {
    _K.DRAFT: {_K.SENT, _K.WITHDRAWN},
    _K.SENT: {_K.SETTLED, _K.EARNED_BACK, _K.WITHDRAWN},
    _K.SETTLED: {_K.EARNED_BACK},
    _K.EARNED_BACK: set(),
    _K.WITHDRAWN: set(),
}


class ImportState(models.TextChoices):
    GIVEN = "given", "Columns to be chosen"
    CHECKING = "checking", "Being checked"
    CHECKED = "checked", "To be confirmed"
    WAITING = "waiting", "Waiting its turn"
    RUNNING = "running", "Under way"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


_I = ImportState
IMPORT_MOVES: Moves[ImportState] = {
    _I.GIVEN: {_I.CHECKING, _I.CANCELLED},
    _I.CHECKING: {_I.CHECKED, _I.FAILED, _I.CANCELLED},
    _I.CHECKED: {_I.GIVEN, _I.WAITING, _I.CANCELLED},
    _I.WAITING: {_I.RUNNING, _I.CANCELLED, _I.FAILED},
    _I.RUNNING: {_I.DONE, _I.FAILED, _I.CANCELLED, _I.WAITING},
    _I.DONE: set(),
    _I.FAILED: {_I.GIVEN, _I.WAITING},
    _I.CANCELLED: {_I.GIVEN},
}


class BookState(models.TextChoices):
    WAITING = "waiting", "Being made"
    DONE = "done", "Ready"
    FAILED = "failed", "Failed"


BOOK_MOVES: Moves[BookState] = {
    BookState.WAITING: {BookState.DONE, BookState.FAILED},
    BookState.DONE: set(),
    BookState.FAILED: set(),
}


# The names that imports give to states everywhere, whatever the source calls them.
RESOLVED_STATES = ("Resolved", "Closed")
CLOSED_STATES = ("Closed",)
CANCELLED_STATE = "Cancelled"


class ReviewState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held, minutes not published"
    PUBLISHED = "published", "Minutes published"
    CANCELLED = "cancelled", "Cancelled"


_R = ReviewState
REVIEW_MOVES: Moves[ReviewState] = {
    _R.PLANNED: {_R.HELD, _R.CANCELLED},
    _R.HELD: {_R.PUBLISHED},
    _R.PUBLISHED: set(),
    _R.CANCELLED: set(),
}


class ReviewActionState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


_A = ReviewActionState
REVIEW_ACTION_MOVES: Moves[ReviewActionState] = {
    _A.OPEN: {_A.DONE, _A.DROPPED},
    _A.DONE: {_A.OPEN},
    _A.DROPPED: {_A.OPEN},
}


class RiskState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


RISK_MOVES: Moves[RiskState] = {
    RiskState.OPEN: {RiskState.CLOSED},
    RiskState.CLOSED: {RiskState.OPEN},
}
