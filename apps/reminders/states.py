"""The lives of reminders and messages, and the words of how people are told."""

from django.db import models

from apps.core.states import Moves

# What is due here is its reader's own: who looks after the reminders does not see it.
OWN_ONLY = ("staffing.growthdesk",)


class OccurrenceState(models.TextChoices):
    PLANNED = "planned", "Planned"
    TOLD = "told", "Told"
    MERGED = "merged", "Told with a later step"
    WITHDRAWN = "withdrawn", "Withdrawn"


_O = OccurrenceState
OCCURRENCE_MOVES: Moves[OccurrenceState] = {
    _O.PLANNED: {_O.TOLD, _O.MERGED, _O.WITHDRAWN},
    _O.WITHDRAWN: {_O.PLANNED},
    _O.TOLD: set(),
    _O.MERGED: set(),
}


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    WITHDRAWN = "withdrawn", "Withdrawn"
    FAILED = "failed", "Failed"


_D = DeliveryState
DELIVERY_MOVES: Moves[DeliveryState] = {
    _D.WAITING: {_D.SENT, _D.WITHDRAWN, _D.FAILED},
    _D.FAILED: {_D.WAITING},
    _D.SENT: set(),
    _D.WITHDRAWN: set(),
}


class How(models.TextChoices):
    """When a message of a topic reaches a person outside the portal."""

    NOW = "now", "At once"
    HOUR = "hour", "Gathered for an hour"
    DAY = "day", "Daily"
    WEEK = "week", "Weekly"
    OFF = "off", "Only in the inbox"


class ChannelKind(models.TextChoices):
    TEAMS = "teams", "Microsoft Teams (Workflows webhook)"
    SLACK = "slack", "Slack (incoming webhook)"
    WEBHOOK = "webhook", "Signed webhook (Standard Webhooks)"
