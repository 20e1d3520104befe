"""Onboarding over the API."""

from apps.onboarding.api.views import (
    AssessmentViewSet,
    EditionViewSet,
    RequestViewSet,
)

__all__ = ["AssessmentViewSet", "EditionViewSet", "RequestViewSet"]
