"""Calendars to read, and for administrators to write."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.calendars import actions
from apps.calendars.access import can_edit_calendars
from apps.calendars.forms import (
    CalendarFilter,
    CalendarForm,
    DaysFileForm,
    EditionForm,
    OwnDateForm,
)
from apps.calendars.models import BusinessCalendar
from apps.calendars.queries import (
    HOLIDAY_YEARS,
    calendar_page,
    calendar_year,
    listed_calendars,
    sort_days,
)
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list

COLUMNS = [
    Column("name", "Calendar", lambda one: one.name, "name"),
    Column("slug", "Short name", lambda one: one.slug, "slug"),
    Column("zone", "Time zone", lambda one: one.zone or "", "zone"),
    Column("since", "In force from", lambda one: one.since_on or "", "since_on"),
]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every calendar."""
    return _show_index(request, CalendarForm())


def _show_index(
    request: HttpRequest, form: CalendarForm, status: int = 200
) -> HttpResponse:
    answer = show_list(
        request,
        "calendars/index.html",
        listed_calendars(_who(request), timezone.localdate()),
        form=CalendarFilter(request.GET),
        columns=COLUMNS,
        name="calendars",
        context={"may_edit": can_edit_calendars(request.user), "new_form": form},
    )
    answer.status_code = status
    return answer


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """A new calendar."""
    form = CalendarForm(request.POST)
    if not form.is_valid():
        return _show_index(request, form, status=422)
    made = actions.create_calendar(
        by=_who(request), now=timezone.now(), **form.cleaned_data
    )
    return see_other(made.get_absolute_url())


def _who(request: HttpRequest) -> Any:
    return request.user


def _calendar(slug: str) -> BusinessCalendar:
    return get_object_or_404(BusinessCalendar, slug=slug)


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One calendar: its hours, its changes, its days off."""
    return _show(request, _calendar(slug))


def _show(
    request: HttpRequest, found: BusinessCalendar, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "found": found,
        "page": calendar_page(found, timezone.localdate()),
        "year": timezone.localdate().year,
        "may_edit": can_edit_calendars(request.user),
        "edition_form": EditionForm(),
        "date_form": OwnDateForm(),
        **forms,
    }
    return render_page(request, "calendars/calendar.html", context, status=status)


@require_POST
def put_in_force(request: HttpRequest, slug: str) -> HttpResponse:
    """What it says from a day on."""
    found = _calendar(slug)
    form = EditionForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, edition_form=form)
    hours = form.hours
    actions.put_in_force(
        found.pk,
        by=_who(request),
        hours=hours,
        now=timezone.now(),
        **form.cleaned_data,
    )
    return see_other(found.get_absolute_url())


@require_POST
def add_own_date(request: HttpRequest, slug: str) -> HttpResponse:
    """A day of one's own."""
    found = _calendar(slug)
    form = OwnDateForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, date_form=form)
    actions.add_own_date(
        found.pk, by=_who(request), now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_safe
def year(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Twelve months of a calendar, day by day, and what each holds."""
    if number not in HOLIDAY_YEARS:
        raise Http404
    found = _calendar(slug)
    months = calendar_year(found, number)
    context = {
        "found": found,
        "months": months,
        "year": number,
        "total_hours": sum(one.hours for one in months),
        "before": number - 1 if number - 1 in HOLIDAY_YEARS else None,
        "after": number + 1 if number + 1 in HOLIDAY_YEARS else None,
    }
    return render_page(request, "calendars/year.html", context)


@require_safe
def days(request: HttpRequest, slug: str) -> HttpResponse:
    """Days off out of a file: choose one; look at what it says; take it over."""
    return _show_days(request, _calendar(slug), DaysFileForm())


def _show_days(
    request: HttpRequest, found: BusinessCalendar, form: DaysFileForm, status: int = 200
) -> HttpResponse:
    if not can_edit_calendars(request.user):
        raise PermissionDenied
    kept = request.session.get(_kept(found), {})
    rows = sort_days(found, _read(kept), timezone.now())
    context = {
        "found": found,
        "form": form,
        "rows": rows,
        "new": sum(one.edition is not None for one in rows),
        "left": kept.get("left", []),
    }
    return render_page(request, "calendars/days.html", context, status=status)


@require_POST
def read_days(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a file; nothing is changed by it yet."""
    found = _calendar(slug)
    form = DaysFileForm(request.POST, request.FILES)
    if not can_edit_calendars(request.user):
        raise PermissionDenied
    if not form.is_valid():
        return _show_days(request, found, form, status=422)
    said = form.cleaned_data["file"]
    request.session[_kept(found)] = {
        "days": [(one.day.isoformat(), one.name) for one in said.days],
        "left": list(said.left[:50]),
    }
    return see_other(reverse("calendars:days", args=[slug]))


@require_POST
def add_days_off(request: HttpRequest, slug: str) -> HttpResponse:
    """Take over what was read."""
    found = _calendar(slug)
    kept = request.session.get(_kept(found), {})
    actions.add_days_off(
        found.pk, by=_who(request), days=_read(kept), now=timezone.now()
    )
    request.session.pop(_kept(found), None)
    return see_other(found.get_absolute_url())


def _kept(found: BusinessCalendar) -> str:
    """Under which name the session keeps what a file said of a calendar."""
    return f"calendar-days-{found.pk}"


def _read(kept: dict[str, Any]) -> list[tuple[date, str]]:
    return [(date.fromisoformat(day), name) for day, name in kept.get("days", [])]
