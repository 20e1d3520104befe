"""Vendors at once, and one vendor with all its services."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.exports import table_response
from apps.core.http import render_page
from apps.core.lists import draw_rows, query_without
from apps.vendors.access import can_view
from apps.vendors.forms.portfolio import MonthChoice, PortfolioFilter
from apps.vendors.models import Vendor
from apps.vendors.queries.performance import performance as performance_of
from apps.vendors.queries.portfolio import portfolio as portfolio_of
from apps.vendors.rules.months import month_of, next_month
from apps.vendors.views.portfolio_drawings import (
    ENDINGS,
    MONEY,
    SERVICES,
    draw_cards,
    draw_map,
    draw_months,
    draw_scores,
    score_text,
    standing_mark,
    sums_text,
)


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """Every vendor by month, the worst first; services, money at risk, contracts that end."""
    if not can_view(request.user):
        raise Http404
    form = PortfolioFilter(request.GET, user=request.user)
    page = portfolio_of(request.user, timezone.localdate(), form.span)
    columns = [*SERVICES, *(MONEY if page.may_see_money else [])]
    listed = form.listed(page.services)
    if (fmt := request.GET.get("export", "")) in {"csv", "xlsx"}:
        cells = ([column.value(one) for column in columns] for one in listed)
        name = f"services-{page.month:%Y-%m}"
        return table_response(name, fmt, [one.label for one in columns], cells)
    context = {
        "page": page,
        "form": form,
        "months": draw_months(page),
        "map": draw_map(page),
        "columns": columns,
        "services": draw_rows(listed, columns),
        "ending_columns": ENDINGS,
        "endings": draw_rows(form.ending(page.endings), ENDINGS),
        "at_risk": sums_text(page.at_risk),
        "credit": sums_text(page.credit),
        "query": query_without(request, "export"),
    }
    return render_page(request, "vendors/portfolio.html", context)


@require_safe
def performance(request: HttpRequest, slug: str) -> HttpResponse:
    """All services of a vendor in a month, each with its thirteen months."""
    vendor = get_object_or_404(Vendor.objects.visible_to(request.user), slug=slug)
    running = month_of(timezone.localdate())
    month = MonthChoice(request.GET).chosen(next_month(running, -1))
    page = performance_of(request.user, vendor, month)
    context = {
        "page": page,
        "vendor": vendor,
        "earlier": next_month(month, -1),
        "later": next_month(month) if month < running else None,
        "cards": draw_cards(page),
        "mark": standing_mark(page.standings[-1]),
        "score": score_text(page.standings[-1].score),
        "scores": draw_scores(page),
    }
    return render_page(request, "vendors/performance.html", context)
