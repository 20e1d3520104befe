"""Home, the palette, and what joins vendors with knowledge."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page
from apps.dashboard import queries
from apps.knowledge.access import can_see_insights
from apps.vendors.access import can_map


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What needs me today."""
    found = queries.home(request.user, timezone.now())
    has_vendors = queries.looks_after_vendors(request.user)
    context = {"page": found, "has_vendors": has_vendors}
    return render_page(request, "dashboard/home.html", context)


@require_safe
def vendors(request: HttpRequest) -> HttpResponse:
    """What needs who looks after vendors; home fetches it when it is drawn."""
    tiles = queries.vendor_tiles(request.user, timezone.now())
    return render_page(
        request,
        "dashboard/vendors.html",
        {"tiles": tiles},
        partials={"vendors-need"},
    )


@require_safe
def link_rate(request: HttpRequest) -> HttpResponse:
    """How many closed tickets had an article; the insights of knowledge fetch it."""
    if not can_see_insights(request.user):
        raise PermissionDenied
    months = queries.linked_months(request.user, timezone.now())
    return render_page(
        request,
        "dashboard/link_rate.html",
        {
            "month": months[-1],
            "can_import": can_map(request.user),
            "closed": sum(one.closed for one in months),
            "charts": queries.link_charts(months),
        },
        partials={"link-rate"},
    )


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """What the words find: pages, requests, applications, people."""
    words = request.GET.get("q", "")[:100]
    context = {"q": words, "groups": queries.find(words, request.user)}
    return render_page(
        request, "dashboard/palette.html", context, partials={"palette-results"}
    )
