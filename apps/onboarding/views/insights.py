"""What managers look at, and a request on paper."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.catalog.models import Application
from apps.core.charts import Series
from apps.core.http import render_page
from apps.core.pdf import pdf_response
from apps.onboarding import queries
from apps.onboarding.access import can_see_insights
from apps.onboarding.models import Request
from apps.onboarding.queries.paper import sheet
from apps.onboarding.views.requests import visible_request


@require_safe
def insights(request: HttpRequest) -> HttpResponse:
    """Requests by state and age, cycle time, what is returned most."""
    if not can_see_insights(request.user):
        raise PermissionDenied
    requests = Request.objects.visible_to(request.user)
    found = queries.insights(requests, timezone.now())
    context = {"page": found, "cycle_chart": _cycle_chart(found)}
    return render_page(request, "onboarding/insights.html", context)


def _cycle_chart(found: Any) -> dict[str, Any]:
    return {
        "labels": [one.month.strftime("%b %y") for one in found.cycle],
        "series": [
            Series(
                "Median days",
                [one.median if one.count else None for one in found.cycle],
            ),
            Series(
                "90th percentile",
                [one.p90 if one.count else None for one in found.cycle],
            ),
        ],
    }


@require_safe
def forecast(request: HttpRequest, pk: int) -> HttpResponse:
    """When a request will likely be live."""
    found = visible_request(request, pk)
    context = {"found": found, "forecast": queries.forecast(found, timezone.now())}
    return render_page(
        request, "onboarding/forecast.html", context, partials={"forecast"}
    )


@require_safe
def of_application(request: HttpRequest, code: str) -> HttpResponse:
    """How an application stands in onboarding; its own page fetches it."""
    application = get_object_or_404(
        Application.objects.visible_to(request.user), code=code
    )
    seen = Request.objects.visible_to(request.user).about(application)
    context = {"application": application, "requests": seen[:8]}
    return render_page(
        request,
        "onboarding/of_application.html",
        context,
        partials={"application-onboarding"},
    )


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The go-lives of a month, planned and done."""
    try:
        first = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        first = timezone.localdate().replace(day=1)
    requests = Request.objects.visible_to(request.user)
    context = {"month": queries.month_of(requests, first)}
    return render_page(
        request, "onboarding/calendar.html", context, partials={"calendar"}
    )


@require_safe
def print_request(request: HttpRequest, pk: int) -> HttpResponse:
    """A request as one page to print."""
    found = visible_request(request, pk)
    context = {"found": found, "sheet": sheet(found, timezone.now())}
    return render_page(request, "onboarding/print.html", context)


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A request as PDF."""
    found = visible_request(request, pk)
    data = sheet(found, timezone.now())
    return pdf_response(found.number, "onboarding/request.typ", data)
