"""What other terms would have come to."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page
from apps.vendors.access import can_see_money, can_try_terms
from apps.vendors.forms.what_if import LevelChoice, WhatIfForm
from apps.vendors.models import ManagedService
from apps.vendors.queries.what_if import what_if as ask
from apps.vendors.views.scorecards import visible_service
from apps.vendors.views.terms_drawings import draw_compared, draw_lines, summary


@require_safe
def what_if(request: HttpRequest, slug: str) -> HttpResponse:
    """Twelve months of a level under other terms. Nothing is changed by it."""
    service = visible_service(request, slug)
    if not can_try_terms(request.user):
        raise PermissionDenied
    choice = LevelChoice(request.GET or None, service=service)
    context: dict[str, Any] = {"service": service, "choice": choice}
    if choice.is_valid():
        context |= _answer(request, service, choice)
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    return render_page(request, "vendors/what_if.html", context, status=status)


def _answer(
    request: HttpRequest, service: ManagedService, choice: LevelChoice
) -> dict[str, Any]:
    """The form of the chosen level; what its terms come to once they were sent."""
    level = choice.cleaned_data["level"]
    level.service = service
    version = level.versions.select_related("calendar").last()
    if version is None:
        return {"level": level}
    sent = request.GET if "goal" in request.GET else None
    form = WhatIfForm(sent, level=level, version=version)
    if not form.is_valid():
        return {"level": level, "form": form}
    found = ask(level, form.change, timezone.now())
    sees_money = can_see_money(request.user, service.contract.vendor)
    return {
        "level": level,
        "form": form,
        "found": found,
        "rows": draw_compared(found, service, sees_money=sees_money),
        "summary": summary(found, service, sees_money=sees_money),
        "trend": draw_lines(found),
        "sees_money": sees_money,
    }
