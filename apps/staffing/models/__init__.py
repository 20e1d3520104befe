"""People, their skills, rotas and shifts, absences and cover."""

from apps.staffing.models import growth
from apps.staffing.models.absences import Absence, AbsenceType, Allowance
from apps.staffing.models.call_outs import CallOut
from apps.staffing.models.carried import RotaImport
from apps.staffing.models.certificates import Certificate
from apps.staffing.models.checklists import (
    Checklist,
    ChecklistKind,
    ChecklistStep,
    ChecklistTemplate,
    TemplateStep,
)
from apps.staffing.models.cover import CoverageRule, Gap
from apps.staffing.models.feeds import ShiftFeed
from apps.staffing.models.generating import Generation, Proposal, Wish
from apps.staffing.models.line_changes import LineChange
from apps.staffing.models.people import (
    Person,
    Posting,
    TeamRole,
    WorkingPattern,
    line_below,
)
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
from apps.staffing.models.sheets import Sheet
from apps.staffing.models.skills import Holding, Level, Skill, Target
from apps.staffing.models.swaps import HandoverNote, Swap
from apps.staffing.models.working_time import WorkingTimeTerms

__all__ = [
    "Absence",
    "AbsenceType",
    "Allowance",
    "CallOut",
    "Certificate",
    "Checklist",
    "ChecklistKind",
    "ChecklistStep",
    "ChecklistTemplate",
    "CoverageRule",
    "Gap",
    "Generation",
    "HandoverNote",
    "Holding",
    "Layer",
    "Level",
    "LineChange",
    "Override",
    "Person",
    "PlannedWork",
    "Posting",
    "Proposal",
    "Publication",
    "Rota",
    "RotaImport",
    "Rotation",
    "RotationPlace",
    "Sheet",
    "Shift",
    "ShiftFeed",
    "Skill",
    "Swap",
    "Target",
    "TeamRole",
    "TemplateStep",
    "Wish",
    "WorkingPattern",
    "WorkingTimeTerms",
    "growth",
    "line_below",
]
