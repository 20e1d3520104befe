"""The register of information: its templates, their rows, and what people keep for it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import DecimalField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.actions import once
from apps.core.http import render_page, see_other
from apps.core.lists import Column, query_without, show_list
from apps.vendors import actions
from apps.vendors.access import can_edit_register, can_see_register
from apps.vendors.forms.information import (
    KINDS,
    AmendRowForm,
    Kind,
    NewRowForm,
    PackageForm,
    RowFilter,
)
from apps.vendors.models.information import RegisterRow
from apps.vendors.queries.information import Register, read_register
from apps.vendors.queries.information_package import package, workbook
from apps.vendors.rules.months import last_year_end
from apps.vendors.rules.wording import NOTHING, money_text

LINES_A_PAGE = 50


def _register(request: HttpRequest) -> Register:
    if not can_see_register(request.user):
        raise PermissionDenied
    return read_register(timezone.localdate())


def _kind(request: HttpRequest, slug: str) -> Kind:
    if not can_see_register(request.user):
        raise PermissionDenied
    found = KINDS.get(slug)
    if found is None:
        raise Http404
    return found


@require_safe
def dora(request: HttpRequest) -> HttpResponse:
    """The fifteen templates: their rows, what is wrong, what is missing, where to mend."""
    register = _register(request)
    context = {
        "register": register,
        "kinds": list(KINDS.values()),
        "by_template": {one.template: one for one in KINDS.values()},
        "ref_period": last_year_end(timezone.localdate()),
        "may_edit": can_edit_register(request.user),
    }
    return render_page(request, "vendors/dora.html", context)


@require_safe
def dora_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """One template: its rows with what is wrong beside each value."""
    sheet = _register(request).sheet(code)
    if sheet is None:
        raise Http404
    page = Paginator(sheet.lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "sheet": sheet,
        "page_obj": page,
        "query": query_without(request, "page"),
        "of_table": [one for one in sheet.findings if not one.row],
        "kinds": [one for one in KINDS.values() if one.template == code],
    }
    return render_page(
        request, "vendors/dora_sheet.html", context, partials={"results"}
    )


@require_safe
def dora_export(request: HttpRequest) -> HttpResponse:
    """The register as a package or a workbook, for the bank's register owner."""
    register = _register(request)
    form = PackageForm(request.GET)
    if not form.is_valid():
        raise Http404
    ref_period = form.cleaned_data["on"] or last_year_end(timezone.localdate())
    if form.cleaned_data["file"] == "xlsx":
        made = workbook(register, ref_period)
    else:
        made = package(register, ref_period, now=timezone.now())
    response = HttpResponse(made.content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _columns(kind: Kind) -> list[Column]:
    return [
        Column(
            *("open", "Row", str),
            cell=lambda row: format_html(
                '<a href="{}">{}</a>',
                reverse("vendors:dora_row", args=[kind.slug, row.pk]),
                row,
            ),
            is_head=True,
        ),
        *(_column(kind, name) for name in kind.shown),
    ]


def _column(kind: Kind, name: str) -> Column:
    field: Any = kind.model._meta.get_field(name)
    label = str(field.verbose_name)
    sort = "" if field.is_relation else name
    label = label[:1].upper() + label[1:]
    if isinstance(field, DecimalField):
        return Column(name, label, _shown(field), sort, cell=_money(name), css="num")
    return Column(name, label, _shown(field), sort)


def _money(name: str) -> Callable[[Any], str]:
    def told(row: Any) -> str:
        amount = getattr(row, name)
        of = row if hasattr(row, "currency") else row.contract
        return NOTHING if amount is None else money_text(amount, of.currency)

    return told


def _shown(field: Any) -> Callable[[Any], object]:
    if field.choices:
        return lambda row: getattr(row, f"get_{field.name}_display")()
    return lambda row: getattr(row, field.name) or ""


@require_safe
def dora_rows(request: HttpRequest, slug: str) -> HttpResponse:
    """What is kept of a kind, and the form of a new one."""
    kind = _kind(request, slug)
    return _show_rows(request, kind, NewRowForm(kind))


def _show_rows(
    request: HttpRequest, kind: Kind, form: NewRowForm, status: int = 200
) -> HttpResponse:
    filter_form = RowFilter(request.GET or None, user=request.user)
    filter_form.searched = kind.searched
    related = [one for one in kind.shown if kind.model._meta.get_field(one).is_relation]
    rows = kind.rows(request.user).select_related(*related, *kind.behind)
    answer = show_list(
        request,
        "vendors/dora_rows.html",
        rows,
        form=filter_form,
        columns=_columns(kind),
        name=f"register-{kind.slug}",
        context={
            "kind": kind,
            "new_form": form,
            "may_edit": can_edit_register(request.user),
        },
    )
    answer.status_code = status
    return answer


@require_POST
def add_to_register(request: HttpRequest, slug: str) -> HttpResponse:
    """A new row, once however often the form is sent."""
    kind = _kind(request, slug)
    if not can_edit_register(request.user):
        raise PermissionDenied
    form = NewRowForm(kind, request.POST)
    if not form.is_valid():
        return _show_rows(request, kind, form, 422)
    try:
        once(
            form.cleaned_data["sent_key"],
            by=request.user,
            purpose=f"vendors.add_to_register.{slug}",
            make=lambda: actions.add_to_register(
                kind.model, by=request.user, now=timezone.now(), **form.typed
            ),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _show_rows(request, kind, form, 422)
    messages.success(request, f"The {kind.one} is in the register.")
    return see_other(_back(kind))


def _back(kind: Kind) -> str:
    return reverse("vendors:dora_rows", args=[kind.slug])


def _row(request: HttpRequest, kind: Kind, pk: int) -> RegisterRow:
    row: RegisterRow = get_object_or_404(kind.rows(request.user), pk=pk)
    return row


@require_safe
def dora_row(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One row, to change or take away."""
    kind = _kind(request, slug)
    found = _row(request, kind, pk)
    return _show_row(request, kind, found, AmendRowForm(kind, found))


def _show_row(
    request: HttpRequest, kind: Kind, found: RegisterRow, form: Any, status: int = 200
) -> HttpResponse:
    context = {
        "kind": kind,
        "found": found,
        "form": form,
        "may_edit": can_edit_register(request.user),
    }
    return render_page(request, "vendors/dora_row.html", context, status=status)


@require_POST
def amend_register(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A row, changed."""
    kind = _kind(request, slug)
    found = _row(request, kind, pk)
    if not can_edit_register(request.user):
        raise PermissionDenied
    form = AmendRowForm(kind, found, request.POST)
    if not form.is_valid():
        return _show_row(request, kind, found, form, 422)
    actions.amend_register(
        kind.model,
        pk,
        by=request.user,
        now=timezone.now(),
        expected_version=form.cleaned_data["expected_version"],
        **form.typed,
    )
    messages.success(request, f"The {kind.one} is saved.")
    return see_other(_back(kind))


@require_POST
def remove_from_register(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A row that is no longer true."""
    kind = _kind(request, slug)
    _row(request, kind, pk)
    actions.remove_from_register(kind.model, pk, by=request.user, now=timezone.now())
    messages.success(request, f"The {kind.one} is taken out of the register.")
    return see_other(_back(kind))
