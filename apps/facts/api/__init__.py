"""Facts over the API."""

from apps.facts.api.views import (
    CheckViewSet,
    ConnectorViewSet,
    DeploymentEventViewSet,
    ExerciseViewSet,
    FactViewSet,
)

__all__ = [
    "CheckViewSet",
    "ConnectorViewSet",
    "DeploymentEventViewSet",
    "ExerciseViewSet",
    "FactViewSet",
]
