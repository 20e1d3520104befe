"""What a delivery would become: its readings as tickets, in words, before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from apps.calendars.rules.vector import NEVER
from apps.integrations.rules.inbound.events import (
    Incoming,
    Options,
    Reading,
    parse,
    written,
)
from apps.integrations.rules.inbound.kinds import KINDS
from apps.integrations.states.inbound import EndpointKind
from apps.vendors.rules.tickets.mapping import FIELDS, TicketMapping
from apps.vendors.rules.tickets.rows import RowReader
from apps.vendors.rules.tickets.table import Batch


def read(kind: EndpointKind, body: bytes, options: Options) -> Reading:
    """What the body of a delivery says. Unreadable says why it can't be read."""
    return KINDS[kind].reader(parse(body), options)


def placed(event: Incoming, started_at: datetime) -> Incoming:
    """The event with its beginning, and with the number that hangs on it."""
    number = event.number or f"{event.fingerprint}-{started_at:%Y%m%dT%H%M%S}"
    fields = {
        "number": number,
        "opened": written(started_at),
        "resolved": written(event.ended_at),
        **event.fields,
    }
    return replace(event, number=number, started_at=started_at, fields=fields)


@dataclass(frozen=True)
class Becoming:
    """One ticket to be: its fields in words, or why it would be refused."""

    title: str
    values: Sequence[tuple[str, str]]
    fault: str = ""


def tickets(
    events: Sequence[Incoming], mapping: TicketMapping, *, now: datetime
) -> list[Becoming]:
    """What a mapping makes of the events, each by itself."""
    return [_ticket(placed(one, one.started_at or now), mapping) for one in events]


def _ticket(event: Incoming, mapping: TicketMapping) -> Becoming:
    headings = list(event.fields)
    reader = RowReader(mapping, headings)
    row = [event.fields[key] for key in headings]
    found = reader.read(Batch([0], [row]))
    if found.problems:
        first = found.problems[0]
        said = f"{first.column}: “{first.value}” {first.why}".replace("“” ", "")
        return Becoming(event.title, (), said)
    values = [
        (one.label, _said(one.kind, found.columns[key][0]))
        for key, one in FIELDS.items()
        if key in found.columns
    ]
    return Becoming(event.title, [one for one in values if one[1]])


def _said(kind: str, value: Any) -> str:
    """A value as people read it; nothing for what is not known."""
    if kind == "instant":
        if int(value) == NEVER:
            return ""
        return f"{datetime.fromtimestamp(int(value), UTC):%Y-%m-%d %H:%M} UTC"
    if kind in {"text", "state"}:
        return str(value)
    if kind == "flag":
        return {0: "no", 1: "yes"}.get(int(value), "")
    return str(int(value)) if int(value) > 0 else ""


def paths(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a mapping can name in a delivery, each with what stands there."""
    return [(path, value[:80]) for path, value in fields.items()]
