"""The page that staffing begins with, and the parts that it fetches."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.accounts.models import Team
from apps.core.http import render_page
from apps.staffing.access import can_edit_people
from apps.staffing.forms.skill_lists import HomeFilter
from apps.staffing.queries.home import own_team, staffing_home
from apps.staffing.queries.home_parts import (
    absences_part,
    gaps_part,
    on_call_part,
    quarter_part,
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Who covers what, what hangs on one person, what waits; of one's team at first."""
    form = HomeFilter(request.GET, user=request.user)
    team = form.asked_team(own_team(request.user))
    context = {
        "form": form,
        "team": team,
        "page": staffing_home(request.user, team, timezone.localdate()),
        "may_edit": can_edit_people(request.user),
    }
    return render_page(request, "staffing/home.html", context)


def _team(request: HttpRequest) -> Team | None:
    """The team that the page names to its parts; all where it names none."""
    asked = request.GET.get("team", "") or "all"
    return HomeFilter({"team": asked}, user=request.user).asked_team(None)


def _part(request: HttpRequest, name: str, title: str, found: Any) -> HttpResponse:
    """One part for the page that fetches it; and a page of its own for who opens it."""
    template = "staffing/home_parts.html"
    context = {"title": title, "found": found, "part": f"{template}#{name}"}
    return render_page(request, template, context, partials={name})


@require_safe
def home_on_call(request: HttpRequest) -> HttpResponse:
    """Who is on call now and next."""
    found = on_call_part(request.user, _team(request), timezone.now())
    return _part(request, "home-on-call", "On call now and next", found)


@require_safe
def home_rota(request: HttpRequest) -> HttpResponse:
    """Until when rotas are published, and what stands in the next quarter."""
    found = quarter_part(request.user, _team(request), timezone.now())
    return _part(request, "home-rota", "Next quarter’s rota", found)


@require_safe
def home_gaps(request: HttpRequest) -> HttpResponse:
    """Open gaps in cover."""
    found = gaps_part(request.user, _team(request), timezone.now())
    return _part(request, "home-gaps", "Open gaps in cover", found)


@require_safe
def home_absences(request: HttpRequest) -> HttpResponse:
    """Absences that wait for one's word."""
    found = absences_part(request.user, timezone.localdate())
    return _part(request, "home-absences", "Absences awaiting you", found)
