"""The calendar of absences, balances, and kinds of absence."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.staffing.access import can_decide_absence_of, can_set_terms
from apps.staffing.actions import terms as actions
from apps.staffing.forms.absences import (
    AbsenceTypeForm,
    AllowanceForm,
    AmendAbsenceTypeForm,
    CalendarForm,
)
from apps.staffing.models import AbsenceType, Person
from apps.staffing.queries.absence_calendar import absence_month
from apps.staffing.queries.absences import line_of
from apps.staffing.queries.balances import balances_of
from apps.staffing.views.absence_tables import draw_heads, draw_month


@require_safe
def absence_calendar(request: HttpRequest) -> HttpResponse:
    """A month of a team's absences in a picture."""
    form = CalendarForm(request.GET or None, user=request.user)
    asked = form.cleaned_data if form.is_valid() else {}
    first = asked.get("month") or timezone.localdate().replace(day=1)
    month = absence_month(request.user, asked.get("team"), first)
    context = {
        "form": form,
        "month": month,
        "team": asked.get("team"),
        "heads": draw_heads(month.days),
        "rows": draw_month(month),
    }
    template = "staffing/absence_calendar.html"
    return render_page(request, template, context, partials={"results"})


@require_safe
def balances(request: HttpRequest) -> HttpResponse:
    """The balances of oneself and of one's line."""
    year = timezone.localdate().year
    people = list(line_of(request.user)[:500])
    found = balances_of(people, year)
    context = {"year": year, "rows": [(one, found[one.pk]) for one in people]}
    return render_page(request, "staffing/balances.html", context)


def _of_line(request: HttpRequest, pk: int) -> Person:
    return get_object_or_404(line_of(request.user), pk=pk)


@require_safe
def allowance(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs for somebody's leave of a year: the form."""
    person = _of_line(request, pk)
    if not can_decide_absence_of(request.user, person, timezone.localdate()):
        raise PermissionDenied
    initial = {"year": timezone.localdate().year, "carried": 0}
    return show_form(request, _page_of(person), AllowanceForm(initial=initial))


def _page_of(person: Person) -> FormPage:
    return FormPage(
        f"Leave of {person}",
        reverse("staffing:set_allowance", args=[person.pk]),
        reverse("staffing:balances"),
        "Balances",
        intro="Days carried over from last year, and other days than the kind gives.",
    )


@require_POST
def set_allowance(request: HttpRequest, pk: int) -> HttpResponse:
    """Set it."""
    person = _of_line(request, pk)
    form = AllowanceForm(request.POST)
    if not form.is_valid():
        return show_form(request, _page_of(person), form)
    actions.set_allowance(
        person.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "Saved.")
    return see_other(reverse("staffing:balances"))


@require_safe
def absence_types(request: HttpRequest) -> HttpResponse:
    """The kinds of absence, and what each asks."""
    may_set = can_set_terms(request.user)
    context = {
        "kinds": AbsenceType.objects.all(),
        "may_set": may_set,
        "form": AbsenceTypeForm() if may_set else None,
    }
    return render_page(request, "staffing/absence_types.html", context)


TYPES = "Kinds of absence"


@require_POST
def make_absence_type(request: HttpRequest) -> HttpResponse:
    """A new kind."""
    page = FormPage(
        "A kind of absence",
        reverse("staffing:make_absence_type"),
        reverse("staffing:absence_types"),
        TYPES,
    )
    form = AbsenceTypeForm(request.POST)
    return create(
        request,
        form,
        actions.make_absence_type,
        purpose="staffing.make_absence_type",
        refuse=lambda given: show_form(request, page, given),
        there=lambda pk: page.back,
    )


def _type_page(kind: AbsenceType) -> FormPage:
    return FormPage(
        f"{kind}",
        reverse("staffing:amend_absence_type", args=[kind.pk]),
        reverse("staffing:absence_types"),
        TYPES,
    )


@require_safe
def absence_type(request: HttpRequest, pk: int) -> HttpResponse:
    """What a kind asks: the form."""
    if not can_set_terms(request.user):
        raise PermissionDenied
    kind = get_object_or_404(AbsenceType, pk=pk)
    form = AmendAbsenceTypeForm(instance=kind, initial={"version": kind.version})
    return show_form(request, _type_page(kind), form)


@require_POST
def amend_absence_type(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it."""
    kind = get_object_or_404(AbsenceType, pk=pk)
    page = _type_page(kind)
    form = AmendAbsenceTypeForm(request.POST, instance=kind)
    return amend(
        request,
        page,
        form,
        lambda **fields: actions.amend_absence_type(pk, **fields),
    )
