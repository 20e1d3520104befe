"""What pages show that no model has."""

from apps.onboarding.queries.insights import forecast, insights, month_of

__all__ = ["forecast", "insights", "month_of"]
