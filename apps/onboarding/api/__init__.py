"""Onboarding over the API."""

from apps.onboarding.api.assessments import AssessmentViewSet
from apps.onboarding.api.authoring import (
    CategoryViewSet,
    CriterionViewSet,
    EditionViewSet,
    QuestionViewSet,
)
from apps.onboarding.api.campaigns import CampaignViewSet, TargetViewSet
from apps.onboarding.api.evidence import (
    CommentViewSet,
    EvidenceViewSet,
    WaiverViewSet,
)
from apps.onboarding.api.views import RequestViewSet

__all__ = [
    "AssessmentViewSet",
    "CampaignViewSet",
    "CategoryViewSet",
    "CommentViewSet",
    "CriterionViewSet",
    "EditionViewSet",
    "EvidenceViewSet",
    "QuestionViewSet",
    "RequestViewSet",
    "TargetViewSet",
    "WaiverViewSet",
]
