"""Giving trees of documents, following their imports, and exporting spaces."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core import markup
from apps.core.errors import DomainError
from apps.core.exports import table_response
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.core.uploads import attachment_response
from apps.knowledge.access import can_author
from apps.knowledge.actions import exporting, importing
from apps.knowledge.forms.imports import (
    ChoicesForm,
    ExportForm,
    GiveTreeForm,
    ImportFilter,
)
from apps.knowledge.models import ArticleImport, Space, SpaceExport
from apps.knowledge.queries.exports import exports_of
from apps.knowledge.queries.imports import import_page, writes_somewhere

CHOICES = ("kind", "site", "takes_files", "publishes")


def _count(key: str, head: str) -> Column:
    return Column(key, head, lambda one: one.counts.get(key, ""), css="text-end")


COLUMNS = [
    Column(
        "source",
        "Source",
        lambda one: one.source,
        "source",
        lambda one: markup.link(one.get_absolute_url(), one.source),
        is_head=True,
    ),
    Column("space", "Space", lambda one: one.space.name, "space__name"),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        "state",
        markup.state_badge,
    ),
    Column("given", "Given", lambda one: one.created_at, "created_at"),
    Column("by", "By", lambda one: str(one.by or "The command")),
    _count("new", "New"),
    _count("changed", "Changed"),
    _count("conflict", "Changed here too"),
    _count("rejected", "Rejected"),
]


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """The imports into spaces one writes in."""
    rows = ArticleImport.objects.visible_to(request.user)
    return show_list(
        request,
        "knowledge/imports.html",
        rows.select_related("space", "by").with_counts(),
        form=ImportFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="article-imports",
        context={"may_import": writes_somewhere(request.user)},
    )


@require_safe
def import_new(request: HttpRequest) -> HttpResponse:
    """Where a tree is given."""
    if not writes_somewhere(request.user):
        raise PermissionDenied
    initial = {"space": request.GET.get("space", ""), "publishes": True}
    return _give(request, GiveTreeForm(user=request.user, initial=initial))


@require_POST
def give_tree(request: HttpRequest) -> HttpResponse:
    """Keep the file and have it checked."""
    if not writes_somewhere(request.user):
        raise PermissionDenied
    form = GiveTreeForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _give(request, form, status=422)
    given = form.cleaned_data
    try:
        made = importing.give_tree(
            given.pop("space"), by=request.user, now=timezone.now(), **given
        )
    except (ValidationError, DomainError) as error:
        form.add_error("file", str(getattr(error, "message", error)))
        return _give(request, form, status=422)
    return see_other(made.get_absolute_url())


@require_safe
def article_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import would do, how far it is, or what it did."""
    found = _get(request, pk)
    initial = {name: getattr(found, name) for name in CHOICES}
    return _show(request, found, ChoicesForm(initial=initial))


@require_POST
def recheck_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it checked with other choices."""
    found = _get(request, pk)
    form = ChoicesForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    importing.recheck_import(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_POST
def confirm_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it carried out."""
    found = _get(request, pk)
    importing.confirm_import(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def stop_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop it, or ask the worker to stop."""
    found = _get(request, pk)
    importing.stop_import(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_safe
def import_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each page, and each problem by file and line, as a table."""
    found = _get(request, pk)
    head = ["File", "Line", "What", "Words"]
    fmt = "xlsx" if request.GET.get("export") == "xlsx" else "csv"
    name = f"article-import-{found.pk}"
    return table_response(name, fmt, head, found.report_rows())


@require_safe
def export(request: HttpRequest, space: str) -> HttpResponse:
    """Where a space is exported, and one's exports of it."""
    return _show_exports(request, _space(request, space), ExportForm())


@require_POST
def export_space(request: HttpRequest, space: str) -> HttpResponse:
    """Have it written as files."""
    found = _space(request, space)
    form = ExportForm(request.POST)
    form.full_clean()
    made = exporting.export_space(
        found, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(made.get_absolute_url())


@require_safe
def export_file(request: HttpRequest, space: str, pk: int) -> FileResponse:
    """The ZIP file of one's export."""
    rows = SpaceExport.objects.visible_to(request.user).select_related("file")
    found = get_object_or_404(rows, space__slug=space, pk=pk)
    if found.file is None:
        raise Http404
    return attachment_response(found.file)


def _get(request: HttpRequest, pk: int) -> ArticleImport:
    rows = ArticleImport.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("space", "file", "by"), pk=pk)


def _space(request: HttpRequest, slug: str) -> Space:
    return get_object_or_404(Space.objects.visible_to(request.user), slug=slug)


def _give(request: HttpRequest, form: GiveTreeForm, status: int = 200) -> HttpResponse:
    context = {"form": form}
    return render_page(request, "knowledge/import_new.html", context, status=status)


def _show(
    request: HttpRequest, found: ArticleImport, form: ChoicesForm, status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "page": import_page(found),
        "form": form,
        "may_import": can_author(request.user, found.space),
    }
    return render_page(
        request, "knowledge/import.html", context, partials={"import"}, status=status
    )


def _show_exports(request: HttpRequest, found: Space, form: ExportForm) -> HttpResponse:
    context = {
        "found": found,
        "form": form if can_author(request.user, found) else None,
        "exports": exports_of(found, request.user),
    }
    return render_page(request, "knowledge/export.html", context, partials={"exports"})
