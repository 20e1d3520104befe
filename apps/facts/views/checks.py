"""Checks: what is asked, how often, and how each question fares."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import see_other
from apps.core.lists import show_list
from apps.facts.access import can_edit_check, can_edit_connector, can_view
from apps.facts.actions import checking
from apps.facts.forms.checks import NewCheckForm, amend_form
from apps.facts.forms.filters import CheckFilter, ProbeFilter
from apps.facts.models import Check, Connector, Probe
from apps.facts.queries.registers import probes_of, question_as_usual
from apps.facts.views.tables import CHECKS, PROBES


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """What is asked of whom, and how each fares."""
    if not can_view(request.user):
        raise PermissionDenied
    return show_list(
        request,
        "facts/checks.html",
        Check.objects.visible_to(request.user).with_names(),
        form=CheckFilter(request.GET, user=request.user),
        columns=CHECKS,
        name="checks",
    )


def _get(request: HttpRequest, pk: int) -> Check:
    return get_object_or_404(Check.objects.visible_to(request.user).with_names(), pk=pk)


def _mine(request: HttpRequest, pk: int) -> Check:
    """The check, if the person may change it."""
    found = _get(request, pk)
    if not can_edit_check(request.user, found):
        raise PermissionDenied
    return found


@require_safe
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """One check, and how each application answers it."""
    found = _get(request, pk)
    rows = Probe.objects.visible_to(request.user)
    return show_list(
        request,
        "facts/check.html",
        probes_of(rows, found),
        form=ProbeFilter(request.GET, user=request.user),
        columns=PROBES,
        name=f"check-{found.pk}",
        context={"found": found, "may_edit": can_edit_check(request.user, found)},
    )


def _connector(request: HttpRequest, pk: int) -> Connector:
    """The connector, if the person may say what it is asked."""
    rows = Connector.objects.visible_to(request.user).with_platforms()
    found = get_object_or_404(rows, pk=pk)
    if not can_edit_connector(request.user, found):
        raise PermissionDenied
    return found


def _new_page(found: Connector) -> FormPage:
    return FormPage(
        title=f"New check by {found}",
        action=reverse("facts:add_check", args=[found.pk]),
        back=found.get_absolute_url(),
        back_label=str(found),
        submit="Add",
    )


@require_safe
def new_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for a check; with a fact's name in the address as it is usual."""
    found = _connector(request, pk)
    initial = question_as_usual(request.GET.get("name", ""), found.kind)
    form = NewCheckForm(user=request.user, kind=found.kind, initial=initial)
    return show_form(request, _new_page(found), form)


@require_POST
def add_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it asked."""
    found = _connector(request, pk)
    return create(
        request,
        NewCheckForm(request.POST, user=request.user, kind=found.kind),
        partial(checking.add_check, connector=found),
        purpose="facts.add_check",
        refuse=lambda form: show_form(request, _new_page(found), form),
        there=lambda pk: reverse("facts:check", args=[pk]),
        beside="name",
    )


def _edit_page(found: Check) -> FormPage:
    return FormPage(
        title=f"Change the check: {found}",
        action=reverse("facts:amend_check", args=[found.pk]),
        back=found.get_absolute_url(),
        back_label=str(found),
    )


@require_safe
def edit_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as the check is now."""
    found = _mine(request, pk)
    return show_form(request, _edit_page(found), amend_form(found))


@require_POST
def amend_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is asked, or how often."""
    found = _mine(request, pk)
    form = amend_form(found, request.POST)
    act = partial(checking.amend_check, found.pk)
    return amend(request, _edit_page(found), form, act)


@require_POST
def remove_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it no more."""
    found = _mine(request, pk)
    back = found.connector.get_absolute_url() if found.connector else ""
    checking.remove_check(found.pk, by=request.user, now=timezone.now())
    return see_other(back or reverse("facts:checks"))
