"""Tickets sent by a program: each brought in, changed or refused, with its result."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from apps.accounts.models import User
from apps.core.actions import once
from apps.history.actions import record
from apps.history.models import Event
from apps.vendors.access import can_import
from apps.vendors.actions.bringing import decide, touched, write
from apps.vendors.actions.judging import recount_tickets
from apps.vendors.actions.staging import Stage
from apps.vendors.models import ManagedService
from apps.vendors.rules.tickets.mapping import FIELDS, TicketMapping
from apps.vendors.rules.tickets.rows import RowReader
from apps.vendors.rules.tickets.table import Batch

PURPOSE = "api:vendors.upsert_tickets"
MOST_AT_ONCE = 1_000
BECAME = """
    SELECT c."row", CASE WHEN m.code IS NULL THEN 'new'
        WHEN m.is_changed THEN 'changed' ELSE 'unchanged' END
    FROM chosen c LEFT JOIN matched m ON m.code = c.code
"""


@transaction.atomic
def upsert_tickets(
    service_pk: int,
    *,
    by: User,
    tickets: Sequence[Mapping[str, str]],
    key: UUID | None,
    now: datetime,
) -> list[dict[str, Any]]:
    """Bring tickets in and judge them; a result for each, in their order.

    What a ticket does not name stays as it is. The same key answers again what it
    answered first, and does nothing.
    """
    rows = ManagedService.objects.select_for_update(of=("self",), no_key=True)
    service = rows.select_related("contract__vendor").get(pk=service_pk)
    if not can_import(by, service):
        raise PermissionDenied

    named = {key: key for key in FIELDS if any(key in one for one in tickets)}

    def bring() -> Event:
        results = _bring(service, tickets, TicketMapping(columns=named), now)
        names = [one["result"] for one in results]
        counts = {name: names.count(name) for name in sorted(set(names))}
        return record(
            service,
            "vendors.tickets_upserted",
            by=by,
            now=now,
            counts=counts,
            results=results,
        )

    made = once(key, by=by, purpose=f"{PURPOSE}:{service.pk}", make=bring)
    answer: list[dict[str, Any]] = Event.objects.get(pk=made).facts["results"]
    return answer


@transaction.atomic
def take_tickets(
    service_pk: int,
    *,
    rows: Sequence[Mapping[str, str]],
    mapping: TicketMapping,
    source: str,
    now: datetime,
) -> list[dict[str, Any]]:
    """Bring in what another system sent, read by a mapping; a result for each row.

    The portal itself does it, on behalf of whoever set the source up. A field whose
    heading no row has stays as it is.
    """
    found = ManagedService.objects.select_for_update(of=("self",), no_key=True)
    service = found.get(pk=service_pk)
    results = _bring(service, rows, mapping, now)
    names = [one["result"] for one in results]
    record(
        service,
        "vendors.tickets_taken",
        by=None,
        now=now,
        counts={name: names.count(name) for name in sorted(set(names))},
        source=source,
    )
    return results


def _bring(
    service: ManagedService,
    tickets: Sequence[Mapping[str, str]],
    mapping: TicketMapping,
    now: datetime,
) -> list[dict[str, Any]]:
    headings = list(dict.fromkeys(heading for one in tickets for heading in one))
    reader = RowReader(mapping, headings)
    rows = [[one.get(key, "") for key in headings] for one in tickets]
    stage = Stage(service.pk, reader)
    read = reader.read(Batch(list(range(len(rows))), rows))
    stage.add(read)
    found = {
        one.row: {"result": "rejected", "field": one.column, "why": one.why}
        for one in read.problems
    }
    if len(read):
        stage.settle()
        decide(stage)
        write(stage, None)
        recount_tickets(service.pk, touched(service.pk), now=now)
        with connection.cursor() as cursor:
            cursor.execute(BECAME)
            found |= {row: {"result": became} for row, became in cursor.fetchall()}
    doubled = {"result": "rejected", "why": "A later one has the same number."}
    place = reader.places.get("number")
    numbers = [row[place] if place is not None else "" for row in rows]
    return [
        {"row": row, "number": number[:60], **found.get(row, doubled)}
        for row, number in enumerate(numbers)
    ]
