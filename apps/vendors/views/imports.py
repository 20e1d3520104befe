"""Giving files of tickets, saying how they are read, and following their imports."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core import markup
from apps.core.errors import DomainError
from apps.core.exports import table_response
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.vendors import actions
from apps.vendors.access import can_import, can_map
from apps.vendors.forms.tickets import GiveFileForm, ImportFilter, RulesForm
from apps.vendors.models import ManagedService, TicketImport
from apps.vendors.queries.imports import import_page
from apps.vendors.queries.mappings import may_change

COLUMNS = [
    Column(
        "file",
        "File",
        lambda one: one.file.name,
        "file__name",
        lambda one: markup.link(one.get_absolute_url(), one.file.name),
        is_head=True,
    ),
    Column("service", "Service", lambda one: one.service.name, "service__name"),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        "state",
        markup.state_badge,
    ),
    Column("given", "Given", lambda one: one.created_at, "created_at"),
    Column("by", "By", lambda one: str(one.by or "The command")),
    Column("new", "New", lambda one: one.counts.get("new", ""), css="text-end"),
    Column(
        "changed", "Changed", lambda one: one.counts.get("changed", ""), css="text-end"
    ),
    Column(
        "rejected",
        "Rejected",
        lambda one: one.counts.get("rejected", ""),
        css="text-end",
    ),
]


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """The imports of services one sees."""
    if not can_map(request.user) and not request.user.rights.scopes("vendors.view"):
        raise PermissionDenied
    rows = TicketImport.objects.visible_to(request.user)
    return show_list(
        request,
        "vendors/imports.html",
        rows.select_related("service", "file", "by").with_counts(),
        form=ImportFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="ticket-imports",
        context={"may_import": can_map(request.user)},
    )


@require_safe
def import_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a file is given."""
    return _give(request, _service(request, slug), GiveFileForm(names=_names()))


@require_POST
def give_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the file, then show how it would be read."""
    service = _service(request, slug)
    form = GiveFileForm(request.POST, request.FILES, names=_names())
    if not form.is_valid():
        return _give(request, service, form, status=422)
    try:
        made = actions.give_file(
            service.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except ValidationError as error:
        form.add_error("file", error)
        return _give(request, service, form, status=422)
    return see_other(made.get_absolute_url())


@require_safe
def ticket_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import would do, how far it is, or what it did."""
    found = _get(request, pk)
    return _show(request, found, _rules_form(found))


@require_POST
def choose_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how the file is read, perhaps under a name, and have it checked."""
    found = _get(request, pk)
    form = _rules_form(found, request)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    name = form.cleaned_data["save_as"].strip()
    if name and not may_change(request.user, name):
        form.add_error(
            "save_as", "Files of other vendors are read by it. Choose another."
        )
        return _show(request, found, form, status=422)
    try:
        actions.choose_columns(
            found.pk,
            by=request.user,
            rules=form.rules,
            mapping_name=name or None,
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return _show(request, found, form, status=409)
    if name:
        actions.save_mapping(
            name, by=request.user, rules=form.rules, now=timezone.now()
        )
    return see_other(found.get_absolute_url())


@require_POST
def confirm_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it carried out."""
    found = _get(request, pk)
    actions.confirm_import(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def stop_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop it, or ask the worker to stop."""
    found = _get(request, pk)
    actions.stop_import(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def restart_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it carried out once more."""
    found = _get(request, pk)
    actions.restart_import(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_safe
def import_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of the file, as a table."""
    found = _get(request, pk)
    head = ["Row", "Column", "Value", "What"]
    fmt = "xlsx" if request.GET.get("export") == "xlsx" else "csv"
    return table_response(f"import-{found.pk}-report", fmt, head, found.report_rows())


def _names() -> list[str]:
    return sorted(actions.mappings_by_name())


def _service(request: HttpRequest, slug: str) -> ManagedService:
    rows = ManagedService.objects.visible_to(request.user)
    service = get_object_or_404(rows.select_related("contract__vendor"), slug=slug)
    if not can_import(request.user, service):
        raise PermissionDenied
    return service


def _get(request: HttpRequest, pk: int) -> TicketImport:
    rows = TicketImport.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("service__contract__vendor", "file", "by"), pk=pk
    )


def _give(
    request: HttpRequest, service: ManagedService, form: GiveFileForm, status: int = 200
) -> HttpResponse:
    context = {"form": form, "service": service}
    return render_page(request, "vendors/import_new.html", context, status=status)


def _rules_form(found: TicketImport, request: HttpRequest | None = None) -> RulesForm:
    """The mapping of an import, with the headings of its file to choose from."""
    form = RulesForm(
        request.POST if request else None,
        mapping=found.mapping,
        headings=found.report.get("sample", {}).get("headings", []),
    )
    form.fields["save_as"] = forms.CharField(
        required=False,
        max_length=80,
        label="Save as a mapping named",
        help_text="To read the next file in the same way.",
    )
    return form


def _show(
    request: HttpRequest, found: TicketImport, form: RulesForm, status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "page": import_page(found),
        "form": form,
        "may_import": can_import(request.user, found.service),
    }
    return render_page(
        request, "vendors/import.html", context, partials={"import"}, status=status
    )
