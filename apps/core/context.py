"""What every template may lean on."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """The version, whether this is a demonstration, and the request's id."""
    return {
        "portal_version": settings.VERSION,
        "demo_banner": settings.DEMO,
        "request_id": getattr(request, "request_id", ""),
    }
