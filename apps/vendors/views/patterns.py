"""When a service breaches, and what its breaches are."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.lists import show_list
from apps.vendors.forms.portfolio import PatternFilter
from apps.vendors.models import ManagedService
from apps.vendors.queries.patterns import SHARES, counted, late, timed_levels
from apps.vendors.queries.patterns import patterns as patterns_of
from apps.vendors.queries.zones import running_months
from apps.vendors.rules.months import months_between, next_month
from apps.vendors.views.pattern_drawings import (
    BREACHES,
    draw_shares,
    draw_week,
    kept,
)


@require_safe
def patterns(request: HttpRequest, slug: str) -> HttpResponse:
    """Breaches by weekday and hour and by what they are; below, the tickets themselves."""
    rows = ManagedService.objects.visible_to(request.user)
    service = get_object_or_404(rows.select_related("contract__vendor"), slug=slug)
    levels = timed_levels(request.user, service)
    form = PatternFilter(request.GET, user=request.user, levels=levels)
    month, zone = running_months([service], timezone.now())[service.pk]
    months = months_between(next_month(month, 1 - form.span()), month)
    verdicts = counted(request.user, form.chosen_levels(), months, zone)
    page = patterns_of(verdicts, zone)
    base = kept(request.GET)
    shares = [
        (name.capitalize(), draw_shares(name, page.shares[name], base))
        for name in SHARES
    ]
    return show_list(
        request,
        "vendors/patterns.html",
        late(verdicts),
        form=form,
        columns=BREACHES,
        name=f"{slug}-breaches",
        context={
            "page": page,
            "service": service,
            "months": months,
            "week": draw_week(page, base),
            "hours": [f"{hour:02}" for hour in range(24)],
            "shares": shares,
        },
    )
