"""Absences: the list, one of them, asking with what it would break, deciding."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest, create
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.staffing.access import can_cancel_absence, can_decide_absence
from apps.staffing.actions import absences as actions
from apps.staffing.forms.absences import (
    AbsenceFilter,
    AbsenceForm,
    CancelForm,
    DecideForm,
)
from apps.staffing.models import Absence
from apps.staffing.queries.absences import listed_absences, veil
from apps.staffing.queries.away import as_away
from apps.staffing.queries.balances import days_of
from apps.staffing.queries.conflicts import Conflicts, conflicts_of
from apps.staffing.states import AbsenceState
from apps.staffing.views.absence_tables import ABSENCES


@require_safe
def absences(request: HttpRequest) -> HttpResponse:
    """Every absence one sees; of what kind is said where one may know it."""
    return show_list(
        request,
        "staffing/absences.html",
        listed_absences(request.user),
        form=AbsenceFilter(request.GET or None, user=request.user),
        columns=ABSENCES,
        name="absences",
        dress=lambda rows: veil(rows, request.user),
    )


def _absence(request: HttpRequest, pk: int) -> Absence:
    found = get_object_or_404(listed_absences(request.user), pk=pk)
    veil([found], request.user)
    return found


@require_safe
def absence(request: HttpRequest, pk: int) -> HttpResponse:
    """One absence: when, what it touches, and what may be done with it."""
    return _show(request, _absence(request, pk))


def _show(
    request: HttpRequest, found: Any, *, status: int = 200, **forms: Any
) -> HttpResponse:
    user, away = request.user, as_away(found)
    may_decide = found.can_become(AbsenceState.REFUSED) and can_decide_absence(
        user, found
    )
    may_cancel = found.can_become(AbsenceState.CANCELLED) and can_cancel_absence(
        user, found
    )
    is_open = found.state in {AbsenceState.ASKED, AbsenceState.APPROVED}
    context = {
        "found": found,
        "days": days_of(found.person, away),
        "may_decide": may_decide,
        "may_cancel": may_cancel,
        "conflicts": conflicts_of(found.person, away, None, timezone.now())
        if is_open and (may_decide or may_cancel)
        else None,
        "decide_form": DecideForm.of(found),
        "cancel_form": CancelForm(initial={"expected_version": found.version}),
        **forms,
    }
    return render_page(request, "staffing/absence.html", context, status=status)


@require_safe
def absence_new(request: HttpRequest) -> HttpResponse:
    """The form that asks for an absence."""
    own = request.GET.get("person") or getattr(request.user, "person", None)
    initial = {"person": own, "first_on": request.GET.get("day")}
    form = AbsenceForm(user=request.user, initial=initial)
    return _show_form(request, form)


def _show_form(
    request: HttpRequest, form: AbsenceForm, status: int = 200
) -> HttpResponse:
    conflicts = _conflicts(form)
    context = {"form": form, "conflicts": conflicts, "is_checked": form.is_bound}
    template = "staffing/absence_new.html"
    return render_page(
        request, template, context, partials={"conflicts"}, status=status
    )


def _conflicts(form: AbsenceForm) -> Conflicts | None:
    away = form.away()
    if away is None:
        return None
    given = form.cleaned_data
    return conflicts_of(given["person"], away, given["kind"], timezone.now())


@require_POST
def check_absence(request: HttpRequest) -> HttpResponse:
    """What it would touch, before it is sent; nothing is kept."""
    return _show_form(request, AbsenceForm(request.POST, user=request.user))


@require_POST
def ask_absence(request: HttpRequest) -> HttpResponse:
    """Ask for it; what it would break is read first."""
    form = AbsenceForm(request.POST, user=request.user)
    conflicts = _conflicts(form)
    if conflicts and conflicts.seen and form.cleaned_data["seen"] != conflicts.seen:
        form.add_error(None, "Read below what this touches, then send it again.")
    return create(
        request,
        form,
        _ask,
        purpose="staffing.ask_absence",
        refuse=lambda given: _show_form(request, form, 422),
        there=lambda pk: reverse("staffing:absence", args=[pk]),
    )


def _ask(**fields: Any) -> Absence:
    person = fields.pop("person")
    del fields["seen"]
    return actions.ask_absence(person.pk, **fields)


@require_POST
def approve_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes."""
    return _decide(request, pk, actions.approve_absence)


@require_POST
def refuse_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no, and why."""
    return _decide(request, pk, actions.refuse_absence)


def _decide(request: HttpRequest, pk: int, verb: Any) -> HttpResponse:
    found = _absence(request, pk)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, decide_form=form)
    done = verb(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, f"It is {done.get_state_display().lower()}.")
    return see_other(found.get_absolute_url())


@require_POST
def cancel_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    found = _absence(request, pk)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, cancel_form=form)
    actions.cancel_absence(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "It is cancelled.")
    return see_other(found.get_absolute_url())
