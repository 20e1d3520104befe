"""Capacity of a team, what-if, and the work planned for it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, create, show_form
from apps.core.http import render_page, see_other
from apps.staffing.access import can_make_rotas, can_plan_team
from apps.staffing.actions import terms as actions
from apps.staffing.forms.burden import CapacityForm, PlannedWorkForm
from apps.staffing.models import PlannedWork
from apps.staffing.queries.capacity import (
    capacity_of,
    mondays_from,
    teams_with_people,
)
from apps.staffing.views import burden_tables as tables


def _check(request: HttpRequest) -> None:
    if not can_make_rotas(request.user):
        raise PermissionDenied


@require_safe
def capacity(request: HttpRequest) -> HttpResponse:
    """Hours available against work planned, week by week and by skill."""
    _check(request)
    teams = teams_with_people(request.user)
    slug = request.GET.get("team", "")
    team = next((one for one in teams if one.slug == slug), teams[0] if teams else None)
    data = {"team": team.slug if team else "", **request.GET.dict()}
    form = CapacityForm(data, user=request.user, team=team)
    context: dict[str, Any] = {"form": form, "team": team}
    if team is not None:
        asked = form.cleaned_data if form.is_valid() else {}
        first = asked.get("first") or timezone.localdate()
        mondays = mondays_from(first, int(asked.get("weeks") or 13))
        found = capacity_of(team, mondays, form.what_if())
        context |= {
            "found": found,
            "chart": tables.capacity_chart(found),
            "skills": tables.draw_skills(found),
            "short": sum(one.left < 0 for one in found.shown),
            "may_plan": can_plan_team(request.user, team),
        }
    return render_page(request, "staffing/capacity.html", context, partials={"results"})


def _page() -> FormPage:
    return FormPage(
        "Plan work",
        reverse("staffing:plan_work"),
        reverse("staffing:capacity"),
        "Capacity",
        "Plan it",
    )


@require_safe
def planned_work_new(request: HttpRequest) -> HttpResponse:
    """The form that notes planned work."""
    _check(request)
    form = PlannedWorkForm(user=request.user, initial={"monday": timezone.localdate()})
    return show_form(request, _page(), form)


@require_POST
def plan_work(request: HttpRequest) -> HttpResponse:
    """Note it."""
    _check(request)
    return create(
        request,
        PlannedWorkForm(request.POST, user=request.user),
        actions.plan_work,
        purpose="staffing.plan_work",
        refuse=lambda form: show_form(request, _page(), form),
        there=lambda pk: reverse("staffing:capacity"),
    )


@require_POST
def drop_planned_work(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not planned any more."""
    found = get_object_or_404(PlannedWork.objects.visible_to(request.user), pk=pk)
    team = actions.drop_planned_work(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{found.title} is not planned any more.")
    return see_other(f"{reverse('staffing:capacity')}?team={team.slug}")
