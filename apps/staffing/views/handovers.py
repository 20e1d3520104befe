"""Hand-over notes of a rota: read, written."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.staffing.access import can_amend_handover, can_write_handover
from apps.staffing.actions import handovers as actions
from apps.staffing.forms.swaps import AmendHandoverForm, HandoverForm
from apps.staffing.models import HandoverNote, Rota
from apps.staffing.queries.handovers import next_handoff, notes_of, visible_notes
from apps.staffing.views.rotas import rota_of


@require_safe
def handovers(request: HttpRequest, slug: str) -> HttpResponse:
    """What each shift told the next, the newest first."""
    found = rota_of(request, slug)
    initial = {"handoff_at": next_handoff(found, timezone.now())}
    return _show(request, found, HandoverForm(initial=initial))


def _show(
    request: HttpRequest, found: Rota, form: HandoverForm, status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "page_obj": notes_of(found, request.GET.get("page")),
        "form": form,
        "may_write": can_write_handover(request.user, found),
    }
    return render_page(request, "staffing/handovers.html", context, status=status)


@require_POST
def write_handover(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell the next shift, once however often the form is sent."""
    found = rota_of(request, slug)
    return create(
        request,
        HandoverForm(request.POST),
        partial(actions.write_handover, found.pk),
        purpose="staffing.write_handover",
        refuse=lambda form: _show(request, found, HandoverForm(request.POST), 422),
        there=lambda pk: HandoverNote.objects.get(pk=pk).get_absolute_url(),
    )


def _own(request: HttpRequest, pk: int) -> HandoverNote:
    """The note, if this person wrote it."""
    found = get_object_or_404(visible_notes(request.user), pk=pk)
    if not can_amend_handover(request.user, found):
        raise PermissionDenied
    return found


def _edit_page(found: HandoverNote) -> FormPage:
    action = reverse("staffing:amend_handover", args=[found.pk])
    back = found.get_absolute_url()
    return FormPage("Correct the hand-over", action, back, f"Hand-over of {found.rota}")


@require_safe
def handover_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form that corrects one's own note."""
    found = _own(request, pk)
    return show_form(request, _edit_page(found), AmendHandoverForm.of(found))


@require_POST
def amend_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one's own note, until it was read."""
    found = _own(request, pk)
    form = AmendHandoverForm.of(found, request.POST)
    act = partial(actions.amend_handover, found.pk)
    return amend(request, _edit_page(found), form, act)


@require_POST
def read_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """One has read it, and takes over."""
    found = get_object_or_404(visible_notes(request.user), pk=pk)
    actions.read_handover(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "Read: whoever wrote it is told.")
    return see_other(found.get_absolute_url())
