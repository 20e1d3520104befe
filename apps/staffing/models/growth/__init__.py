"""Hiring and growth: confidential, except who reads as HR and when a cycle is."""

from apps.staffing.models.growth.base import Audience, Confidential, entered
from apps.staffing.models.growth.goals import (
    DevelopmentPlan,
    Evidence,
    KeyResult,
    Objective,
    PlanAction,
    Recognition,
)
from apps.staffing.models.growth.hiring import (
    Candidate,
    Vacancy,
    VacancyDecision,
    WantedSkill,
)
from apps.staffing.models.growth.holds import LegalHold
from apps.staffing.models.growth.meetings import AgendaItem, MeetingNote, OneToOne
from apps.staffing.models.growth.personnel import ActionDecision, PersonnelAction
from apps.staffing.models.growth.reviews import (
    LEVELS,
    Calibration,
    Review,
    ReviewCycle,
    ReviewPart,
)
from apps.staffing.models.growth.watching import (
    Erasure,
    GrowthDesk,
    GrowthRun,
    HrGrant,
    ReadRecord,
)

__all__ = [
    "LEVELS",
    "ActionDecision",
    "AgendaItem",
    "Audience",
    "Calibration",
    "Candidate",
    "Confidential",
    "DevelopmentPlan",
    "Erasure",
    "Evidence",
    "GrowthDesk",
    "GrowthRun",
    "HrGrant",
    "KeyResult",
    "LegalHold",
    "MeetingNote",
    "Objective",
    "OneToOne",
    "PersonnelAction",
    "PlanAction",
    "ReadRecord",
    "Recognition",
    "Review",
    "ReviewCycle",
    "ReviewPart",
    "Vacancy",
    "VacancyDecision",
    "WantedSkill",
    "entered",
]
