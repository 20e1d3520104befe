"""The doors of staffing's work in the background."""

from apps.staffing.tasks.growth import growth_nightly

__all__ = ["growth_nightly"]
