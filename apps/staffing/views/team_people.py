"""Where a team's members by login and its people on the roster differ, and mending it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.accounts.models import Team
from apps.core.http import render_page, see_other
from apps.staffing.actions.team_people import mend
from apps.staffing.queries.team_people import Mend
from apps.staffing.queries.team_people import team_people as people_of


def _team(request: HttpRequest, slug: str) -> Team:
    if not request.user.is_internal:
        raise Http404
    return get_object_or_404(Team.objects.visible_to(request.user), slug=slug)


@require_safe
def team_people(request: HttpRequest, slug: str) -> HttpResponse:
    """The differences; the page of the team fetches them."""
    found = people_of(_team(request, slug), request.user, timezone.localdate())
    return render_page(
        request,
        "staffing/team_people.html",
        {"found": found},
        partials={"team-people"},
    )


@require_POST
def mend_team(request: HttpRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Bring one of them together."""
    team = _team(request, slug)
    if kind not in set(Mend):
        raise Http404
    mend(
        team,
        kind=Mend(kind),
        pk=pk,
        by=request.user,
        today=timezone.localdate(),
        now=timezone.now(),
    )
    return see_other(team.get_absolute_url())
