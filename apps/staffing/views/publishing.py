"""Publishing a rota: what it would change, and doing it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.staffing.actions.rotas import publish_shifts
from apps.staffing.forms.rotas import PublishForm
from apps.staffing.models import Rota
from apps.staffing.queries.rota_page import preview
from apps.staffing.views.rotas import planned_rota


@require_safe
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Who would gain and lose which shifts, and what goes against leave and limits."""
    found = planned_rota(request, slug)
    asked = request.GET if "first_on" in request.GET else PublishForm.usual()
    return _show(request, found, PublishForm(asked))


def _show(
    request: HttpRequest, found: Rota, form: PublishForm, status: int = 200
) -> HttpResponse:
    page = None
    if form.is_valid():
        page = preview(found, now=timezone.now(), **form.cleaned_data)
    context = {"found": found, "form": form, "page": page}
    return render_page(request, "staffing/publish.html", context, status=status)


@require_POST
def publish_rota(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish what the layers and overrides say."""
    found, now = planned_rota(request, slug), timezone.now()
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, 422)
    page = preview(found, now=now, **form.cleaned_data)
    made = publish_shifts(
        found,
        shifts=page.wanted,
        window=(page.starts_at, page.ends_at),
        by=request.user,
        now=now,
    )
    last = made.until_at - timedelta(seconds=1)
    messages.success(request, f"Published until {timezone.localtime(last):%d %b %Y}.")
    return see_other(found.get_absolute_url())
