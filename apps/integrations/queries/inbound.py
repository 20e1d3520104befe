"""What the pages of endpoints and deliveries show, and who is addressed by a key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q

from apps.accounts.models import User
from apps.integrations.models import Endpoint, InboundDelivery, Refusal
from apps.integrations.models.inbound import EndpointQuerySet, InboundDeliveryQuerySet
from apps.integrations.rules.inbound.becoming import Becoming, paths, read, tickets
from apps.integrations.rules.inbound.events import Given, Options, Unreadable
from apps.integrations.states.inbound import UNSETTLED, EndpointKind
from apps.vendors.rules.tickets.mapping import TicketMapping

DAY, MONTH = timedelta(days=1), timedelta(days=30)


def endpoint_at(key: UUID) -> int | None:
    """The endpoint of an address that somebody sends to; None if there is none."""
    return Endpoint.objects.filter(key=key).values_list("pk", flat=True).first()


def listed_endpoints(user: User, now: datetime) -> EndpointQuerySet:
    """Those that one sees, each with what came to it lately. One query."""
    lately = Q(deliveries__received_at__gt=now - MONTH)
    rows = Endpoint.objects.visible_to(user).with_names()
    return rows.annotate(
        last_at=Max("deliveries__received_at"),
        lately=Count("deliveries", filter=lately),
        unsettled=Count("deliveries", filter=Q(deliveries__state__in=UNSETTLED)),
    )


def listed_deliveries(user: User) -> InboundDeliveryQuerySet:
    """Those that one sees, without what was sent."""
    return InboundDelivery.objects.visible_to(user).with_names().without_body()


@dataclass(frozen=True)
class Preview:
    """What a delivery would become by a mapping; `fault` says why nothing."""

    of: InboundDelivery | None = None
    tickets: Sequence[Becoming] = ()
    given: Sequence[Given] = ()
    warnings: Sequence[str] = ()
    paths: Sequence[tuple[str, str]] = field(default_factory=list)
    fault: str = ""


def preview_of(
    found: InboundDelivery | None, mapping: TicketMapping, options: Options
) -> Preview:
    """What a delivery would become if its endpoint were mapped so. Changes nothing."""
    if found is None:
        return Preview()
    try:
        kind = EndpointKind(found.endpoint.kind)
        reading = read(kind, bytes(found.body), options)
    except Unreadable as trouble:
        return Preview(found, fault=str(trouble))
    events = reading.events
    return Preview(
        found,
        tickets(events, mapping, now=found.received_at),
        reading.given,
        reading.warnings,
        paths(events[0].fields if events else {}),
    )


def last_delivery(endpoint: Endpoint) -> InboundDelivery | None:
    """What an endpoint was sent last."""
    rows = endpoint.deliveries.with_names().order_by("-received_at", "-pk")
    return rows.first()


def refusals_of(endpoint: Endpoint, now: datetime) -> Sequence[Refusal]:
    """What it refused within a month, by day and reason, the latest first."""
    since = (now - MONTH).date()
    return list(endpoint.refusals.filter(day_on__gte=since)[:20])
