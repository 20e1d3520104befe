"""The pages of the frame itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core.http import render_page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form could not be trusted: say why, and how to go on without losing it."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """Every object and action of the API, to read and to try."""
    return render_page(request, "core/api_docs.html", {})
