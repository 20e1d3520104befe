"""Reminders over the API."""

from apps.reminders.api.mine import (
    AwayViewSet,
    ChannelViewSet,
    FeedView,
    HabitsView,
    NotificationViewSet,
    PreferencesView,
)
from apps.reminders.api.overview import (
    DeadLetterViewSet,
    DeliveryViewSet,
    OccurrenceViewSet,
    RuleViewSet,
)

__all__ = [
    "AwayViewSet",
    "ChannelViewSet",
    "DeadLetterViewSet",
    "DeliveryViewSet",
    "FeedView",
    "HabitsView",
    "NotificationViewSet",
    "OccurrenceViewSet",
    "PreferencesView",
    "RuleViewSet",
]
