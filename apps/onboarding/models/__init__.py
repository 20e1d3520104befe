"""Standards, requests, assessments and what is said and decided about them."""

from apps.onboarding.models.assessments import Assessment, Evidence, Waiver
from apps.onboarding.models.campaigns import Campaign, CampaignTarget, TargetChange
from apps.onboarding.models.requests import Approval, Comment, Request
from apps.onboarding.models.standards import (
    CRITERION_FIELDS,
    QUESTION_FIELDS,
    Category,
    Criterion,
    Question,
    Standard,
    StandardVersion,
)
from apps.onboarding.models.watches import Watch

__all__ = [
    "CRITERION_FIELDS",
    "QUESTION_FIELDS",
    "Approval",
    "Assessment",
    "Campaign",
    "CampaignTarget",
    "Category",
    "Comment",
    "Criterion",
    "Evidence",
    "Question",
    "Request",
    "Standard",
    "StandardVersion",
    "TargetChange",
    "Waiver",
    "Watch",
]
