"""Levels from a file: brought, looked at, written."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, create, show_form
from apps.core.http import render_page, see_other
from apps.staffing.access import can_edit_people
from apps.staffing.actions import sheets as actions
from apps.staffing.forms.skills import SheetForm
from apps.staffing.models import Sheet
from apps.staffing.queries.sheets import preview


def _new_page() -> FormPage:
    return FormPage(
        "Bring levels from a file",
        reverse("staffing:bring_sheet"),
        reverse("staffing:matrix"),
        "Skills",
        submit="Look at it",
        intro="Nothing is written before you have seen what would change.",
    )


def _check(request: HttpRequest) -> None:
    if not can_edit_people(request.user):
        raise PermissionDenied


@require_safe
def new_sheet(request: HttpRequest) -> HttpResponse:
    """The form of a file."""
    _check(request)
    return show_form(request, _new_page(), SheetForm())


@require_POST
def bring_sheet(request: HttpRequest) -> HttpResponse:
    """Read a file, and show what writing it would change."""
    _check(request)
    return create(
        request,
        SheetForm(request.POST, request.FILES),
        actions.bring_sheet,
        purpose="staffing.bring_sheet",
        refuse=lambda form: show_form(request, _new_page(), form),
        there=lambda pk: reverse("staffing:sheet", args=[pk]),
    )


def _sheet(request: HttpRequest, pk: int) -> Sheet:
    return get_object_or_404(Sheet.objects.visible_to(request.user), pk=pk)


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file says, what is wrong with it, what writing it would change."""
    found = _sheet(request, pk)
    context = {"found": found, "preview": preview(found)}
    return render_page(request, "staffing/sheet.html", context)


@require_POST
def write_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the levels of the file."""
    found = _sheet(request, pk)
    actions.write_sheet(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())
