"""Calendars to read, and for administrators to write."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.calendars import actions
from apps.calendars.access import can_edit_calendars
from apps.calendars.forms import (
    CalendarFilter,
    CalendarForm,
    EditionForm,
    OwnDateForm,
)
from apps.calendars.models import BusinessCalendar
from apps.calendars.queries import calendar_page, listed_calendars
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
