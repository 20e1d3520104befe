"""What was received: the list, one delivery; and how payloads are read, tried on the last."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest, only_if
from apps.core.errors import EditConflict
from apps.core.forms import retry
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.integrations.access import can_edit, can_view
from apps.integrations.actions.inbound_endpoints import amend_rules
from apps.integrations.actions.inbound_processing import run_again
from apps.integrations.forms.inbound import DeliveryFilter, MappingForm
from apps.integrations.models import Endpoint, InboundDelivery
from apps.integrations.queries.inbound import (
    begun_with,
    last_delivery,
    listed_deliveries,
    preview_of,
    saved_names,
    shown_body,
)
from apps.integrations.rules.inbound.events import Options
from apps.integrations.states.inbound import DeliveryState
from apps.integrations.views import inbound_tables as tables
from apps.integrations.views.inbound import seen
from apps.vendors.rules.tickets.mapping import TicketMapping


@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """What other systems sent."""
    only_if(may=can_view(request.user))
    return show_list(
        request,
        "integrations/deliveries.html",
        listed_deliveries(request.user),
        form=DeliveryFilter(request.GET, user=request.user),
        columns=tables.DELIVERIES,
        name="deliveries",
    )


def _delivery(request: HttpRequest, pk: int) -> InboundDelivery:
    only_if(may=can_view(request.user))
    rows = InboundDelivery.objects.visible_to(request.user).with_names()
    return get_object_or_404(rows, pk=pk)


@require_safe
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery: what was sent, what became of it, what it would become by now."""
    found = _delivery(request, pk)
    mapping = TicketMapping.from_json(found.endpoint.rules)
    options = Options.from_json(found.endpoint.options)
    is_unsettled = found.can_become(DeliveryState.RECEIVED)
    context = {
        "found": found,
        "state": tables.delivery_state(found),
        "results": tables.results(found),
        "body": shown_body(found),
        "preview": preview_of(found, mapping, options) if is_unsettled else None,
        "may_run": is_unsettled and can_edit(request.user),
    }
    response = render_page(request, "integrations/delivery.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def run_delivery_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have one that was kept apart tried once more."""
    found = _delivery(request, pk)
    run_again(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "It is being run again.")
    return see_other(found.get_absolute_url())


@require_safe
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """How payloads are read, and what the last one would become."""
    found = seen(request, pk)
    only_if(may=can_edit(request.user))
    begun = begun_with(request.user, found, request.GET.get("from", ""))
    return _show(request, found, MappingForm(found=found, mapping=begun), begun)


def _show(
    request: HttpRequest,
    found: Endpoint,
    form: MappingForm,
    tried: TicketMapping | None,
    *,
    status: int = 200,
    **shown: Any,
) -> HttpResponse:
    is_typed = form.is_bound and form.is_valid()
    options = Options.from_json(form.options if is_typed else found.options)
    context = {
        "found": found,
        "form": form,
        "preview": preview_of(last_delivery(found), tried, options) if tried else None,
        "saved": saved_names(request.user),
        **shown,
    }
    return render_page(
        request,
        "integrations/mapping.html",
        context,
        partials={"preview"},
        status=status,
    )


@require_POST
def preview_mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """What the last delivery would become if payloads were read so. Nothing is saved."""
    found = seen(request, pk)
    only_if(may=can_edit(request.user))
    form = MappingForm(request.POST, found=found)
    if not form.is_valid():
        return _show(request, found, form, None, status=422)
    return _show(request, found, form, TicketMapping.from_json(form.rules))


@require_POST
def amend_mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes from now on is read so."""
    found = seen(request, pk)
    only_if(may=can_edit(request.user))
    form = MappingForm(request.POST, found=found)
    if not form.is_valid():
        return _show(request, found, form, None, status=422)
    typed = TicketMapping.from_json(form.rules)
    try:
        amend_rules(
            found.pk,
            by=request.user,
            now=timezone.now(),
            version=form.cleaned_data["version"],
            rules=form.rules,
            options=form.options,
        )
    except EditConflict as lost:
        said = retry(form, lost)
        return _show(request, found, form, typed, status=409, said=said)
    messages.success(request, "Saved: what comes from now on is read so.")
    return see_other(found.get_absolute_url())
