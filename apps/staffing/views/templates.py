"""Templates of checklists."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page
from apps.staffing.access import can_edit_skills
from apps.staffing.actions import templates as actions
from apps.staffing.forms.checklists import AmendTemplateForm, TemplateForm
from apps.staffing.models import ChecklistTemplate
from apps.staffing.queries.checklists import listed_templates


def _check(request: HttpRequest) -> None:
    if not can_edit_skills(request.user):
        raise PermissionDenied


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """What is done whenever somebody joins, moves or leaves."""
    context = {
        "rows": listed_templates(request.user),
        "may_edit": can_edit_skills(request.user),
    }
    return render_page(request, "staffing/templates.html", context)


def _new_page() -> FormPage:
    return FormPage(
        "Add a template",
        reverse("staffing:add_template"),
        reverse("staffing:templates"),
        "Templates",
        submit="Add",
    )


@require_safe
def new_template(request: HttpRequest) -> HttpResponse:
    """The form of a new template."""
    _check(request)
    return show_form(request, _new_page(), TemplateForm())


@require_POST
def add_template(request: HttpRequest) -> HttpResponse:
    """Write down a new template."""
    _check(request)
    return create(
        request,
        TemplateForm(request.POST),
        actions.add_template,
        purpose="staffing.add_template",
        refuse=lambda form: show_form(request, _new_page(), form),
        there=lambda pk: f"{reverse('staffing:templates')}#template-{pk}",
    )


def _edit_page(found: ChecklistTemplate) -> FormPage:
    return FormPage(
        f"Edit {found}",
        reverse("staffing:amend_template", args=[found.pk]),
        found.get_absolute_url(),
        "Templates",
        intro="Checklists that run already keep their steps.",
    )


@require_safe
def edit_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a template."""
    _check(request)
    found = get_object_or_404(ChecklistTemplate, pk=pk)
    said = {
        "name": found.name,
        "kind": found.kind,
        "is_used": found.is_used,
        "steps": actions.steps_of(found),
        "version": found.version,
    }
    return show_form(request, _edit_page(found), AmendTemplateForm(initial=said))


@require_POST
def amend_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its steps."""
    _check(request)
    found = get_object_or_404(ChecklistTemplate, pk=pk)
    form = AmendTemplateForm(request.POST)
    act = partial(actions.amend_template, found.pk)
    return amend(request, _edit_page(found), form, act)
