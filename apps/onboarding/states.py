"""The lives of requests, assessments, waivers and standard versions: tables of moves."""

from django.db import models

from apps.core.states import Moves


class RequestState(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    APPROVED = "approved", "Approved"
    LIVE = "live", "Live"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"


_R = RequestState
REQUEST_MOVES: Moves[RequestState] = {
    _R.DRAFT: {_R.IN_REVIEW, _R.WITHDRAWN},
    _R.IN_REVIEW: {_R.CHANGES_REQUESTED, _R.APPROVED, _R.REJECTED, _R.WITHDRAWN},
    _R.CHANGES_REQUESTED: {_R.IN_REVIEW, _R.REJECTED, _R.WITHDRAWN},
    _R.APPROVED: {_R.LIVE, _R.CHANGES_REQUESTED, _R.WITHDRAWN},
    _R.LIVE: set(),
    _R.REJECTED: set(),
    _R.WITHDRAWN: set(),
}
EDITABLE = {_R.DRAFT, _R.CHANGES_REQUESTED}
UNDER_REVIEW = {_R.IN_REVIEW, _R.CHANGES_REQUESTED}
OPEN = {_R.DRAFT, _R.IN_REVIEW, _R.CHANGES_REQUESTED, _R.APPROVED}


class AssessmentState(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    EVIDENCE_GIVEN = "evidence_given", "Evidence given"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    NOT_APPLICABLE_PROPOSED = "na_proposed", "Said not to apply"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    WAIVER_PROPOSED = "waiver_proposed", "Waiver proposed"
    WAIVED = "waived", "Waived"


_A = AssessmentState
ASSESSMENT_MOVES: Moves[AssessmentState] = {
    _A.NOT_STARTED: {_A.EVIDENCE_GIVEN, _A.NOT_APPLICABLE_PROPOSED, _A.WAIVER_PROPOSED},
    _A.EVIDENCE_GIVEN: {
        *(_A.EVIDENCE_GIVEN, _A.ACCEPTED, _A.RETURNED),
        *(_A.NOT_APPLICABLE_PROPOSED, _A.WAIVER_PROPOSED),
    },
    _A.RETURNED: {_A.EVIDENCE_GIVEN, _A.NOT_APPLICABLE_PROPOSED, _A.WAIVER_PROPOSED},
    _A.ACCEPTED: {_A.EVIDENCE_GIVEN, _A.RETURNED},
    _A.NOT_APPLICABLE_PROPOSED: {_A.NOT_APPLICABLE, _A.RETURNED, _A.EVIDENCE_GIVEN},
    _A.NOT_APPLICABLE: {_A.RETURNED, _A.EVIDENCE_GIVEN},
    _A.WAIVER_PROPOSED: {_A.WAIVED, _A.RETURNED, _A.EVIDENCE_GIVEN},
    _A.WAIVED: {_A.RETURNED, _A.EVIDENCE_GIVEN},
}
WAITS_FOR_REVIEWER = {_A.EVIDENCE_GIVEN, _A.NOT_APPLICABLE_PROPOSED}
ANSWERED = {
    *(_A.EVIDENCE_GIVEN, _A.ACCEPTED, _A.NOT_APPLICABLE_PROPOSED),
    *(_A.NOT_APPLICABLE, _A.WAIVER_PROPOSED, _A.WAIVED),
}


class VersionState(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


VERSION_MOVES: Moves[VersionState] = {
    VersionState.DRAFT: {VersionState.PUBLISHED},
    VersionState.PUBLISHED: {VersionState.RETIRED},
    VersionState.RETIRED: set(),
}


class CampaignState(models.TextChoices):
    DRAFT = "draft", "Draft"
    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"
    CANCELLED = "cancelled", "Cancelled"


_C = CampaignState
CAMPAIGN_MOVES: Moves[CampaignState] = {
    _C.DRAFT: {_C.RUNNING, _C.CANCELLED},
    _C.RUNNING: {_C.FINISHED, _C.CANCELLED},
    _C.FINISHED: set(),
    _C.CANCELLED: set(),
}


class TargetState(models.TextChoices):
    OPEN = "open", "Open"
    MET = "met", "Met"
    WAIVED = "waived", "Waived"
    EXCLUDED = "excluded", "Left out"


_T = TargetState
TARGET_MOVES: Moves[TargetState] = {
    _T.OPEN: {_T.MET, _T.WAIVED, _T.EXCLUDED},
    _T.MET: {_T.OPEN, _T.WAIVED, _T.EXCLUDED},
    _T.WAIVED: {_T.OPEN, _T.MET, _T.EXCLUDED},
    _T.EXCLUDED: {_T.OPEN, _T.MET, _T.WAIVED},
}
