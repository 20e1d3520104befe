"""Standards, requests, assessments and what is said and decided about them."""

from apps.onboarding.models.assessments import Assessment, Evidence, Waiver
from apps.onboarding.models.requests import Approval, Comment, Request
from apps.onboarding.models.standards import (
    Category,
    Criterion,
    Question,
    Standard,
    StandardVersion,
)

__all__ = [
    "Approval",
    "Assessment",
    "Category",
    "Comment",
    "Criterion",
    "Evidence",
    "Question",
    "Request",
    "Standard",
    "StandardVersion",
    "Waiver",
]
