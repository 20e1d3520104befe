"""Months of services: the list, one of them, and its way from open to closed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.vendors import actions
from apps.vendors.access import can_view
from apps.vendors.forms.periods import PeriodFilter, ReasonForm, ReviewForm
from apps.vendors.models import Period
from apps.vendors.queries.periods import listed_periods, period_page
from apps.vendors.views.period_tables import PERIODS, period_badge


@require_safe
def periods(request: HttpRequest) -> HttpResponse:
    """Every month one sees: where it stands, who must act."""
    if not can_view(request.user):
        raise PermissionDenied
    return show_list(
        request,
        "vendors/periods.html",
        listed_periods(request.user),
        form=PeriodFilter(request.GET or None, user=request.user),
        columns=PERIODS,
        name="periods",
    )


def _period(request: HttpRequest, pk: int) -> Period:
    rows = Period.objects.visible_to(request.user)
    path = "service__contract__vendor"
    return get_object_or_404(rows.select_related(path, "service__calendar"), pk=pk)


@require_safe
def period(request: HttpRequest, pk: int) -> HttpResponse:
    """One month: what stands in its way, and what may be done with it."""
    return _show(request, _period(request, pk))


def _show(
    request: HttpRequest, found: Period, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "found": found,
        "page": period_page(found, request.user, timezone.now()),
        "state": period_badge(found),
        "review_form": ReviewForm(),
        "reason_form": ReasonForm(),
        **forms,
    }
    return render_page(request, "vendors/period.html", context, status=status)


@require_POST
def take_to_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The vendor may look at it now."""
    found = _period(request, pk)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, review_form=form)
    actions.take_to_review(
        found.service_id,
        found.month,
        by=request.user,
        now=timezone.now(),
        **form.cleaned_data,
    )
    messages.success(request, "It is under review.")
    return see_other(found.get_absolute_url())


@require_POST
def reopen_period(request: HttpRequest, pk: int) -> HttpResponse:
    """A step back, with why."""
    found = _period(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, reason_form=form)
    done = actions.reopen_period(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, f"It is {done.get_state_display().lower()} again.")
    return see_other(found.get_absolute_url())


@require_POST
def close_period(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep its figures; another person signs them."""
    found = _period(request, pk)
    made = actions.close_period(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "It is closed. A second person signs it now.")
    return see_other(made.get_absolute_url())
