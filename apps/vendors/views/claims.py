"""Service credit claims: the list, one of them, and how it ends."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.core.pdf import pdf_response
from apps.vendors import actions
from apps.vendors.access import can_view
from apps.vendors.forms.periods import ClaimFilter, ReasonForm, SettleForm
from apps.vendors.models import CreditClaim
from apps.vendors.queries.claims import claim_page, claim_paper, listed_claims
from apps.vendors.views.period_tables import CLAIMS


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Every claim one sees."""
    if not can_view(request.user):
        raise PermissionDenied
    return show_list(
        request,
        "vendors/claims.html",
        listed_claims(request.user),
        form=ClaimFilter(request.GET or None, user=request.user),
        columns=CLAIMS,
        name="credit-claims",
    )


def _claim(request: HttpRequest, pk: int) -> CreditClaim:
    return get_object_or_404(listed_claims(request.user), pk=pk)


@require_safe
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim: what it is for, where it stands, what may be done with it."""
    return _show(request, _claim(request, pk))


def _show(
    request: HttpRequest, found: CreditClaim, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "found": found,
        "page": claim_page(found, request.user),
        "settle_form": SettleForm(),
        "reason_form": ReasonForm(),
        **forms,
    }
    return render_page(request, "vendors/claim.html", context, status=status)


@require_POST
def send_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """To the vendor."""
    found = _claim(request, pk)
    actions.send_claim(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "The claim is sent: the vendor sees it now.")
    return see_other(found.get_absolute_url())


@require_POST
def settle_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the vendor's credit note."""
    found = _claim(request, pk)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, settle_form=form)
    actions.settle_claim(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "The claim is settled.")
    return see_other(found.get_absolute_url())


@require_POST
def withdraw_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Not claimed after all."""
    found = _claim(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, reason_form=form)
    actions.withdraw_claim(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "The claim is withdrawn.")
    return see_other(found.get_absolute_url())


@require_POST
def earn_back_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Earned back by the months after it."""
    found = _claim(request, pk)
    actions.earn_back_claim(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "The claim is earned back.")
    return see_other(found.get_absolute_url())


@require_safe
def claim_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim as the letter that goes to the vendor."""
    found = _claim(request, pk)
    return pdf_response(found.number, "vendors/claim.typ", claim_paper(found))
