"""The doors of time, a file a direction."""

from apps.integrations.tasks import outbound

__all__ = ["outbound"]
