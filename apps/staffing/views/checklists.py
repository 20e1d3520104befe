"""Checklists of joiners, movers and leavers: their list, one of them, its steps."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.staffing.access import can_edit_people, can_edit_person
from apps.staffing.actions import checklists as actions
from apps.staffing.forms.checklists import ChecklistFilter, StartForm, StepForm
from apps.staffing.models import Checklist, ChecklistStep, Person
from apps.staffing.queries.checklists import checklist_page, listed_checklists
from apps.staffing.views.people import editable_person
from apps.staffing.views.roster_tables import checklist_columns


@require_safe
def checklists(request: HttpRequest) -> HttpResponse:
    """The checklists one may see."""
    return show_list(
        request,
        "staffing/checklists.html",
        listed_checklists(request.user),
        form=ChecklistFilter(request.GET, user=request.user),
        columns=checklist_columns(timezone.localdate()),
        name="checklists",
        context={"may_edit": can_edit_people(request.user)},
    )


def _checklist(request: HttpRequest, pk: int) -> Checklist:
    rows = Checklist.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("person", "team", "started_by"), pk=pk)


@require_safe
def checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """One list, its steps, and who does them."""
    found = _checklist(request, pk)
    may_edit = can_edit_person(request.user, found.person)
    context = {
        "found": found,
        "page": checklist_page(found, timezone.localdate()),
        "may_edit": may_edit,
    }
    return render_page(request, "staffing/checklist.html", context)


def _start_page(found: Person) -> FormPage:
    return FormPage(
        f"Start a checklist for {found}",
        reverse("staffing:start_checklist", args=[found.pk]),
        found.get_absolute_url(),
        found.name,
        submit="Start",
        intro="A leaver's list notes their last day and ends their postings on it.",
    )


@require_safe
def new_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The form that starts one person's list."""
    found = editable_person(request, pk)
    return show_form(request, _start_page(found), StartForm(user=request.user))


@require_POST
def start_checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin one person's list."""
    found = editable_person(request, pk)
    return create(
        request,
        StartForm(request.POST, user=request.user),
        partial(actions.start_checklist, found.pk),
        purpose="staffing.start_checklist",
        refuse=lambda form: show_form(request, _start_page(found), form),
        there=lambda key: reverse("staffing:checklist", args=[key]),
    )


@require_POST
def close_checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing more is done of it."""
    found = _checklist(request, pk)
    actions.close_checklist(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


def _step(request: HttpRequest, pk: int, part: int) -> ChecklistStep:
    found: ChecklistStep = get_object_or_404(
        ChecklistStep.objects.select_related("checklist__person"),
        pk=part,
        checklist=_checklist(request, pk),
    )
    return found


@require_POST
def do_step(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """It is done."""
    found = _step(request, pk, part)
    actions.do_step(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def undo_step(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """It is not done after all."""
    found = _step(request, pk, part)
    actions.undo_step(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


def _step_page(found: ChecklistStep) -> FormPage:
    return FormPage(
        found.title,
        reverse("staffing:amend_step", args=[found.checklist_id, found.pk]),
        found.get_absolute_url(),
        str(found.checklist),
    )


def _editable_step(request: HttpRequest, pk: int, part: int) -> ChecklistStep:
    found = _step(request, pk, part)
    if not can_edit_person(request.user, found.checklist.person):
        raise PermissionDenied
    return found


@require_safe
def edit_step(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """The form of a step."""
    found = _editable_step(request, pk, part)
    said = {
        "owner": found.owner_id,
        "due_on": found.due_on,
        "version": found.version,
    }
    return show_form(
        request, _step_page(found), StepForm(initial=said, user=request.user)
    )


@require_POST
def amend_step(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Give it to somebody else, or another day."""
    found = _editable_step(request, pk, part)
    form = StepForm(request.POST, user=request.user)
    act = partial(actions.amend_step, found.pk)
    return amend(request, _step_page(found), form, act)
