"""The pages of the frame itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form could not be trusted: say why, and how to go on without losing it."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
