"""What is due, what people are told, and how it leaves the portal."""

from apps.reminders.models.deliveries import Channel, Delivery, Reading, TeamLine
from apps.reminders.models.due import Occurrence, RuleSetting
from apps.reminders.models.inbox import Away, Habits, Mute, Notification, Preference

__all__ = [
    "Away",
    "Channel",
    "Delivery",
    "Habits",
    "Mute",
    "Notification",
    "Occurrence",
    "Preference",
    "Reading",
    "RuleSetting",
    "TeamLine",
]
