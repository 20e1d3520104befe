"""Platforms and applications: the nouns that the other apps share."""

from apps.catalog.models.imported import Entity, ImportRun, Relation
from apps.catalog.models.nouns import (
    Application,
    Dependency,
    Deployment,
    Link,
    Platform,
    platforms_granted,
)

__all__ = [
    "Application",
    "Dependency",
    "Deployment",
    "Entity",
    "ImportRun",
    "Link",
    "Platform",
    "Relation",
    "platforms_granted",
]
