"""The pack of a review, on paper and as a workbook."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.exports import XLSX
from apps.core.pdf import pdf_response
from apps.vendors.models import Review
from apps.vendors.queries.pack import pack_book, pack_paper
from apps.vendors.views.reviews import review_of

TEMPLATE = "vendors/scorecard.typ"


def _name(found: Review) -> str:
    return f"review-{found.vendor.slug}-{found.kind}-{found.first_month:%Y-%m}"


@require_safe
def review_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A page a service, then agenda, actions and minutes."""
    found = review_of(request, pk)
    paper = pack_paper(found, request.user, timezone.now())
    return pdf_response(_name(found), TEMPLATE, paper)


@require_safe
def review_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, actions, figures, and the tickets behind them."""
    found = review_of(request, pk)
    book = pack_book(found, request.user, timezone.now())
    response = HttpResponse(book, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_name(found)}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
