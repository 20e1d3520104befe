"""How running months may end."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page
from apps.core.lists import draw_rows
from apps.vendors.access import can_see_money, can_view
from apps.vendors.models import ManagedService
from apps.vendors.queries.outlook import forecasts as forecasts_of
from apps.vendors.queries.outlook import next_to_breach, undecided
from apps.vendors.rules.wording import money_text
from apps.vendors.views.forecast_drawings import (
    LEVELS,
    TICKETS,
    UNDECIDED,
    draw_steps,
)

SHOWN = 50


@require_safe
def forecast(request: HttpRequest, slug: str) -> HttpResponse:
    """The running month of a service: so far, what is open, how it may end."""
    rows = ManagedService.objects.visible_to(request.user)
    service = get_object_or_404(rows.select_related("contract__vendor"), slug=slug)
    (page,) = forecasts_of([service], timezone.now())
    tickets = list(next_to_breach(request.user, service, page.ends_at)[: SHOWN + 1])
    currency = service.contract.currency
    may_see_money = can_see_money(request.user, service.contract.vendor)
    context = {
        "page": page,
        "service": service,
        "columns": LEVELS,
        "levels": draw_rows(page.levels, LEVELS),
        "may_see_money": may_see_money,
        "credit": money_text(page.card.credit.due, currency),
        "at_risk": money_text(page.card.deal.at_risk, currency),
        "steps": draw_steps(page) if may_see_money else [],
        "ticket_columns": TICKETS,
        "tickets": draw_rows(tickets[:SHOWN], TICKETS),
        "has_more": len(tickets) > SHOWN,
        "shown": SHOWN,
    }
    return render_page(request, "vendors/forecast.html", context)


@require_safe
def forecasts(request: HttpRequest) -> HttpResponse:
    """Every level whose goal hangs on what is open this month."""
    if not can_view(request.user):
        raise Http404
    found = undecided(request.user, timezone.now())
    context = {"columns": UNDECIDED, "rows": draw_rows(found, UNDECIDED)}
    return render_page(request, "vendors/forecasts.html", context)
