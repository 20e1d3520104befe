"""The tickets of a service, as exports brought them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core import markup
from apps.core.lists import Column, show_list
from apps.vendors.access import can_import, can_view
from apps.vendors.forms.tickets import AnyTicketFilter, TicketFilter
from apps.vendors.models import ManagedService, Ticket

COLUMNS = [
    Column(
        "number",
        "Number",
        lambda one: one.number,
        "number",
        lambda one: markup.link(one.get_absolute_url(), one.number),
        is_head=True,
    ),
    Column("title", "Title", lambda one: one.title, css="portal-wide"),
    Column(
        "priority",
        "Priority",
        lambda one: one.priority or "",
        "priority",
        css="text-end",
    ),
    Column("state", "State", lambda one: one.state, "state"),
    Column("group", "Group", lambda one: one.group, "group"),
    Column("category", "Category", lambda one: one.category, "category"),
    Column(
        "opened",
        "Opened",
        lambda one: one.opened_at,
        "opened_at",
        lambda one: markup.show_time(one.opened_at),
    ),
    Column(
        "resolved",
        "Resolved",
        lambda one: one.resolved_at,
        "resolved_at",
        lambda one: markup.show_time(one.resolved_at),
    ),
]


@require_safe
def tickets(request: HttpRequest, slug: str) -> HttpResponse:
    """The tickets of one service."""
    rows = ManagedService.objects.visible_to(request.user)
    service = get_object_or_404(rows.select_related("contract__vendor"), slug=slug)
    query = request.GET.copy()
    query["service"] = slug
    return show_list(
        request,
        "vendors/tickets.html",
        Ticket.objects.of_service(service),
        form=TicketFilter(request.GET),
        columns=COLUMNS,
        name=f"tickets-{slug}",
        context={
            "service": service,
            "may_import": can_import(request.user, service),
            "to_save": query.urlencode(),
            "zone": timezone.get_current_timezone_name(),
        },
    )


@require_safe
def all_tickets(request: HttpRequest) -> HttpResponse:
    """The tickets of a service that is chosen here, so that the list can be saved."""
    if not can_view(request.user):
        raise PermissionDenied
    return show_list(
        request,
        "vendors/tickets.html",
        Ticket.objects.visible_to(request.user),
        form=AnyTicketFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="tickets",
        context={"zone": timezone.get_current_timezone_name()},
    )
