"""Endpoints: their list, one, its form, its secrets."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, only_if, show_form
from apps.core.actions import once
from apps.core.errors import DomainError
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.integrations.access import can_edit, can_view
from apps.integrations.actions import inbound_endpoints as actions
from apps.integrations.forms.inbound import (
    AmendEndpointForm,
    EndpointFilter,
    NewEndpointForm,
    SecretForm,
)
from apps.integrations.models import Endpoint
from apps.integrations.queries.inbound import (
    last_delivery,
    listed_endpoints,
    refusals_of,
    said_of,
)
from apps.integrations.rules.inbound.events import Options
from apps.integrations.rules.inbound.kinds import KINDS
from apps.integrations.states.inbound import EndpointKind
from apps.integrations.views import inbound_tables as tables
from apps.vendors.rules.tickets.mapping import TicketMapping

PLACEHOLDER = "SECRET"


@require_safe
def endpoints(request: HttpRequest) -> HttpResponse:
    """The addresses that other systems send to."""
    only_if(may=can_view(request.user))
    return show_list(
        request,
        "integrations/endpoints.html",
        listed_endpoints(request.user, timezone.now()),
        form=EndpointFilter(request.GET, user=request.user),
        columns=tables.ENDPOINTS,
        name="endpoints",
        context={"may_edit": can_edit(request.user)},
    )


def _new_page() -> FormPage:
    return FormPage(
        "New endpoint",
        reverse("integrations:add_endpoint"),
        reverse("integrations:endpoints"),
        "Endpoints",
        submit="Add",
        intro="The address and its secret are shown next.",
    )


@require_safe
def new_endpoint(request: HttpRequest) -> HttpResponse:
    """The form for a new endpoint."""
    only_if(may=can_edit(request.user))
    return show_form(request, _new_page(), NewEndpointForm(user=request.user))


@require_POST
def add_endpoint(request: HttpRequest) -> HttpResponse:
    """A new endpoint; its secret is on this answer and nowhere else."""
    only_if(may=can_edit(request.user))
    form = NewEndpointForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_form(request, _new_page(), form)
    values = dict(form.cleaned_data)
    made: list[Endpoint] = []

    def make() -> Endpoint:
        made.append(actions.add_endpoint(by=request.user, now=timezone.now(), **values))
        return made[0]

    key, purpose = values.pop("sent_key"), "integrations.add_endpoint"
    try:
        pk = once(key, by=request.user, purpose=purpose, make=make)
    except DomainError as refusal:
        form.add_error("name", str(refusal))
        return show_form(request, _new_page(), form)
    if made:
        return _show_secret(request, made[0])
    return see_other(reverse("integrations:endpoint", args=[pk]))


def _show_secret(request: HttpRequest, found: Endpoint) -> HttpResponse:
    """The secret, this once, and what to do with it."""
    context = {
        "found": found,
        "address": _address(found, found.secret),
        "proof": KINDS[EndpointKind(found.kind)].proof,
    }
    response = render_page(request, "integrations/endpoint_secret.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _address(found: Endpoint, secret: str = PLACEHOLDER) -> str:
    """Where its sender sends to; Splunk's has the secret at its end."""
    name, args = "integrations:receive", [str(found.key)]
    if found.kind == EndpointKind.SPLUNK:
        name, args = "integrations:receive_by_address", [str(found.key), secret]
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def seen(request: HttpRequest, pk: int) -> Endpoint:
    """The endpoint, if it exists for the reader."""
    only_if(may=can_view(request.user))
    rows = Endpoint.objects.visible_to(request.user).with_names()
    return get_object_or_404(rows, pk=pk)


@require_safe
def endpoint(request: HttpRequest, pk: int) -> HttpResponse:
    """One endpoint: its address, how its sender proves itself, what comes of it."""
    return _show(request, seen(request, pk))


def _show(
    request: HttpRequest, found: Endpoint, *, status: int = 200, **forms: Any
) -> HttpResponse:
    kind, now = KINDS[EndpointKind(found.kind)], timezone.now()
    context = {
        "found": found,
        "state": tables.on_badge(found),
        "leads": tables.leads(found),
        "address": _address(found),
        "proof": kind.proof,
        "mapping": said_of(TicketMapping.from_json(found.rules)),
        "options": Options.from_json(found.options),
        "refusals": refusals_of(found, now),
        "last": last_delivery(found),
        "may_edit": can_edit(request.user),
        "secret_form": SecretForm(kind=found.kind),
        **forms,
    }
    return render_page(request, "integrations/endpoint.html", context, status=status)


def _amend_page(found: Endpoint) -> FormPage:
    return FormPage(
        f"Change {found}",
        reverse("integrations:amend_endpoint", args=[found.pk]),
        found.get_absolute_url(),
        str(found),
        intro=f"What sends: {found.get_kind_display()}.",
    )


@require_safe
def edit_endpoint(request: HttpRequest, pk: int) -> HttpResponse:
    """The form to change one."""
    found = seen(request, pk)
    only_if(may=can_edit(request.user))
    form = AmendEndpointForm.of(found, request.user)
    return show_form(request, _amend_page(found), form)


@require_POST
def amend_endpoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Change where it leads and what is taken."""
    found = seen(request, pk)
    only_if(may=can_edit(request.user))
    form = AmendEndpointForm(request.POST, found=found, user=request.user)
    act = partial(actions.amend_endpoint, found.pk)
    return amend(request, _amend_page(found), form, act)


@require_POST
def change_endpoint_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """A new secret beside the former one; it is on this answer and nowhere else."""
    found = seen(request, pk)
    only_if(may=can_edit(request.user))
    form = SecretForm(request.POST, kind=found.kind)
    if not form.is_valid():
        return _show(request, found, status=422, secret_form=form)
    made = actions.change_secret(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return _show_secret(request, made)


@require_POST
def drop_endpoint_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on the new secret alone counts."""
    found = seen(request, pk)
    actions.drop_former_secret(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "The former secret counts no more.")
    return see_other(found.get_absolute_url())


@require_POST
def remove_endpoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away one to which nothing was ever sent."""
    found = seen(request, pk)
    actions.remove_endpoint(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{found} is removed.")
    return see_other(reverse("integrations:endpoints"))
