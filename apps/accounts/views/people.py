"""People, teams, roles."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts import actions
from apps.accounts.access import (
    can_edit_grants,
    can_edit_people,
    can_edit_team,
    can_read_story,
    can_view_grants,
)
from apps.accounts.forms import (
    GrantForm,
    MemberForm,
    PeopleFilter,
    PersonForm,
    RolesFilter,
    TeamForm,
    TeamsFilter,
)
from apps.accounts.http import HttpRequest, only_if
from apps.accounts.models import Grant, Membership, Team, User
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list

PEOPLE = [
    Column("name", "Name", lambda one: one.name, "name"),
    Column("nickname", "Known as", lambda one: one.nickname, "nickname"),
    Column("email", "E-mail", lambda one: one.email, "email"),
    Column(
        "organisation",
        "Organisation",
        lambda one: one.organisation.name,
        "organisation__name",
    ),
    Column(
        "teams", "Teams", lambda one: ", ".join(team.name for team in one.teams.all())
    ),
    Column(
        "active", "Logs in", lambda one: "yes" if one.is_active else "no", "is_active"
    ),
]
TEAMS = [
    Column("name", "Team", lambda one: one.name, "name"),
    Column(
        "parent",
        "Below",
        lambda one: one.parent.name if one.parent else "",
        "parent__name",
    ),
    Column(
        "manager",
        "Manager",
        lambda one: one.manager.name if one.manager else "",
        "manager__name",
    ),
    Column(
        "organisation",
        "Organisation",
        lambda one: one.organisation.name,
        "organisation__name",
    ),
    Column("email", "E-mail", lambda one: one.email, "email"),
]
GRANTS = [
    Column("person", "Person", lambda one: one.user.name, "user__name"),
    Column("role", "Role", lambda one: one.get_role_display(), "role"),
    Column("kind", "On", lambda one: one.get_scope_kind_display(), "scope_kind"),
    Column("key", "Which one", lambda one: one.scope_key, "scope_key"),
]


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody whom one may see."""
    rows = User.objects.visible_to(request.user).select_related("organisation")
    return show_list(
        request,
        "accounts/people.html",
        rows.prefetch_related("teams"),
        form=PeopleFilter(request.GET or None, user=request.user),
        columns=PEOPLE,
        name="people",
        context={
            "may_edit": can_edit_people(request.user),
            "person_form": PersonForm(),
        },
    )


@require_POST
def add_person(request: HttpRequest) -> HttpResponse:
    """Let somebody in."""
    only_if(may=can_edit_people(request.user))
    form = PersonForm(request.POST)
    if not form.is_valid():
        context = {"form": form}
        return render_page(request, "accounts/person_form.html", context, status=422)
    made = actions.add_person(by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(made.get_absolute_url())


def _person(request: HttpRequest, pk: int) -> User:
    rows = User.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: teams, roles, history."""
    found = _person(request, pk)
    context = {
        "found": found,
        "memberships": found.memberships.select_related("team"),
        "grants": found.grants.all() if can_view_grants(request.user) else None,
        "may_edit": can_edit_people(request.user) and found != request.user,
        "may_read_story": can_read_story(request.user, found),
    }
    return render_page(request, "accounts/person.html", context)


@require_POST
def bar(request: HttpRequest, pk: int) -> HttpResponse:
    """Bar a person from logging in, or let them in again."""
    found = _person(request, pk)
    is_active = request.POST.get("is_active") == "yes"
    actions.set_active(
        found.pk, by=request.user, is_active=is_active, now=timezone.now()
    )
    return see_other(found.get_absolute_url())


@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """Every team one may see."""
    rows = Team.objects.visible_to(request.user)
    return show_list(
        request,
        "accounts/teams.html",
        rows.select_related("parent", "manager", "organisation"),
        form=TeamsFilter(request.GET or None, user=request.user),
        columns=TEAMS,
        name="teams",
    )


def _team(request: HttpRequest, slug: str) -> Team:
    rows = Team.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("parent", "manager", "organisation"), slug=slug
    )


@require_safe
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """One team: who is in it, what stands below it."""
    return _show_team(request, _team(request, slug))


def _show_team(
    request: HttpRequest, found: Team, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "found": found,
        "memberships": found.memberships.select_related("user").order_by("user__name"),
        "below": found.below.all(),
        "may_edit": can_edit_team(request.user, found),
        "member_form": MemberForm(by=request.user),
        **forms,
    }
    return render_page(request, "accounts/team.html", context, status=status)


@require_safe
def edit_team(request: HttpRequest, slug: str) -> HttpResponse:
    """A team, to change."""
    found = _team(request, slug)
    only_if(may=can_edit_team(request.user, found))
    initial = {
        "name": found.name,
        "email": found.email,
        "description": found.description,
        "manager": found.manager_id,
        "parent": found.parent_id,
        "expected_version": found.version,
    }
    context = {"found": found, "form": TeamForm(initial=initial, by=request.user)}
    return render_page(request, "accounts/team_form.html", context)


@require_POST
def amend_team(request: HttpRequest, slug: str) -> HttpResponse:
    """Change it."""
    found = _team(request, slug)
    only_if(may=can_edit_team(request.user, found))
    form = TeamForm(request.POST, by=request.user)
    if not form.is_valid():
        context = {"found": found, "form": form}
        return render_page(request, "accounts/team_form.html", context, status=422)
    actions.amend_team(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_POST
def add_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a person in the team."""
    found = _team(request, slug)
    form = MemberForm(request.POST, by=request.user)
    if not form.is_valid():
        return _show_team(request, found, status=422, member_form=form)
    actions.add_member(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_POST
def remove_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a person out of a team."""
    seen = Team.objects.visible_to(request.user)
    found = get_object_or_404(Membership, pk=pk, team__in=seen)
    left = actions.remove_member(found.pk, by=request.user, now=timezone.now())
    return see_other(left.get_absolute_url())


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Who holds which role on what."""
    only_if(may=can_view_grants(request.user))
    return _show_roles(request, GrantForm())


def _show_roles(request: HttpRequest, form: GrantForm) -> HttpResponse:
    rows = Grant.objects.select_related("user").order_by("user__name", "pk")
    return show_list(
        request,
        "accounts/roles.html",
        rows,
        form=RolesFilter(request.GET or None, user=request.user),
        columns=GRANTS,
        name="roles",
        context={"may_edit": can_edit_grants(request.user), "grant_form": form},
    )


@require_POST
def give_role(request: HttpRequest) -> HttpResponse:
    """Give a role on a scope."""
    only_if(may=can_edit_grants(request.user))
    form = GrantForm(request.POST)
    if not form.is_valid():
        context = {"form": form}
        return render_page(request, "accounts/role_form.html", context, status=422)
    given = actions.grant(by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, f"{given.user} is now {given}.")
    return see_other(reverse("accounts:roles"))


@require_POST
def withdraw_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role back."""
    seen = User.objects.visible_to(request.user)
    found = get_object_or_404(Grant, pk=pk, user__in=seen)
    actions.withdraw_grant(found.pk, by=request.user, now=timezone.now())
    return see_other(reverse("accounts:roles"))
