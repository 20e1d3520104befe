"""Importing catalog files, and what was imported."""

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.catalog import actions
from apps.catalog.access import can_import
from apps.catalog.forms import EntityFilter, UploadForm
from apps.catalog.models import Entity, ImportRun
from apps.catalog.queries import import_page, recent_imports, relations_of
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list

COLUMNS = [
    Column("name", "Name", lambda one: one.name, "name"),
    Column("kind", "Kind", lambda one: one.kind, "kind"),
    Column("title", "Title", lambda one: one.title, "title"),
    Column(
        "feeds", "In the portal", lambda one: str(one.application or one.team or "")
    ),
    Column("source", "File", lambda one: one.source, "source"),
    Column("imported", "Imported", lambda one: one.imported_at, "imported_at"),
]


@require_safe
def import_catalog(request: HttpRequest) -> HttpResponse:
    """Where catalog files are given, and the imports so far."""
    return _start(request, UploadForm())


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Look at what the files would change."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form, status=422)
    run = actions.preview_import(
        by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(run.get_absolute_url())


@require_safe
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import would change, how far it is, or what it did."""
    found = _get(request, pk)
    context = {
        "found": found,
        "page": import_page(
            found, request.GET.get("show", ""), request.GET.get("page")
        ),
        "is_mine": found.by_id == request.user.pk,
    }
    return render_page(request, "catalog/import_run.html", context, partials={"import"})


@require_POST
def confirm_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it carried out."""
    found = _get(request, pk)
    actions.confirm_import(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def restart_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a failed one carried out once more."""
    found = _get(request, pk)
    actions.restart_import(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def discard_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop it."""
    found = _get(request, pk)
    actions.discard_import(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_safe
def entities(request: HttpRequest) -> HttpResponse:
    """Every document that was imported."""
    rows = Entity.objects.visible_to(request.user).defer("document", "text", "written")
    return show_list(
        request,
        "catalog/entities.html",
        rows.select_related("application", "team"),
        form=EntityFilter(request.GET),
        columns=COLUMNS,
        name="catalog-entities",
        context={"may_import": can_import(request.user)},
    )


@require_safe
def entity(request: HttpRequest, pk: int) -> HttpResponse:
    """One imported document as it was, and whom it names."""
    rows = Entity.objects.visible_to(request.user)
    found = get_object_or_404(
        rows.select_related("application", "team", "login"), pk=pk
    )
    named_by = found.named_by.select_related("source")
    context = {"found": found, "relations": relations_of(found), "named_by": named_by}
    return render_page(request, "catalog/entity.html", context)


def _get(request: HttpRequest, pk: int) -> ImportRun:
    rows = ImportRun.objects.visible_to(request.user).select_related("by")
    return get_object_or_404(rows, pk=pk)


def _start(request: HttpRequest, form: BaseForm, status: int = 200) -> HttpResponse:
    if not can_import(request.user):
        raise PermissionDenied
    context = {"form": form, "runs": recent_imports(request.user)}
    return render_page(request, "catalog/import.html", context, status=status)
