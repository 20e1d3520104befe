"""What pages of the frame read: what was typed and kept, and the API's reference."""

from apps.core.queries.reference import Reference, api_reference
from apps.core.queries.typed import typed_at

__all__ = ["Reference", "api_reference", "typed_at"]
