"""Reminders over the API."""

from apps.reminders.api.mine import (
    AwayViewSet,
    ChannelViewSet,
    HabitsView,
    NotificationViewSet,
    PreferencesView,
)
from apps.reminders.api.overview import DeliveryViewSet, OccurrenceViewSet, RuleViewSet

__all__ = [
    "AwayViewSet",
    "ChannelViewSet",
    "DeliveryViewSet",
    "HabitsView",
    "NotificationViewSet",
    "OccurrenceViewSet",
    "PreferencesView",
    "RuleViewSet",
]
