"""Connectors: whom the portal asks about what runs on a platform."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.facts.access import can_edit_connector, can_edit_some, can_view
from apps.facts.actions import connecting
from apps.facts.forms.connectors import AmendConnectorForm, NewConnectorForm
from apps.facts.forms.filters import ConnectorFilter
from apps.facts.models import Connector
from apps.facts.queries.registers import connector_page
from apps.facts.states import ConnectorKind
from apps.facts.views.tables import CONNECTORS, OF_CONNECTOR


@require_safe
def connectors(request: HttpRequest) -> HttpResponse:
    """Whom the portal asks, and how each fares."""
    if not can_view(request.user):
        raise PermissionDenied
    return show_list(
        request,
        "facts/connectors.html",
        Connector.objects.visible_to(request.user).with_platforms(),
        form=ConnectorFilter(request.GET, user=request.user),
        columns=CONNECTORS,
        name="connectors",
        context={"may_add": can_edit_some(request.user)},
    )


def _get(request: HttpRequest, pk: int) -> Connector:
    rows = Connector.objects.visible_to(request.user).with_platforms()
    return get_object_or_404(rows, pk=pk)


def _mine(request: HttpRequest, pk: int) -> Connector:
    """The connector, if the person may change it."""
    found = _get(request, pk)
    if not can_edit_connector(request.user, found):
        raise PermissionDenied
    return found


@require_safe
def connector(request: HttpRequest, pk: int) -> HttpResponse:
    """One connector: how it fares, and its checks."""
    found = _get(request, pk)
    context = {
        "found": found,
        "page": connector_page(found, timezone.now()),
        "columns": OF_CONNECTOR,
        "may_edit": can_edit_connector(request.user, found),
    }
    return render_page(request, "facts/connector.html", context)


def _new_page(kind: str) -> FormPage:
    label = ConnectorKind(kind).label
    return FormPage(
        title=f"New connector: {label}",
        action=reverse("facts:add_connector", args=[kind]),
        back=reverse("facts:connectors"),
        back_label="Connectors",
        submit="Add",
        intro="It asks about every application that runs on the platform.",
    )


def _asked_kind(request: HttpRequest, kind: str) -> str:
    """The kind that the address names, to who may add one."""
    if not can_edit_some(request.user):
        raise PermissionDenied
    if kind not in ConnectorKind:
        raise Http404
    return kind


@require_safe
def new_connectors(request: HttpRequest) -> HttpResponse:
    """The kinds of systems that the portal can ask."""
    if not can_edit_some(request.user):
        raise PermissionDenied
    return render_page(request, "facts/new_connector.html", {"kinds": ConnectorKind})


@require_safe
def new_connector(request: HttpRequest, kind: str) -> HttpResponse:
    """The form for one kind."""
    kind = _asked_kind(request, kind)
    initial = {"platform": request.GET.get("platform", "")}
    form = NewConnectorForm(kind=kind, user=request.user, initial=initial)
    return show_form(request, _new_page(kind), form)


@require_POST
def add_connector(request: HttpRequest, kind: str) -> HttpResponse:
    """Let the portal ask it."""
    kind = _asked_kind(request, kind)
    form = NewConnectorForm(request.POST, kind=kind, user=request.user)
    return create(
        request,
        form,
        partial(connecting.add_connector, kind=kind),
        purpose="facts.add_connector",
        refuse=lambda form: show_form(request, _new_page(kind), form),
        there=lambda pk: reverse("facts:connector", args=[pk]),
        beside="name",
    )


def _edit_page(found: Connector) -> FormPage:
    return FormPage(
        title=f"Change {found}",
        action=reverse("facts:amend_connector", args=[found.pk]),
        back=found.get_absolute_url(),
        back_label=str(found),
    )


@require_safe
def edit_connector(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as the connector is now."""
    found = _mine(request, pk)
    response = show_form(request, _edit_page(found), AmendConnectorForm.of(found))
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def amend_connector(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it; it is asked again at once."""
    found = _mine(request, pk)
    form = AmendConnectorForm(request.POST, found=found)
    act = partial(connecting.amend_connector, found.pk)
    return amend(request, _edit_page(found), form, act)


@require_POST
def remove_connector(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it no more."""
    found = _mine(request, pk)
    connecting.remove_connector(found.pk, by=request.user, now=timezone.now())
    return see_other(reverse("facts:connectors"))


@require_POST
def try_connector(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it something harmless, and say in words what came of it."""
    found = _mine(request, pk)
    tried = connecting.try_connector(found.pk, by=request.user, now=timezone.now())
    tell = messages.success if tried.is_good else messages.error
    tell(request, f"{found}: {tried.words}")
    return see_other(found.get_absolute_url())


@require_POST
def add_usual(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it the usual checks of its kind."""
    found = _mine(request, pk)
    count = connecting.add_usual(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{count} checks were added; they are asked from now on.")
    return see_other(found.get_absolute_url())
