"""What the pages of endpoints and deliveries show, and who is addressed by a key."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.integrations.models import Endpoint, InboundDelivery, Refusal
from apps.integrations.models.inbound import EndpointQuerySet, InboundDeliveryQuerySet
from apps.integrations.rules.inbound.becoming import Becoming, paths, read, tickets
from apps.integrations.rules.inbound.events import Given, Options, Unreadable
from apps.integrations.rules.inbound.kinds import KINDS
from apps.integrations.states.inbound import UNSETTLED, EndpointKind
from apps.vendors.models import SavedMapping
from apps.vendors.rules.tickets.mapping import FIELDS, TICKETS, TicketMapping

DAY, MONTH = timedelta(days=1), timedelta(days=30)
LONGEST_SHOWN = 60_000
USUAL = "usual"


def endpoint_at(key: UUID) -> int | None:
    """The endpoint of an address that somebody sends to; None if there is none."""
    return Endpoint.objects.filter(key=key).values_list("pk", flat=True).first()


def listed_endpoints(user: User, now: datetime) -> EndpointQuerySet:
    """Those that one sees, each with what came to it lately and what waits. One query."""
    came = InboundDelivery.objects.filter(endpoint=OuterRef("pk"))
    last = came.order_by("-received_at").values("received_at")[:1]
    rows = Endpoint.objects.visible_to(user).with_names()
    return rows.annotate(
        last_at=Subquery(last),
        lately=_count(came.filter(received_at__gt=now - DAY)),
        unsettled=_count(came.filter(state__in=UNSETTLED)),
    )


def _count(rows: InboundDeliveryQuerySet) -> Coalesce:
    counted = rows.order_by().values("endpoint").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


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


def shown_body(found: InboundDelivery) -> str:
    """What was sent, as text that people read: JSON set out, anything else as it came."""
    raw = bytes(found.body)
    try:
        text = json.dumps(json.loads(raw), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        text = raw.decode("utf-8", "replace")
    cut = "…" if len(text) > LONGEST_SHOWN else ""
    return text[:LONGEST_SHOWN] + cut


def begun_with(user: User, found: Endpoint, name: str) -> TicketMapping:
    """The mapping to begin with: the endpoint's, the usual of its kind, or a saved one."""
    if name == USUAL:
        return KINDS[EndpointKind(found.kind)].mapping
    saved = SavedMapping.objects.visible_to(user).named(name).first() if name else None
    if saved:
        return replace(saved.mapping, layout=TICKETS)
    return TicketMapping.from_json(found.rules)


def saved_names(user: User) -> Sequence[str]:
    """The ticket mappings that one could begin with."""
    rows = SavedMapping.objects.visible_to(user)
    return list(rows.values_list("name", flat=True)[:50])


def said_of(mapping: TicketMapping) -> Sequence[tuple[str, str]]:
    """Which path each field of a ticket is read from."""
    return [
        (one.label, path if isinstance(path, str) else " or ".join(path))
        for key, one in FIELDS.items()
        if (path := mapping.columns.get(key))
    ]
