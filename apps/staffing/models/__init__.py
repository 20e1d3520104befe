"""People, their skills, rotas and shifts, absences and cover."""

from apps.staffing.models import growth
from apps.staffing.models.absences import Absence, AbsenceType
from apps.staffing.models.certificates import Certificate
from apps.staffing.models.checklists import (
    Checklist,
    ChecklistKind,
    ChecklistStep,
    ChecklistTemplate,
    TemplateStep,
)
from apps.staffing.models.cover import CoverageRule, Gap
from apps.staffing.models.people import Person, Posting, TeamRole, WorkingPattern
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

__all__ = [
    "Absence",
    "AbsenceType",
    "Certificate",
    "Checklist",
    "ChecklistKind",
    "ChecklistStep",
    "ChecklistTemplate",
    "CoverageRule",
    "Gap",
    "Holding",
    "Layer",
    "Level",
    "Override",
    "Person",
    "Posting",
    "Publication",
    "Rota",
    "Rotation",
    "RotationPlace",
    "Sheet",
    "Shift",
    "Skill",
    "Target",
    "TeamRole",
    "TemplateStep",
    "WorkingPattern",
    "growth",
]
