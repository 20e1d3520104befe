"""A team's calendar across its rotas."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.accounts.models import Team
from apps.core.http import render_page
from apps.staffing.forms.shifts import CalendarQuery, TeamForm
from apps.staffing.queries.team_calendar import team_calendar as calendar
from apps.staffing.queries.team_calendar import teams_with_rotas, usual_team
from apps.staffing.rules.calendar import Window
from apps.staffing.views import calendar_drawings, team_drawings
from apps.staffing.views.rota_calendar import links_of


@require_safe
def team_calendar(request: HttpRequest) -> HttpResponse:
    """A team's people over a day, a week, a month or a quarter, whatever rota they are on."""
    query = CalendarQuery(request.GET)
    team = _team(request, query.team)
    teams = teams_with_rotas(request.user)
    context: dict[str, Any] = {"form": TeamForm.of(query, teams, team), "team": team}
    if team is not None:
        context |= _drawn(request, team, query)
    return render_page(
        request, "staffing/team_calendar.html", context, partials={"calendar"}
    )


def _team(request: HttpRequest, slug: str) -> Team | None:
    if slug:
        return get_object_or_404(Team.objects.visible_to(request.user), slug=slug)
    return usual_team(request.user)


def _drawn(request: HttpRequest, team: Team, query: CalendarQuery) -> dict[str, Any]:
    """The team in the window that is asked for, by the reader's clock."""
    now, zone = timezone.now(), ZoneInfo(request.user.time_zone)
    day = query.day or now.astimezone(zone).date()
    page = calendar(
        team,
        request.user,
        Window.around(day, query.view, zone, now),
        is_whole_team=query.is_whole_team,
    )
    query.team = team.slug
    return {
        "page": page,
        "query": query,
        "keys": team_drawings.keys_of(page),
        "links": links_of(page.window, query, has_clocks=False),
        "header": calendar_drawings.header(page.window),
        "lines": team_drawings.lines(page),
        "gap_lines": team_drawings.gap_lines(page),
    }
