"""What pages of the frame read: what was typed and kept, and the API's reference."""

from apps.core.queries.owed import Gauge, age, alone, outbox_gauges
from apps.core.queries.reference import Reference, api_reference
from apps.core.queries.typed import typed_at

__all__ = [
    "Gauge",
    "Reference",
    "age",
    "alone",
    "api_reference",
    "outbox_gauges",
    "typed_at",
]
