"""Onboarding over the API."""

from apps.onboarding.api.authoring import (
    CategoryViewSet,
    CriterionViewSet,
    EditionViewSet,
    QuestionViewSet,
)
from apps.onboarding.api.views import (
    AssessmentViewSet,
    CommentViewSet,
    RequestViewSet,
    WaiverViewSet,
)

__all__ = [
    "AssessmentViewSet",
    "CategoryViewSet",
    "CommentViewSet",
    "CriterionViewSet",
    "EditionViewSet",
    "QuestionViewSet",
    "RequestViewSet",
    "WaiverViewSet",
]
