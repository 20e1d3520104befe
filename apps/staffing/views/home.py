"""The page that staffing begins with."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page
from apps.staffing.access import can_edit_people
from apps.staffing.forms.skill_lists import HomeFilter
from apps.staffing.queries.home import own_team, staffing_home


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
    return render_page(request, "staffing/home.html", context, partials={"results"})
