"""Gaps: the list, one of them with the ways to close it; call-outs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, create, show_form
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.staffing.access import can_plan
from apps.staffing.actions import call_outs as calls
from apps.staffing.actions.closing import close_gap as close
from apps.staffing.forms.cover import (
    CallOutFilter,
    CallOutForm,
    CloseForm,
    GapFilter,
)
from apps.staffing.models import CallOut, Gap
from apps.staffing.queries.call_outs import listed_call_outs, recent_late_starts
from apps.staffing.queries.closing import ways_for
from apps.staffing.queries.gaps import listed_gaps
from apps.staffing.views.cover_tables import CALL_OUTS, GAPS, asked, short, when


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """Every gap one sees; those that are open unless asked otherwise."""
    return show_list(
        request,
        "staffing/gaps.html",
        listed_gaps(request.user),
        form=GapFilter(request.GET, user=request.user),
        columns=GAPS,
        name="gaps",
    )


@require_safe
def gap(request: HttpRequest, pk: int) -> HttpResponse:
    """One gap, and who could take it."""
    return _show(request, get_object_or_404(listed_gaps(request.user), pk=pk))


def _show(request: HttpRequest, found: Gap, status: int = 200) -> HttpResponse:
    now = timezone.now()
    is_open = found.closed_at is None and found.ends_at > now
    context = {
        "found": found,
        "when": when(found),
        "short": short(found),
        "asked": asked(found.rule),
        "is_open": is_open,
        "ways": ways_for(found, now) if is_open else [],
        "may_plan": can_plan(request.user, found.rule.rota),
    }
    return render_page(
        request, "staffing/gap.html", context, partials={"ways"}, status=status
    )


@require_POST
def close_gap(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of the ways."""
    found = get_object_or_404(listed_gaps(request.user), pk=pk)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _show(request, found, 422)
    done = close(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    words = "It is closed." if done.closed_at else "Published; a part of it is left."
    messages.success(request, words)
    return see_other(found.get_absolute_url())


@require_safe
def call_outs(request: HttpRequest) -> HttpResponse:
    """Call-outs one sees, and the next shifts that they move."""
    return show_list(
        request,
        "staffing/call_outs.html",
        listed_call_outs(request.user),
        form=CallOutFilter(request.GET or None, user=request.user),
        columns=CALL_OUTS,
        name="call-outs",
        context={"late": recent_late_starts(request.user, timezone.now())},
    )


def _page() -> FormPage:
    return FormPage(
        "Note a call-out",
        reverse("staffing:note_call_out"),
        reverse("staffing:call_outs"),
        "Call-outs",
        "Note it",
        intro="Who was called while on call, and how long it took. It counts as working"
        " time, weighs in the burden, and may move their next shift.",
    )


@require_safe
def call_out_new(request: HttpRequest) -> HttpResponse:
    """The form that notes a call-out."""
    own = getattr(request.user, "person", None)
    form = CallOutForm(user=request.user, initial={"person": own})
    return show_form(request, _page(), form)


@require_POST
def note_call_out(request: HttpRequest) -> HttpResponse:
    """Note it."""
    return create(
        request,
        CallOutForm(request.POST, user=request.user),
        _note,
        purpose="staffing.note_call_out",
        refuse=lambda form: show_form(request, _page(), form),
        there=lambda pk: reverse("staffing:call_outs"),
    )


def _note(**fields: Any) -> CallOut:
    return calls.note_call_out(fields.pop("rota").pk, **fields)


@require_POST
def remove_call_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was noted by mistake."""
    found = get_object_or_404(listed_call_outs(request.user), pk=pk)
    calls.remove_call_out(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "It is removed.")
    return see_other(reverse("staffing:call_outs"))
