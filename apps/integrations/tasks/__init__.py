"""The doors of time, a file a direction."""

from apps.integrations.tasks import inbound, outbound, pulls

__all__ = ["inbound", "outbound", "pulls"]
