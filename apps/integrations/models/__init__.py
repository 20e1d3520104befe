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

__all__ = [
    "Attempt",
    "Endpoint",
    "Follower",
    "InboundDelivery",
    "Message",
    "Occurrence",
    "Refusal",
    "Subscription",
]
