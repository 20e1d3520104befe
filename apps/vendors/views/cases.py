"""One ticket, and the clocks that judge it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page
from apps.vendors.queries.ticket_page import ticket_page, visible_tickets
from apps.vendors.views.case_drawings import draw_clocks, draw_facts, draw_spans


@require_safe
def ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """A ticket: its facts, what it went through, and each level's clock in words."""
    found = get_object_or_404(visible_tickets(request.user), pk=pk)
    page = ticket_page(found, request.user, timezone.now())
    context = {
        "page": page,
        "found": found,
        "facts": draw_facts(found),
        "spans": draw_spans(page),
        "clocks": draw_clocks(page),
    }
    return render_page(request, "vendors/ticket.html", context)
