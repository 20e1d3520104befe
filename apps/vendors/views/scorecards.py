"""A service in a month, and what it is made of."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.core.lists import draw_rows, show_list
from apps.vendors.forms.scorecards import ClosedFilter, MonthForm, VerdictFilter
from apps.vendors.models import ManagedService, ServiceLevel
from apps.vendors.queries.drill import drilled, facets_of, level_page
from apps.vendors.queries.drill_closed import drilled_closed
from apps.vendors.queries.scorecard import LevelMonth, level_month
from apps.vendors.queries.scorecard_page import scorecard_page
from apps.vendors.views.scorecard_drawings import (
    LEVELS,
    draw_credits,
    draw_months,
    draw_options,
    draw_trend,
    level_rows,
)
from apps.vendors.views.verdict_columns import CLOSED_VERDICTS, VERDICTS

LEVEL = "vendors/scorecard_level.html"


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
    """The tickets behind a level of a month; of a closed one as they were closed."""
    found = level_month(_level(request, slug, level), month)
    if found.closure is None:
        return _show_now(request, found)
    rows = drilled_closed(request.user, found.level, found.closure)
    facets = facets_of(rows, path="")
    page = level_page(found, facets, request.user, shows_closed=True)
    return show_list(
        request,
        LEVEL,
        rows,
        form=ClosedFilter(request.GET, user=request.user, values=facets.values),
        columns=CLOSED_VERDICTS,
        name=f"{slug}-{level}-{month:%Y-%m}",
        context={"page": page},
    )


@require_safe
def scorecard_level_now(
    request: HttpRequest, slug: str, month: date, level: str
) -> HttpResponse:
    """The tickets behind a level of a month as they are judged now, closed or not."""
    return _show_now(request, level_month(_level(request, slug, level), month))


def _level(request: HttpRequest, slug: str, level: str) -> ServiceLevel:
    levels = ServiceLevel.objects.visible_to(request.user)
    rows = levels.select_related("service__contract__vendor")
    return get_object_or_404(rows, service__slug=slug, slug=level)


def _show_now(request: HttpRequest, found: LevelMonth) -> HttpResponse:
    rows = drilled(request.user, found.level, found.month)
    facets = facets_of(rows)
    page = level_page(found, facets, request.user, shows_closed=False)
    return show_list(
        request,
        LEVEL,
        rows,
        form=VerdictFilter(request.GET, user=request.user, values=facets.values),
        columns=VERDICTS,
        name=f"{page.service.slug}-{page.level.slug}-{page.month:%Y-%m}",
        context={"page": page},
    )
