"""The doors of time, a file a direction."""

from apps.integrations.tasks import inbound, outbound

__all__ = ["inbound", "outbound"]
