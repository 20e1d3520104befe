"""What comes in and goes out: a file a direction, whose names are handed on here."""

from apps.integrations.models.inbound import Delivery, Endpoint, Occurrence, Refusal

__all__ = [
    "Delivery",
    "Endpoint",
    "Occurrence",
    "Refusal",
]
