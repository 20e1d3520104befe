"""A rota's calendar, and one shift: looked at, moved."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.errors import EditConflict
from apps.core.forms import retry
from apps.core.http import render_page, see_other
from apps.staffing.access import can_offer, can_plan
from apps.staffing.actions.moving import move_shift as move
from apps.staffing.forms.shifts import CalendarQuery, MoveForm
from apps.staffing.forms.swaps import OfferForm
from apps.staffing.models import Rota, Shift
from apps.staffing.queries.rota_calendar import RotaCalendar
from apps.staffing.queries.rota_calendar import rota_calendar as calendar
from apps.staffing.queries.rota_page import shift_with_names
from apps.staffing.queries.swaps import open_swap_of
from apps.staffing.rules.calendar import View, Window
from apps.staffing.views import calendar_drawings, rota_drawings
from apps.staffing.views.rotas import rota_of


@require_safe
def rota_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody's shifts over a day, a week, a month or a quarter."""
    found, now = rota_of(request, slug), timezone.now()
    query = CalendarQuery(request.GET)
    mine = request.user.time_zone
    zone = ZoneInfo(mine if query.is_mine else found.time_zone)
    page = calendar(
        found,
        request.user,
        query.day or now.astimezone(zone).date(),
        query.view,
        now,
        zone=zone,
        is_whole_team=query.is_whole_team,
    )
    context = {
        "found": found,
        "page": page,
        "query": query,
        "links": links_of(page.window, query),
        "header": calendar_drawings.header(page.window),
        "lines": rota_drawings.lines(page),
        "gap_lines": _nobody(page),
    }
    return render_page(
        request, "staffing/rota_calendar.html", context, partials={"calendar"}
    )


def _nobody(page: RotaCalendar) -> list[calendar_drawings.GapLine]:
    if not page.gaps:
        return []
    return [calendar_drawings.gap_line(page.window, "Nobody", page.gaps)]


@dataclass(frozen=True)
class Link:
    """Another window of the calendar."""

    label: str
    query: str
    is_current: bool = False


def links_of(
    window: Window, query: CalendarQuery, *, has_clocks: bool = True
) -> list[Link]:
    """Earlier, today, later; the four views; whose clock, if asked; which people."""
    views = [
        Link(view.title(), query.address(view=view), view == window.view)
        for view in View
    ]
    mine = query.address(zone="" if query.is_mine else "mine")
    clocks = [Link("My clock", mine, query.is_mine)] if has_clocks else []
    return [
        Link("← Earlier", query.address(day=window.before)),
        Link("Today", query.address(day="")),
        Link("Later →", query.address(day=window.after)),
        *views,
        *clocks,
        Link(
            "Whole team",
            query.address(people="" if query.is_whole_team else "team"),
            query.is_whole_team,
        ),
    ]


def shift_of(request: HttpRequest, pk: int) -> Shift:
    """The shift, if it exists for the person."""
    found = shift_with_names(request.user, pk)
    if found is None:
        raise Http404
    return found


@require_safe
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    """One shift, and what may be done with it. The address may say what to exchange it for."""
    found = shift_of(request, pk)
    form = OfferForm(
        initial={name: request.GET.get(name) for name in ("taker", "return_shift")},
        shift=found,
        user=request.user,
        now=timezone.now(),
    )
    return show_shift(request, found, offer_form=form)


def show_shift(
    request: HttpRequest, found: Shift, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The shift's page, perhaps with a form that was refused."""
    now = timezone.now()
    is_coming = found.starts_at > now
    context = {
        "found": found,
        "is_coming": is_coming,
        "may_plan": can_plan(request.user, found.rota) and is_coming,
        "may_offer": can_offer(request.user, found) and is_coming,
        "offered": open_swap_of(found),
        "move_form": MoveForm.of(found, request.user),
        "offer_form": OfferForm(shift=found, user=request.user, now=now),
        **forms,
    }
    return render_page(request, "staffing/shift.html", context, status=status)


@require_POST
def move_shift(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a shift to another time or another person."""
    found = shift_of(request, pk)
    if not can_plan(request.user, found.rota):
        raise PermissionDenied
    form = MoveForm.of(found, request.user, request.POST)
    if not form.is_valid():
        return show_shift(request, found, status=422, move_form=form)
    back = form.cleaned_data.pop("back")
    try:
        rota = move(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    except EditConflict as lost:
        said = retry(form, lost)
        return show_shift(request, found, status=409, move_form=form, said=said)
    messages.success(request, "The shift is moved; those it concerns are told.")
    return see_other(_calendar_of(rota, back))


def _calendar_of(rota: Rota, back: str) -> str:
    """The calendar that somebody came from: of the team, if the query names one."""
    if QueryDict(back).get("team"):
        return f"{reverse('staffing:team_calendar')}?{back}"
    there = reverse("staffing:rota_calendar", args=[rota.slug])
    return f"{there}?{back}" if back else there
