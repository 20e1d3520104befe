"""Importing schedules of other tools: looked at first, then carried in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.errors import DomainError
from apps.core.http import render_page, see_other
from apps.staffing.access import can_make_rotas
from apps.staffing.actions import carrying as actions
from apps.staffing.forms.carrying import SchedulesForm
from apps.staffing.models import RotaImport
from apps.staffing.queries.carrying import recent_imports


@require_safe
def rota_imports(request: HttpRequest) -> HttpResponse:
    """Where a file is given, and the imports so far."""
    return _show(request, SchedulesForm(user=request.user))


def _show(request: HttpRequest, form: SchedulesForm, status: int = 200) -> HttpResponse:
    if not can_make_rotas(request.user):
        raise PermissionDenied
    context = {"form": form, "runs": recent_imports(request.user)}
    return render_page(request, "staffing/rota_imports.html", context, status=status)


@require_POST
def look_at_schedules(request: HttpRequest) -> HttpResponse:
    """Say what the file would change."""
    form = SchedulesForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _show(request, form, 422)
    name, document = form.cleaned_data.pop("file")
    try:
        made = actions.look_at_schedules(
            by=request.user,
            now=timezone.now(),
            file_name=name,
            document=document,
            **form.cleaned_data,
        )
    except DomainError as error:
        form.add_error("file", str(error))
        return _show(request, form, 422)
    return see_other(made.get_absolute_url())


def _import(request: HttpRequest, pk: int) -> RotaImport:
    rows = RotaImport.objects.visible_to(request.user).select_related("team")
    return get_object_or_404(rows, pk=pk)


@require_safe
def rota_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import would do, or did."""
    context = {"found": _import(request, pk)}
    return render_page(request, "staffing/rota_import.html", context)


@require_POST
def carry_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Make and change the rotas."""
    found = _import(request, pk)
    actions.carry_in(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "Imported. Publish each rota when you have looked at it.")
    return see_other(found.get_absolute_url())
