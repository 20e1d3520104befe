"""The tree of skills, one skill, and its form."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page
from apps.staffing.access import can_edit_skills
from apps.staffing.actions import skills as actions
from apps.staffing.forms.skills import AddSkillForm, AmendSkillForm
from apps.staffing.models import Person, Skill
from apps.staffing.queries.skills import branches, depths, skill_page


@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """Everything there is to be able to do, with how many can do it alone."""
    here = Person.objects.visible_to(request.user).here_on(timezone.localdate())
    found = depths(here)
    rows = [(one, found.get(one.skill.pk)) for one in branches(Skill.objects.all())]
    context = {"rows": rows, "may_edit": can_edit_skills(request.user)}
    return render_page(request, "staffing/skills.html", context)


@require_safe
def skill(request: HttpRequest, slug: str) -> HttpResponse:
    """One skill: what its levels mean, who has which, which role needs it."""
    found = _skill(slug)
    context = {
        "found": found,
        "page": skill_page(found, request.user, timezone.localdate()),
        "may_edit": can_edit_skills(request.user),
    }
    return render_page(request, "staffing/skill.html", context)


def _skill(slug: str) -> Skill:
    return get_object_or_404(Skill.objects.select_related("platform"), slug=slug)


def _new_page() -> FormPage:
    return FormPage(
        "Add a skill",
        reverse("staffing:add_skill"),
        reverse("staffing:skills"),
        "Skills",
        submit="Add",
    )


def _check(request: HttpRequest) -> None:
    if not can_edit_skills(request.user):
        raise PermissionDenied


@require_safe
def new_skill(request: HttpRequest) -> HttpResponse:
    """The form of a new skill."""
    _check(request)
    return show_form(request, _new_page(), AddSkillForm())


@require_POST
def add_skill(request: HttpRequest) -> HttpResponse:
    """Put a skill into the tree."""
    _check(request)
    return create(
        request,
        AddSkillForm(request.POST),
        actions.add_skill,
        purpose="staffing.add_skill",
        refuse=lambda form: show_form(request, _new_page(), form),
        there=lambda pk: Skill.objects.get(pk=pk).get_absolute_url(),
    )


def _edit_page(found: Skill) -> FormPage:
    action = reverse("staffing:amend_skill", args=[found.slug])
    return FormPage(f"Edit {found}", action, found.get_absolute_url(), found.name)


@require_safe
def edit_skill(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a skill."""
    _check(request)
    found = _skill(slug)
    form = AmendSkillForm(instance=found, initial={"version": found.version})
    return show_form(request, _edit_page(found), form)


@require_POST
def amend_skill(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is said of it, or where it hangs."""
    _check(request)
    found = _skill(slug)
    form = AmendSkillForm(request.POST, instance=_skill(slug))
    return amend(
        request, _edit_page(found), form, partial(actions.amend_skill, found.pk)
    )
