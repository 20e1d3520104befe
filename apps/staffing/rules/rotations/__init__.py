"""Rotas: layers of rotations and overrides above them, and who is on call by them."""

from apps.staffing.rules.rotations.answer import expand, on_call, shifts
from apps.staffing.rules.rotations.clock import instant, wall
from apps.staffing.rules.rotations.terms import (
    Hours,
    LayerRule,
    OverrideRule,
    RotaRule,
    RotationRule,
    Unit,
)
from apps.staffing.rules.rotations.turns import handoff_of, number_at

__all__ = [
    "Hours",
    "LayerRule",
    "OverrideRule",
    "RotaRule",
    "RotationRule",
    "Unit",
    "expand",
    "handoff_of",
    "instant",
    "number_at",
    "on_call",
    "shifts",
    "wall",
]
