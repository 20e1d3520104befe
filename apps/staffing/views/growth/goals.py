"""Objectives with their key results, development plans, thanks."""

from functools import partial
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, show_form
from apps.core.http import render_page, see_other
from apps.staffing.actions.growth import goals as actions
from apps.staffing.actions.growth.entering import confidential
from apps.staffing.forms.growth import goals as forms
from apps.staffing.models import Person
from apps.staffing.queries.growth.pages import (
    ObjectivePage,
    PlanPage,
    objective_page,
    plan_page,
)
from apps.staffing.views.growth.acting import (
    add,
    change,
    make,
    page_about,
    person_named,
    typed,
)
from apps.staffing.views.growth.door import guarded

OBJECTIVE = ("title", "why", "starts_on", "ends_on")
PLAN = ("title", "words", "ends_on")


def _new(name: str, label: str, person: Person) -> FormPage:
    return page_about(person, f"{label} of {person}", name)


def _edit(name: str, found: Any) -> FormPage:
    action = reverse(f"staffing:{name}", args=[found.pk])
    return FormPage(f"Edit {found}", action, found.get_absolute_url(), str(found))


def _objective(request: HttpRequest, pk: int) -> ObjectivePage:
    with confidential(request.user, now=timezone.now()) as viewer:
        return objective_page(viewer, pk)


def _show(
    request: HttpRequest, pk: int, *, reported: int = 0, **typed_in: BaseForm
) -> HttpResponse:
    """The page; `reported` is the key result of which the report was typed."""
    page = _objective(request, pk)
    fresh: dict[str, Any] = {
        "result_form": forms.KeyResultForm(),
        "end_form": forms.EndObjectiveForm(initial={"state": "reached"}),
    }
    blank = [(one, forms.ReportForm(at=one.result.pk)) for one in page.results]
    results = [
        (one, typed_in["report_form"] if one.result.pk == reported else form)
        for one, form in blank
    ]
    context = {"page": page, "results": results, **fresh, **typed_in}
    status = 422 if typed_in else 200
    return render_page(
        request, "staffing/growth/objective.html", context, status=status
    )


@require_safe
@guarded
def objective(request: HttpRequest, pk: int) -> HttpResponse:
    """One objective and how far it has come."""
    return _show(request, pk)


@require_safe
@guarded
def objective_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new objective."""
    page = _new("set_objective", "Objective", person_named(request, pk))
    form = forms.NewObjectiveForm(initial={"starts_on": timezone.localdate()})
    return show_form(request, page, form)


@require_POST
@guarded
def set_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Set it."""
    page = _new("set_objective", "Objective", person_named(request, pk))
    form = forms.NewObjectiveForm(request.POST)
    act = partial(actions.set_objective, pk)
    return make(request, page, form, act, "set_objective")


@require_safe
@guarded
def objective_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of one that is there."""
    found = _objective(request, pk).found
    form = forms.AmendObjectiveForm(initial=typed(found, *OBJECTIVE))
    return show_form(request, _edit("amend_objective", found), form)


@require_POST
@guarded
def amend_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of it."""
    page = _edit("amend_objective", _objective(request, pk).found)
    form = forms.AmendObjectiveForm(request.POST)
    return change(request, page, form, partial(actions.amend_objective, pk))


def _there(pk: int) -> str:
    return reverse("staffing:objective", args=[pk])


@require_POST
@guarded
def add_key_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Say by what it is measured."""
    return add(
        request,
        forms.KeyResultForm(request.POST),
        partial(actions.add_key_result, pk),
        back=_there(pk),
        show=lambda form: _show(request, pk, result_form=form),
    )


@require_POST
@guarded
def report_key_result(request: HttpRequest, pk: int, result: int) -> HttpResponse:
    """Say how far a key result has come."""
    return add(
        request,
        forms.ReportForm(request.POST, at=result),
        partial(actions.report_key_result, result),
        back=_there(pk),
        show=lambda form: _show(request, pk, reported=result, report_form=form),
    )


@require_POST
@guarded
def end_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how it ended, or open it again."""
    return add(
        request,
        forms.EndObjectiveForm(request.POST),
        partial(actions.end_objective, pk),
        back=_there(pk),
        show=lambda form: _show(request, pk, end_form=form),
    )


def _plan(request: HttpRequest, pk: int) -> PlanPage:
    with confidential(request.user, now=timezone.now()) as viewer:
        return plan_page(viewer, pk)


def _show_plan(
    request: HttpRequest, pk: int, form: BaseForm | None = None
) -> HttpResponse:
    page = _plan(request, pk)
    context = {"page": page, "step_form": form or forms.StepForm()}
    status = 422 if form else 200
    return render_page(request, "staffing/growth/plan.html", context, status=status)


@require_safe
@guarded
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One development plan and its steps."""
    return _show_plan(request, pk)


@require_safe
@guarded
def plan_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new plan."""
    page = _new("make_plan", "Development plan", person_named(request, pk))
    return show_form(request, page, forms.NewPlanForm())


@require_POST
@guarded
def make_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin one."""
    page = _new("make_plan", "Development plan", person_named(request, pk))
    form = forms.NewPlanForm(request.POST)
    return make(request, page, form, partial(actions.make_plan, pk), "make_plan")


@require_safe
@guarded
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of one that is there."""
    found = _plan(request, pk).found
    form = forms.AmendPlanForm(initial=typed(found, *PLAN))
    return show_form(request, _edit("amend_plan", found), form)


@require_POST
@guarded
def amend_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of it."""
    page = _edit("amend_plan", _plan(request, pk).found)
    form = forms.AmendPlanForm(request.POST)
    return change(request, page, form, partial(actions.amend_plan, pk))


@require_POST
@guarded
def add_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a step."""
    return add(
        request,
        forms.StepForm(request.POST),
        partial(actions.add_step, pk),
        back=reverse("staffing:plan", args=[pk]),
        show=lambda form: _show_plan(request, pk, form),
    )


@require_POST
@guarded
def finish_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a step is done, or take that back."""
    found = actions.finish_step(pk, by=request.user, now=timezone.now())
    return see_other(reverse("staffing:plan", args=[found.plan_id]))


def _thanks() -> FormPage:
    home = reverse("staffing:growth")
    return FormPage(
        "Thank a colleague",
        reverse("staffing:recognise"),
        home,
        "Growth",
        submit="Thank them",
        intro="They and the line above them read it.",
    )


@require_safe
@guarded
def recognition_new(request: HttpRequest) -> HttpResponse:
    """The form of thanks."""
    return show_form(request, _thanks(), forms.ThanksForm(user=request.user))


@require_POST
@guarded
def recognise(request: HttpRequest) -> HttpResponse:
    """Thank somebody."""
    form = forms.ThanksForm(request.POST, user=request.user)
    return make(request, _thanks(), form, actions.recognise, "recognise")
