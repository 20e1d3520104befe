"""The catalog over the API."""

from apps.catalog.api.views import (
    ApplicationViewSet,
    EntityViewSet,
    ImportRunViewSet,
    PlatformViewSet,
)

__all__ = [
    "ApplicationViewSet",
    "EntityViewSet",
    "ImportRunViewSet",
    "PlatformViewSet",
]
