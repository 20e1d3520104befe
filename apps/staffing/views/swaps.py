"""Swaps: the list, one of them, and what is done with it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest, create
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.core.markup import link, show_time, state_badge
from apps.staffing.actions import swaps as actions
from apps.staffing.forms.swaps import AnswerForm, OfferForm, SwapFilter
from apps.staffing.models import Swap
from apps.staffing.queries.swaps import listed_swaps, swap_page, waiting_for
from apps.staffing.views.rota_calendar import shift_of, show_shift

COLUMNS = [
    Column(
        "shift",
        "Shift",
        lambda one: one.starts_at,
        "starts_at",
        cell=lambda one: link(one.get_absolute_url(), show_time(one.starts_at)),
        is_head=True,
    ),
    Column("rota", "Rota", lambda one: one.rota.name, "rota__name"),
    Column("giver", "Whose", lambda one: one.giver.name, "giver__name"),
    Column(
        "taker",
        "To whom",
        lambda one: one.taker.name if one.taker else "Anybody",
        "taker__name",
    ),
    Column("kind", "Kind", lambda one: "Exchange" if one.is_exchange else "Given away"),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        "state",
        cell=state_badge,
    ),
    Column("asked", "Asked", lambda one: one.asked_at, "asked_at"),
]


@require_safe
def swaps(request: HttpRequest) -> HttpResponse:
    """Every swap one sees, and those that wait for one's word."""
    return show_list(
        request,
        "staffing/swaps.html",
        listed_swaps(request.user),
        form=SwapFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="swaps",
        context={"waiting": waiting_for(request.user, timezone.now())},
    )


def _swap(request: HttpRequest, pk: int) -> Swap:
    return get_object_or_404(listed_swaps(request.user), pk=pk)


@require_safe
def swap(request: HttpRequest, pk: int) -> HttpResponse:
    """One swap: what is asked, what speaks against it, what one may do."""
    found = _swap(request, pk)
    context = {
        "found": found,
        "page": swap_page(found, request.user, timezone.now()),
        "answer_form": AnswerForm(),
    }
    return render_page(request, "staffing/swap.html", context)


@require_POST
def offer_shift(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a shift, once however often the form is sent."""
    found, now = shift_of(request, pk), timezone.now()
    form = OfferForm(request.POST, shift=found, user=request.user, now=now)
    return create(
        request,
        form,
        partial(actions.offer_shift, found.pk),
        purpose="staffing.offer_shift",
        refuse=lambda form: show_shift(request, found, status=422, offer_form=form),
        there=lambda pk: Swap.objects.get(pk=pk).get_absolute_url(),
    )


def _do(
    request: HttpRequest, pk: int, verb: Callable[..., Any], said: str, **fields: Any
) -> HttpResponse:
    found = _swap(request, pk)
    verb(found.pk, by=request.user, now=timezone.now(), **fields)
    messages.success(request, said)
    return see_other(found.get_absolute_url())


@require_POST
def accept_swap(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the shift."""
    said = "You take the shift; it is settled as soon as the rota asks for no more."
    return _do(request, pk, actions.accept_swap, said)


@require_POST
def approve_swap(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it happen."""
    return _do(request, pk, actions.approve_swap, "Approved: both are told.")


@require_POST
def refuse_swap(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no."""
    form = AnswerForm(request.POST)
    answer = form.cleaned_data["answer"] if form.is_valid() else ""
    return _do(request, pk, actions.refuse_swap, "Refused.", answer=answer)


@require_POST
def withdraw_swap(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the offer back."""
    return _do(request, pk, actions.withdraw_swap, "Withdrawn.")
