"""People, their skills, rotas and shifts, absences and cover."""

from apps.staffing.models import growth
from apps.staffing.models.absences import Absence, AbsenceType
from apps.staffing.models.cover import CoverageRule, Gap
from apps.staffing.models.generating import Generation, Proposal, Wish
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
from apps.staffing.models.skills import Holding, Skill, Target

__all__ = [
    "Absence",
    "AbsenceType",
    "CoverageRule",
    "Gap",
    "Generation",
    "Holding",
    "Layer",
    "Override",
    "Person",
    "Posting",
    "Proposal",
    "Publication",
    "Rota",
    "Rotation",
    "RotationPlace",
    "Shift",
    "Skill",
    "Target",
    "TeamRole",
    "Wish",
    "WorkingPattern",
    "growth",
]
