"""What the roster is spoken of in: working patterns, roles and their targets."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.staffing.access import can_edit_skills
from apps.staffing.actions import settings as actions
from apps.staffing.forms.people import (
    AmendPatternForm,
    AmendRoleForm,
    PatternForm,
    RoleForm,
)
from apps.staffing.forms.skills import TargetForm, target_choices
from apps.staffing.models import TeamRole, WorkingPattern
from apps.staffing.queries.settings import listed_patterns, listed_roles


def _check(request: HttpRequest) -> None:
    if not can_edit_skills(request.user):
        raise PermissionDenied


@require_safe
def working_patterns(request: HttpRequest) -> HttpResponse:
    """The hours that people work by."""
    context = {
        "rows": listed_patterns(request.user),
        "may_edit": can_edit_skills(request.user),
    }
    return render_page(request, "staffing/patterns.html", context)


def _pattern_page() -> FormPage:
    return FormPage(
        "Add a working pattern",
        reverse("staffing:add_pattern"),
        reverse("staffing:patterns"),
        "Working patterns",
        submit="Add",
    )


@require_safe
def new_pattern(request: HttpRequest) -> HttpResponse:
    """The form of new hours."""
    _check(request)
    return show_form(request, _pattern_page(), PatternForm())


@require_POST
def add_pattern(request: HttpRequest) -> HttpResponse:
    """Name the hours of a week."""
    _check(request)
    return create(
        request,
        PatternForm(request.POST),
        actions.add_pattern,
        purpose="staffing.add_pattern",
        refuse=lambda form: show_form(request, _pattern_page(), form),
        there=lambda _: reverse("staffing:patterns"),
    )


def _edit_pattern_page(found: WorkingPattern) -> FormPage:
    return FormPage(
        f"Edit {found}",
        reverse("staffing:amend_pattern", args=[found.pk]),
        reverse("staffing:patterns"),
        "Working patterns",
        intro="It changes for all who work by it.",
    )


@require_safe
def edit_pattern(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the hours."""
    _check(request)
    found = get_object_or_404(WorkingPattern, pk=pk)
    return show_form(request, _edit_pattern_page(found), AmendPatternForm(found=found))


@require_POST
def amend_pattern(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the hours."""
    _check(request)
    found = get_object_or_404(WorkingPattern, pk=pk)
    form = AmendPatternForm(request.POST)
    act = partial(actions.amend_pattern, found.pk)
    return amend(request, _edit_pattern_page(found), form, act)


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """What people can be in a team, and what each needs."""
    return _show_roles(request)


def _show_roles(
    request: HttpRequest, *, status: int = 200, **forms: BaseForm
) -> HttpResponse:
    context = {
        "rows": listed_roles(request.user),
        "may_edit": can_edit_skills(request.user),
        "role_form": RoleForm(),
        "target_form": TargetForm(),
        **target_choices(),
        **forms,
    }
    return render_page(request, "staffing/roles.html", context, status=status)


@require_POST
def add_role(request: HttpRequest) -> HttpResponse:
    """Name a role."""
    _check(request)
    return create(
        request,
        RoleForm(request.POST),
        actions.add_role,
        purpose="staffing.add_role",
        refuse=lambda form: _show_roles(request, status=422, role_form=form),
        there=lambda pk: f"{reverse('staffing:roles')}#role-{pk}",
    )


def _role_page(found: TeamRole) -> FormPage:
    return FormPage(
        f"Rename {found}",
        reverse("staffing:amend_role", args=[found.pk]),
        f"{reverse('staffing:roles')}#role-{found.pk}",
        "Roles and targets",
    )


@require_safe
def edit_role(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a role."""
    _check(request)
    found = get_object_or_404(TeamRole, pk=pk)
    form = AmendRoleForm(instance=found, initial={"version": found.version})
    return show_form(request, _role_page(found), form)


@require_POST
def amend_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it otherwise."""
    _check(request)
    found = get_object_or_404(TeamRole, pk=pk)
    form = AmendRoleForm(request.POST, instance=get_object_or_404(TeamRole, pk=pk))
    act = partial(actions.amend_role, found.pk)
    return amend(request, _role_page(found), form, act)


@require_POST
def set_target(request: HttpRequest, pk: int) -> HttpResponse:
    """What the role needs of a skill."""
    _check(request)
    found = get_object_or_404(TeamRole, pk=pk)
    form = TargetForm(request.POST)
    if not form.is_valid():
        return _show_roles(request, status=422, target_form=form)
    actions.set_target(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(f"{reverse('staffing:roles')}#role-{found.pk}")
