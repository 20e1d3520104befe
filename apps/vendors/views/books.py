"""Workbooks that a worker makes: asked for, watched, fetched."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.core.queries.jobs import progress_of
from apps.core.uploads import attachment_response
from apps.vendors import actions
from apps.vendors.models import Closure, ManagedService, Workbook
from apps.vendors.queries.books import kept_books, may_fetch
from apps.vendors.queries.scorecard import scorecard
from apps.vendors.views.scorecards import visible_service


def offer_book(
    request: HttpRequest,
    service: ManagedService,
    month: date,
    closure: Closure | None,
    count: int,
) -> HttpResponse:
    """The page that asks whether a worker shall make it, instead of the file."""
    context = {
        "service": service,
        "month": month,
        "closure": closure,
        "count": count,
        "kept": kept_books(request.user, service, month, closure),
    }
    return render_page(request, "vendors/book_new.html", context)


@require_POST
def ask_for_book(request: HttpRequest, slug: str, month: date) -> HttpResponse:
    """Have the workbook of a month made; of a closed one as it was closed."""
    service = visible_service(request, slug)
    return _ask(request, service, month, scorecard(service, month).closure)


@require_POST
def ask_for_closure_book(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the workbook of this very closure made."""
    rows = Closure.objects.visible_to(request.user)
    found = get_object_or_404(rows.select_related("period__service"), pk=pk)
    return _ask(request, found.period.service, found.period.month, found)


def _ask(
    request: HttpRequest, service: ManagedService, month: date, closure: Closure | None
) -> HttpResponse:
    made = actions.ask_for_book(
        service.pk, month, by=request.user, closure=closure, now=timezone.now()
    )
    return see_other(made.get_absolute_url())


def _book(request: HttpRequest, pk: int) -> Workbook:
    rows = Workbook.objects.visible_to(request.user)
    path = "service__contract__vendor"
    return get_object_or_404(rows.select_related(path, "closure", "file"), pk=pk)


@require_safe
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, or where it is."""
    found = _book(request, pk)
    context = {"found": found, "progress": progress_of(found.job)}
    return render_page(request, "vendors/book.html", context, partials={"book"})


@require_safe
def book_file(request: HttpRequest, pk: int) -> FileResponse:
    """The workbook, as a download."""
    found = _book(request, pk)
    if found.file is None:
        raise Http404
    if not may_fetch(request.user, found):
        raise PermissionDenied
    return attachment_response(found.file)
