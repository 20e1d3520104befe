"""One-to-ones: planned, talked about, written down, held."""

from functools import partial
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, show_form
from apps.core.http import render_page, see_other
from apps.staffing.actions.growth import meetings as actions
from apps.staffing.actions.growth.entering import confidential
from apps.staffing.forms.growth import goals as forms
from apps.staffing.models import Person
from apps.staffing.queries.growth.pages import MeetingPage, meeting_page
from apps.staffing.views.growth.acting import (
    add,
    change,
    make,
    page_about,
    person_named,
    press,
    typed,
)
from apps.staffing.views.growth.door import guarded

FORMS: dict[str, type[BaseForm]] = {
    "agenda_form": forms.AgendaForm,
    "note_form": forms.NoteForm,
    "hold_form": forms.HoldForm,
}


def _page(request: HttpRequest, pk: int) -> MeetingPage:
    with confidential(request.user, now=timezone.now()) as viewer:
        return meeting_page(viewer, pk)


def _show(request: HttpRequest, pk: int, **typed_in: BaseForm) -> HttpResponse:
    fresh: dict[str, Any] = {name: form() for name, form in FORMS.items()}
    context = {"page": _page(request, pk), **fresh, **typed_in}
    status = 422 if typed_in else 200
    return render_page(request, "staffing/growth/meeting.html", context, status=status)


@require_safe
@guarded
def one_to_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One: its agenda, the notes one may read."""
    return _show(request, pk)


def _new(person: Person) -> FormPage:
    title = f"One-to-one with {person}"
    return page_about(person, title, "plan_one_to_one", submit="Plan it")


@require_safe
@guarded
def one_to_one_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new one."""
    person = person_named(request, pk, is_led=True)
    return show_form(request, _new(person), forms.PlanMeetingForm())


@require_POST
@guarded
def plan_one_to_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on a day."""
    person = person_named(request, pk, is_led=True)
    form = forms.PlanMeetingForm(request.POST)
    act = partial(actions.plan_one_to_one, pk)
    return make(request, _new(person), form, act, "plan_one_to_one")


def _move(page: MeetingPage) -> FormPage:
    there = page.found.get_absolute_url()
    action = reverse("staffing:move_one_to_one", args=[page.found.pk])
    return FormPage(
        "Move the one-to-one", action, there, str(page.found), submit="Move"
    )


@require_safe
@guarded
def one_to_one_move(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of another day."""
    page = _page(request, pk)
    form = forms.MoveMeetingForm(initial=typed(page.found, "on"))
    return show_form(request, _move(page), form)


@require_POST
@guarded
def move_one_to_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose another day."""
    page = _move(_page(request, pk))
    form = forms.MoveMeetingForm(request.POST)
    return change(request, page, form, partial(actions.move_one_to_one, pk))


def _there(pk: int) -> str:
    return reverse("staffing:one_to_one", args=[pk])


@require_POST
@guarded
def add_agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Put something on the agenda."""
    return add(
        request,
        forms.AgendaForm(request.POST),
        partial(actions.add_agenda_item, pk),
        back=_there(pk),
        show=lambda form: _show(request, pk, agenda_form=form),
    )


@require_POST
@guarded
def tick_agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that it was talked about, or take that back."""
    found = actions.tick_agenda_item(pk, by=request.user, now=timezone.now())
    return see_other(_there(found.meeting_id))


@require_POST
@guarded
def write_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write something down."""
    return add(
        request,
        forms.NoteForm(request.POST),
        partial(actions.write_note, pk),
        back=_there(pk),
        show=lambda form: _show(request, pk, note_form=form),
    )


@require_POST
@guarded
def share_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Share a note of one's own."""
    found = actions.share_note(pk, by=request.user, now=timezone.now())
    return see_other(_there(found.meeting_id))


@require_POST
@guarded
def hold_one_to_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that it took place, and agree on the next."""
    return add(
        request,
        forms.HoldForm(request.POST),
        partial(actions.hold_one_to_one, pk),
        back=_there(pk),
        show=lambda form: _show(request, pk, hold_form=form),
    )


@require_POST
@guarded
def cancel_one_to_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off."""
    return press(request, actions.cancel_one_to_one, pk, back=_there(pk))
