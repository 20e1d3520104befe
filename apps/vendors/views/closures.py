"""Closures: what was closed, its tickets, its signature, its proof, restatements."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.vendors import actions
from apps.vendors.access import can_see_money
from apps.vendors.actions.claims import PENDING
from apps.vendors.forms.periods import ClaimForm, FrozenFilter, ReasonForm
from apps.vendors.models import Closure, FrozenTicket
from apps.vendors.queries.books import FEW, tickets_behind
from apps.vendors.queries.closures import closure_page
from apps.vendors.queries.replay import replay
from apps.vendors.queries.workbook import closure_book
from apps.vendors.views import period_tables as tables
from apps.vendors.views.books import offer_book
from apps.vendors.views.frozen_columns import frozen_columns
from apps.vendors.views.papers import book_response, paper_response
from apps.vendors.views.portfolio_drawings import score_text


def visible_closure(request: HttpRequest, pk: int) -> Closure:
    """The closure, if it exists for who asks."""
    rows = Closure.objects.visible_to(request.user)
    path = "period__service__contract__vendor"
    return get_object_or_404(rows.select_related(path, "closed_by", "signed_by"), pk=pk)


@require_safe
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """What was closed, for good: the same at every visit."""
    return _show(request, visible_closure(request, pk))


def _show(
    request: HttpRequest, found: Closure, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = closure_page(found, request.user, timezone.now())
    context = {
        "found": found,
        "page": page,
        "service": found.period.service,
        "rating": tables.rating_badge(page.card.rating),
        "score": score_text(page.card.score),
        "columns": tables.LINES,
        "lines": tables.draw_lines(page),
        "credit": tables.draw_credit(page),
        "due": tables.draw_due(page),
        "trend": tables.draw_trend(found),
        "changes": tables.draw_changes(page.changes),
        "late": tables.draw_changes(page.late.changes) if page.late else "",
        "reason_form": ReasonForm(),
        "claim_form": ClaimForm(),
        "claims_more": page.may.claim
        and not any(one.state in PENDING for one in page.claims),
        **more,
    }
    template = "vendors/closure.html"
    return render_page(request, template, context, partials={"proof"}, status=status)


@require_safe
def verify_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge its tickets again by its own terms, and say whether all comes out the same."""
    found = visible_closure(request, pk)
    return _show(request, found, replayed=replay(found))


@require_safe
def closure_tickets(request: HttpRequest, pk: int) -> HttpResponse:
    """The tickets behind it, as they were."""
    found = visible_closure(request, pk)
    levels = [(one["slug"], one["name"]) for one in found.figures["lines"]]
    return show_list(
        request,
        "vendors/closure_tickets.html",
        FrozenTicket.objects.visible_to(request.user).of(found),
        form=FrozenFilter(request.GET or None, user=request.user, levels=levels),
        columns=frozen_columns(dict(levels)),
        name=f"{found.period.service.slug}-{found.period.month:%Y-%m}-tickets",
        context={"found": found},
    )


@require_POST
def sign_closure(request: HttpRequest, pk: int) -> HttpResponse:
    """The second signature."""
    found = visible_closure(request, pk)
    actions.sign_closure(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "It is signed, and never changes any more.")
    return see_other(found.get_absolute_url())


@require_POST
def restate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close its month anew by what is known now, beside it."""
    found = visible_closure(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, reason_form=form)
    made = actions.restate(
        found.period_id, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "It is restated. A second person signs it now.")
    return see_other(made.get_absolute_url())


@require_POST
def drop_restatement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a restatement that nobody signed."""
    found = visible_closure(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, reason_form=form)
    period = actions.drop_restatement(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "The restatement is taken back.")
    return see_other(period.get_absolute_url())


@require_POST
def draft_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw up the claim of what it costs the vendor."""
    found = visible_closure(request, pk)
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, claim_form=form)
    made = actions.draft_claim(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "The claim is drawn up. Another person sends it.")
    return see_other(made.get_absolute_url())


@require_safe
def closure_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """It as one page of paper: the same bytes at every visit."""
    found = visible_closure(request, pk)
    vendor = found.period.service.contract.vendor
    return paper_response(found, with_money=can_see_money(request.user, vendor))


@require_safe
def closure_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Its figures and every ticket behind them; where these are many, the page on which
    one has the workbook made."""
    found = visible_closure(request, pk)
    period = found.period
    count = tickets_behind(period.service, period.month, found)
    if count > FEW:
        return offer_book(request, period.service, period.month, found, count)
    vendor = period.service.contract.vendor
    book = closure_book(found, with_money=can_see_money(request.user, vendor))
    return book_response(found.period, book)
