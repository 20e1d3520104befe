"""A service in a month, and what it is made of."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.core.lists import draw_rows, show_list
from apps.vendors.forms.scorecards import MonthForm, VerdictFilter
from apps.vendors.models import ManagedService, ServiceLevel
from apps.vendors.queries.drill import drilled, facets_of, level_page
from apps.vendors.queries.scorecard_page import scorecard_page
from apps.vendors.views.scorecard_drawings import (
    LEVELS,
    draw_credits,
    draw_months,
    draw_options,
    draw_trend,
    level_rows,
)
from apps.vendors.views.verdict_columns import VERDICTS


def visible_service(request: HttpRequest, slug: str) -> ManagedService:
    """The service, with its contract and vendor; 404 if it does not exist for one."""
    rows = ManagedService.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("contract__vendor"), slug=slug)


@require_safe
def scorecard(request: HttpRequest, slug: str, month: date) -> HttpResponse:
    """The scorecard of a month; `?month=` chooses another one."""
    form = MonthForm(request.GET)
    if form.is_valid():
        return see_other(form.address(slug))
    service = visible_service(request, slug)
    page = scorecard_page(service, month, request.user, timezone.localdate())
    context = {
        "page": page,
        "service": service,
        "columns": LEVELS,
        "levels": draw_rows(level_rows(page), LEVELS),
        "months": draw_months(page),
        "options": draw_options(page),
        "trend": draw_trend(page),
        "credits": draw_credits(page),
    }
    return render_page(request, "vendors/scorecard.html", context)


@require_safe
def scorecard_level(
    request: HttpRequest, slug: str, month: date, level: str
) -> HttpResponse:
    """The tickets behind a level of a month."""
    levels = ServiceLevel.objects.visible_to(request.user)
    found = get_object_or_404(
        levels.select_related("service__contract__vendor"),
        service__slug=slug,
        slug=level,
    )
    rows = drilled(request.user, found, month)
    facets = facets_of(rows)
    form = VerdictFilter(request.GET, user=request.user, values=facets.values)
    return show_list(
        request,
        "vendors/scorecard_level.html",
        rows,
        form=form,
        columns=VERDICTS,
        name=f"{slug}-{level}-{month:%Y-%m}",
        context={"page": level_page(found, month, facets, request.user)},
    )
