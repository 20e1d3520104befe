"""People, their skills, rotas and shifts, absences and cover."""

from apps.staffing.models import growth
from apps.staffing.models.absences import Absence, AbsenceType, Allowance, line_below
from apps.staffing.models.call_outs import CallOut
from apps.staffing.models.carried import RotaImport
from apps.staffing.models.cover import CoverageRule, Gap
from apps.staffing.models.feeds import ShiftFeed
from apps.staffing.models.people import Person, Posting, TeamRole, WorkingPattern
from apps.staffing.models.planned import PlannedWork
from apps.staffing.models.rotas import (
    Layer,
    Override,
    Publication,
    Rota,
    Rotation,
    RotationPlace,
    Shift,
)
from apps.staffing.models.skills import Holding, Skill, Target
from apps.staffing.models.swaps import HandoverNote, Swap
from apps.staffing.models.working_time import WorkingTimeTerms

__all__ = [
    "Absence",
    "AbsenceType",
    "Allowance",
    "CallOut",
    "CoverageRule",
    "Gap",
    "HandoverNote",
    "Holding",
    "Layer",
    "Override",
    "Person",
    "PlannedWork",
    "Posting",
    "Publication",
    "Rota",
    "RotaImport",
    "Rotation",
    "RotationPlace",
    "Shift",
    "ShiftFeed",
    "Skill",
    "Swap",
    "Target",
    "TeamRole",
    "WorkingPattern",
    "WorkingTimeTerms",
    "growth",
    "line_below",
]
