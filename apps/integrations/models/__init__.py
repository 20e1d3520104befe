"""What comes in and goes out: a file a direction, whose names are handed on here."""

from apps.integrations.models.inbound import (
    Endpoint,
    InboundDelivery,
    Occurrence,
    Refusal,
)
from apps.integrations.models.outbound import (
    Attempt,
    Follower,
    Message,
    Subscription,
)
from apps.integrations.models.pulls import Pull, PullRun, RejectedRow

__all__ = [
    "Attempt",
    "Endpoint",
    "Follower",
    "InboundDelivery",
    "Message",
    "Occurrence",
    "Pull",
    "PullRun",
    "Refusal",
    "RejectedRow",
    "Subscription",
]
