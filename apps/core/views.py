"""The pages of the frame itself."""

from http import HTTPStatus

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseServerError,
)
from django.shortcuts import render
from django.template import loader
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.actions import keep_typed
from apps.core.http import is_for_programs, refuse_program, render_page
from apps.core.queries import api_reference

KEPT_CHARACTERS = 500_000
KEPT_FIELDS = 50


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form could not be trusted: say why, and how to go on without losing it."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours: the page leans on nothing that can fail, and names the request."""
    named = {"request_id": getattr(request, "request_id", "")}
    if is_for_programs(request):
        words = (
            f"Something went wrong here. Request {named['request_id']} is in the log."
        )
        return refuse_program(HTTPStatus.INTERNAL_SERVER_ERROR, words)
    return HttpResponseServerError(loader.get_template("500.html").render(named))


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """How the API is asked, and what there is to ask for."""
    return render_page(request, "core/api_docs.html", {"reference": api_reference()})


@require_safe
def api_section(request: HttpRequest, slug: str) -> HttpResponse:
    """Every operation about one thing, with the objects it takes and gives."""
    reference = api_reference()
    section = reference.section(slug)
    if section is None:
        raise Http404
    found = {"reference": reference, "section": section}
    return render_page(request, "core/api_section.html", found)


@require_POST
def keep(request: HttpRequest, place: str) -> HttpResponse:
    """Keep what is typed so far, for this person and this form."""
    fields = {
        name: value[:KEPT_CHARACTERS]
        for name, value in request.POST.items()
        if isinstance(value, str) and name != "csrfmiddlewaretoken"
    }
    if request.user.is_authenticated and len(fields) <= KEPT_FIELDS:
        keep_typed(place, fields, by=request.user, now=timezone.now())
    return HttpResponse(status=204)
