"""People: their list, a person's page, the form of a person, the org chart."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page
from apps.core.lists import show_list
from apps.staffing.access import Reach, can_edit_people, can_edit_person
from apps.staffing.actions import people as actions
from apps.staffing.forms.people import (
    AmendPersonForm,
    PersonFilter,
    PostingForm,
    RegisterPersonForm,
)
from apps.staffing.forms.skills import CertificateForm
from apps.staffing.models import Person
from apps.staffing.queries.people import listed_people, person_page
from apps.staffing.queries.people import org_chart as chart_of
from apps.staffing.views.roster_drawings import draw_chart
from apps.staffing.views.roster_tables import people_columns


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody one may see."""
    today = timezone.localdate()
    return show_list(
        request,
        "staffing/people.html",
        listed_people(request.user, today),
        form=PersonFilter(request.GET, user=request.user, today=today),
        columns=people_columns(timezone.now()),
        name="people",
        context={"may_add": can_edit_people(request.user)},
    )


@require_safe
def org_chart(request: HttpRequest) -> HttpResponse:
    """Who stands under whom."""
    today = timezone.localdate()
    form = PersonFilter(request.GET, user=request.user, today=today)
    chart = chart_of(form.narrowed(listed_people(request.user, today)))
    context = {"form": form, "chart": chart, "drawing": draw_chart(chart)}
    return render_page(
        request, "staffing/org_chart.html", context, partials={"results"}
    )


def get_person(request: HttpRequest, pk: int) -> Person:
    """The person, if they exist for the reader."""
    rows = Person.objects.visible_to(request.user).select_related(
        "organisation", "line_manager", "pattern", "user"
    )
    return get_object_or_404(rows, pk=pk)


def editable_person(request: HttpRequest, pk: int) -> Person:
    """The person, if the reader may change them."""
    found = get_person(request, pk)
    if not can_edit_person(request.user, found):
        raise PermissionDenied
    return found


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: where, when and with whom they work, what they can do."""
    return show_person(request, get_person(request, pk))


def show_person(
    request: HttpRequest, found: Person, *, status: int = 200, **forms: BaseForm
) -> HttpResponse:
    """The person's page, perhaps with a form that was refused."""
    reach = Reach(request.user, found)
    context = {
        "found": found,
        "page": person_page(found, request.user, timezone.now()),
        "may_edit": reach.edits,
        "may_post": reach.posts,
        "is_own": reach.is_own,
        "may_note": reach.notes,
        "may_confirm": reach.confirms,
        "posting_form": PostingForm(user=request.user),
        "certificate_form": CertificateForm(),
        **forms,
    }
    return render_page(request, "staffing/person.html", context, status=status)


def _new_page() -> FormPage:
    return FormPage(
        "Enter a person",
        reverse("staffing:register_person"),
        reverse("staffing:people"),
        "Roster",
        submit="Enter",
    )


@require_safe
def person_new(request: HttpRequest) -> HttpResponse:
    """The form of a new person."""
    if not can_edit_people(request.user):
        raise PermissionDenied
    return show_form(request, _new_page(), RegisterPersonForm(user=request.user))


@require_POST
def register_person(request: HttpRequest) -> HttpResponse:
    """Enter somebody, once however often the form is sent."""
    if not can_edit_people(request.user):
        raise PermissionDenied
    return create(
        request,
        RegisterPersonForm(request.POST, user=request.user),
        actions.register_person,
        purpose="staffing.register_person",
        refuse=lambda form: show_form(request, _new_page(), form),
        there=lambda pk: reverse("staffing:person", args=[pk]),
    )


def _edit_page(found: Person) -> FormPage:
    action = reverse("staffing:amend_person", args=[found.pk])
    return FormPage(f"Edit {found}", action, found.get_absolute_url(), found.name)


@require_safe
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a person."""
    found = editable_person(request, pk)
    initial = {"version": found.version}
    form = AmendPersonForm(instance=found, initial=initial, user=request.user)
    return show_form(request, _edit_page(found), form)


@require_POST
def amend_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is noted of them."""
    found = editable_person(request, pk)
    copy = get_person(request, pk)
    form = AmendPersonForm(request.POST, instance=copy, user=request.user)
    act = partial(actions.amend_person, found.pk)
    return amend(request, _edit_page(found), form, act)
