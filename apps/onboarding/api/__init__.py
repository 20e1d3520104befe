"""Onboarding over the API."""

from apps.onboarding.api.authoring import CriterionViewSet, EditionViewSet
from apps.onboarding.api.views import (
    AssessmentViewSet,
    CommentViewSet,
    RequestViewSet,
    WaiverViewSet,
)

__all__ = [
    "AssessmentViewSet",
    "CommentViewSet",
    "CriterionViewSet",
    "EditionViewSet",
    "RequestViewSet",
    "WaiverViewSet",
]
