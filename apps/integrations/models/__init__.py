"""What comes in and goes out: a file a direction, whose names are handed on here."""

from apps.integrations.models.inbound import (
    Endpoint,
    InboundDelivery,
    Occurrence,
    Refusal,
)

__all__ = [
    "Endpoint",
    "InboundDelivery",
    "Occurrence",
    "Refusal",
]
