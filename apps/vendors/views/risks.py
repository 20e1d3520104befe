"""Actions of reviews, and risks and issues: their lists, and each of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.actions import once
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.vendors import actions
from apps.vendors.access import can_close_action, can_govern, can_view
from apps.vendors.forms.governance import (
    ACTION,
    RISK,
    ActionFilter,
    AmendActionForm,
    AmendRiskForm,
    CloseActionForm,
    NewRiskForm,
    RiskFilter,
    VersionForm,
    as_it_is,
)
from apps.vendors.models import ReviewAction, Risk
from apps.vendors.queries.governance import (
    governed,
    listed_actions,
    listed_risks,
    risk_grid,
)
from apps.vendors.views import governance_tables
from apps.vendors.views.risk_map import draw_map, without_cell


@require_safe
def review_actions(request: HttpRequest) -> HttpResponse:
    """Every action one sees; the open ones unless asked otherwise."""
    if not can_view(request.user):
        raise PermissionDenied
    return show_list(
        request,
        "vendors/review_actions.html",
        listed_actions(request.user),
        form=ActionFilter(request.GET, user=request.user),
        columns=governance_tables.ACTIONS,
        name="review-actions",
    )


def _action(request: HttpRequest, pk: int) -> ReviewAction:
    return get_object_or_404(listed_actions(request.user), pk=pk)


@require_safe
def review_action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: what was promised, by whom, until when."""
    return _show_action(request, _action(request, pk))


def _show_action(
    request: HttpRequest, found: ReviewAction, *, status: int = 200, **forms: Any
) -> HttpResponse:
    user, vendor = request.user, found.review.vendor
    version = {"expected_version": found.version}
    context = {
        "found": found,
        "is_overdue": found.is_overdue(timezone.localdate()),
        "may_govern": can_govern(user, vendor),
        "may_close": can_close_action(user, found),
        "form": AmendActionForm(
            initial=as_it_is(found, ACTION), vendor=vendor, user=user
        ),
        "close_form": CloseActionForm(initial=version),
        "version_form": VersionForm(initial=version),
        **forms,
    }
    return render_page(request, "vendors/review_action.html", context, status=status)


@require_POST
def amend_review_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what was promised."""
    found = _action(request, pk)
    vendor = found.review.vendor
    form = AmendActionForm(request.POST, vendor=vendor, user=request.user)
    if not form.is_valid():
        return _show_action(request, found, status=422, form=form)
    actions.amend_review_action(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "Saved.")
    return see_other(found.get_absolute_url())


@require_POST
def close_review_action(request: HttpRequest, pk: int) -> HttpResponse:
    """It is done, or dropped."""
    found = _action(request, pk)
    form = CloseActionForm(request.POST)
    if not form.is_valid():
        return _show_action(request, found, status=422, close_form=form)
    done = actions.close_review_action(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, f"The action is {done.get_state_display().lower()}.")
    return see_other(found.get_absolute_url())


@require_POST
def reopen_review_action(request: HttpRequest, pk: int) -> HttpResponse:
    """It was not done after all."""
    found = _action(request, pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _show_action(request, found, status=422)
    actions.reopen_review_action(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_safe
def risks(request: HttpRequest) -> HttpResponse:
    """Every risk and issue one sees, and where they gather."""
    return _show_risks(request, NewRiskForm(user=request.user))


def _show_risks(
    request: HttpRequest, new_form: NewRiskForm, status: int = 200
) -> HttpResponse:
    user = request.user
    if not can_view(user):
        raise PermissionDenied
    form = RiskFilter(request.GET or None, user=user)
    rows = listed_risks(user)
    whole = RiskFilter(without_cell(request.GET) or None, user=user)
    grid = risk_grid(whole.narrowed(rows))
    answer = show_list(
        request,
        "vendors/risks.html",
        rows,
        form=form,
        columns=governance_tables.RISKS,
        name="risks",
        context={
            "may_enter": governed(user).exists(),
            "new_form": new_form,
            "map": draw_map(grid, request.GET),
        },
    )
    answer.status_code = status
    return answer


@require_POST
def enter_risk(request: HttpRequest) -> HttpResponse:
    """A new risk or issue, once however often the form is sent."""
    if not governed(request.user).exists():
        raise PermissionDenied
    form = NewRiskForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show_risks(request, form, 422)
    fields = dict(form.cleaned_data)
    key, vendor = fields.pop("sent_key"), fields.pop("vendor")
    pk = once(
        key,
        by=request.user,
        purpose="vendors.enter_risk",
        make=lambda: actions.enter_risk(
            vendor.pk, by=request.user, now=timezone.now(), **fields
        ),
    )
    return see_other(reverse("vendors:risk", args=[pk]))


def _risk(request: HttpRequest, pk: int) -> Risk:
    return get_object_or_404(listed_risks(request.user), pk=pk)


@require_safe
def risk(request: HttpRequest, pk: int) -> HttpResponse:
    """One risk or issue."""
    return _show_risk(request, _risk(request, pk))


def _show_risk(
    request: HttpRequest, found: Risk, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "found": found,
        "may_govern": can_govern(request.user, found.vendor),
        "is_inside": request.user.is_internal,
        "form": AmendRiskForm(initial=as_it_is(found, RISK), user=request.user),
        "version_form": VersionForm(initial={"expected_version": found.version}),
        **forms,
    }
    return render_page(request, "vendors/risk.html", context, status=status)


@require_POST
def amend_risk(request: HttpRequest, pk: int) -> HttpResponse:
    """Weigh it anew."""
    found = _risk(request, pk)
    form = AmendRiskForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show_risk(request, found, status=422, form=form)
    actions.amend_risk(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "Saved.")
    return see_other(found.get_absolute_url())


@require_POST
def close_risk(request: HttpRequest, pk: int) -> HttpResponse:
    """It is over."""
    return _move_risk(request, pk, actions.close_risk)


@require_POST
def reopen_risk(request: HttpRequest, pk: int) -> HttpResponse:
    """It is there again."""
    return _move_risk(request, pk, actions.reopen_risk)


def _move_risk(request: HttpRequest, pk: int, verb: Callable[..., Any]) -> HttpResponse:
    found = _risk(request, pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _show_risk(request, found, status=422)
    verb(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())
