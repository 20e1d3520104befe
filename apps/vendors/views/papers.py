"""Scorecards on paper and in workbooks, of running months and of closed ones."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.exports import XLSX
from apps.core.http import see_other
from apps.core.pdf import pdf_response
from apps.vendors.access import can_see_money
from apps.vendors.models import Closure, ManagedService, Period
from apps.vendors.queries.books import FEW, tickets_behind
from apps.vendors.queries.paper import closure_paper, running_paper
from apps.vendors.queries.scorecard import scorecard
from apps.vendors.queries.workbook import running_book
from apps.vendors.views.books import offer_book

TEMPLATE = "vendors/scorecard.typ"


def paper_response(found: Closure, *, with_money: bool) -> HttpResponse:
    """A closure as PDF."""
    paper = closure_paper(found, with_money=with_money)
    return pdf_response(_name(found.period), TEMPLATE, paper)


def book_response(named: Period, content: bytes) -> HttpResponse:
    """A workbook as a download."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_name(named)}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _name(named: Period) -> str:
    return f"scorecard-{named.service.slug}-{named.month:%Y-%m}"


def _service(request: HttpRequest, slug: str) -> ManagedService:
    rows = ManagedService.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("contract__vendor"), slug=slug)


@require_safe
def scorecard_pdf(request: HttpRequest, slug: str, month: date) -> HttpResponse:
    """The month as one page of paper; a closed one as it was closed."""
    service = _service(request, slug)
    with_money = can_see_money(request.user, service.contract.vendor)
    if closure := scorecard(service, month).closure:
        return paper_response(closure, with_money=with_money)
    paper = running_paper(service, month, timezone.now(), with_money=with_money)
    named = Period(service=service, month=month)
    return pdf_response(_name(named), TEMPLATE, paper)


@require_safe
def scorecard_xlsx(request: HttpRequest, slug: str, month: date) -> HttpResponse:
    """Figures and tickets of the month; of a closed one as they were closed.

    Where these are many, the page on which one has the workbook made.
    """
    service = _service(request, slug)
    if closure := scorecard(service, month).closure:
        return see_other(f"{closure.get_absolute_url()}xlsx/")
    count = tickets_behind(service, month, None)
    if count > FEW:
        return offer_book(request, service, month, None, count)
    with_money = can_see_money(request.user, service.contract.vendor)
    book = running_book(service, month, timezone.now(), with_money=with_money)
    return book_response(Period(service=service, month=month), book)
