"""Tickets as columns of numbers: out of the database and back by binary COPY.

All instants are UTC epoch seconds; NEVER stands for none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from apps.calendars.rules.vector import NEVER, Seconds

PG_EPOCH = 946_684_800
MICRO = 1_000_000
# Bytes of a binary COPY's head, of a row's count of fields, of a length, of an array's head.
HEADER, FIELDS, LENGTH, ARRAY_HEAD = 19, 2, 4, 20
TRAILER = 2
COPY_HEAD, COPY_END = b"PGCOPY\n\xff\r\n\x00" + bytes(8), b"\xff\xff"
Numbers = NDArray[Any]

# Each column comes as one array: a row would cost a message of its own, and that is most
# of what a COPY of rows costs.
TICKETS = """
    COPY (
        SELECT array_agg(id), array_agg(opened_at), array_agg(responded),
            array_agg(resolved), array_agg(closed), array_agg(priority),
            array_agg(type), array_agg(satisfaction), array_agg(first_time),
            array_agg(compliant), array_agg(reopened)
        FROM (
            SELECT id, opened_at, coalesce(first_response_at, 'infinity') AS responded,
                coalesce(resolved_at, 'infinity') AS resolved,
                coalesce(closed_at, 'infinity') AS closed, priority::int4,
                coalesce(array_position(%s::text[], type::text), 0)::int4 AS type,
                coalesce(satisfaction, -1)::int4 AS satisfaction,
                coalesce(was_fixed_first_time::int4, -1) AS first_time,
                coalesce(was_compliant::int4, -1) AS compliant,
                reopen_count::int4 AS reopened
            FROM vendors_ticket
            WHERE service_id = %s AND state <> %s AND id > %s
                AND (%s::bigint[] IS NULL OR id = ANY(%s::bigint[]))
            ORDER BY id LIMIT %s
        ) AS found
    ) TO STDOUT (FORMAT binary)
"""
SPANS = """
    COPY (
        SELECT array_agg(ticket_id), array_agg(started_at),
            array_agg(coalesce(ended_at, 'infinity')),
            array_agg(array_position(%s::text[], state::text)::int4)
        FROM vendors_statespan
        WHERE state = ANY(%s) AND ticket_id = ANY(%s)
    ) TO STDOUT (FORMAT binary)
"""
SPANS_OF_RANGE = """
    COPY (
        SELECT array_agg(span.ticket_id), array_agg(span.started_at),
            array_agg(coalesce(span.ended_at, 'infinity')),
            array_agg(array_position(%s::text[], span.state::text)::int4)
        FROM vendors_statespan span JOIN vendors_ticket ticket
            ON ticket.id = span.ticket_id
        WHERE span.state = ANY(%s) AND ticket.service_id = %s
            AND span.ticket_id BETWEEN %s AND %s
    ) TO STDOUT (FORMAT binary)
"""


@dataclass(frozen=True)
class Tickets:
    """Tickets of a service, ordered by id."""

    id: Seconds
    opened: Seconds
    responded: Seconds
    resolved: Seconds
    closed: Seconds
    priority: Numbers
    type: Numbers
    satisfaction: Numbers
    fixed_first_time: Numbers
    compliant: Numbers
    reopened: Numbers

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True)
class Spans:
    """Spans in states: `of` is the ticket's place in the columns."""

    of: Seconds
    starts: Seconds
    ends: Seconds
    state: Numbers


def read_tickets(
    service: int,
    types: Sequence[str],
    *,
    cancelled: str,
    after: int = 0,
    only: Sequence[int] | None = None,
    limit: int,
) -> Tickets:
    """The next tickets of a service after an id; `type` is the place in `types`, from 1."""
    chosen = None if only is None else list(only)
    params = [list(types), service, cancelled, after, chosen, chosen, limit]
    keys, *raw = _columns(TICKETS, params, [">i8"] * 5 + [">i4"] * 6)
    instants = [seconds_of(one) for one in raw[:4]]
    rest = [one.astype(np.int32) for one in raw[4:]]
    return Tickets(keys.astype(np.int64), *instants, *rest)


def read_spans(service: int, tickets: Tickets, states: Sequence[str]) -> Spans:
    """The spans of these tickets in these states; `state` is the place, from 1."""
    names = list(states)
    if not names or not len(tickets):
        empty = np.empty(0, np.int64)
        return Spans(empty, empty, empty, empty)
    first, last = int(tickets.id[0]), int(tickets.id[-1])
    if len(tickets) * 20 > last - first:
        query, params = SPANS_OF_RANGE, [names, names, service, first, last]
    else:
        query, params = SPANS, [names, names, tickets.id.tolist()]
    keys, starts, ends, state = _columns(query, params, [">i8"] * 3 + [">i4"])
    ids = keys.astype(np.int64)
    place = np.minimum(np.searchsorted(tickets.id, ids), len(tickets) - 1)
    known = tickets.id[place] == ids
    return Spans(
        place[known],
        seconds_of(starts)[known],
        seconds_of(ends)[known],
        state.astype(np.int32)[known],
    )


def copied(query: str, params: Sequence[Any]) -> bytes:
    """All that a COPY … TO STDOUT gives."""
    # Django's cursor that logs queries takes no parameters here; the one below it does.
    with connection.cursor() as cursor, cursor.cursor.copy(query, params) as copy:
        return b"".join(copy)


def _columns(query: str, params: Sequence[Any], kinds: Sequence[str]) -> list[Numbers]:
    """The columns of a COPY of one row of arrays in which no value is null."""
    data = copied(query, params)
    found, place = [], HEADER + FIELDS
    for kind in kinds:
        size = int.from_bytes(data[place : place + LENGTH], signed=True)
        place += LENGTH
        found.append(_array(data, place, max(size, 0), kind))
        place += max(size, 0)
    return found


def _array(data: bytes, place: int, size: int, kind: str) -> Numbers:
    """The values of a binary array: each follows its length. None at all is no array."""
    row = np.dtype([("length", ">i4"), ("value", kind)])
    count = max(size - ARRAY_HEAD, 0) // row.itemsize
    return np.frombuffer(data, row, count, place + min(size, ARRAY_HEAD))["value"]


def parsed(data: bytes, kinds: Sequence[str]) -> Numbers:
    """The rows of a binary COPY in which no value is null: each has the same length."""
    fields = [("fields", ">i2")]
    for number, kind in enumerate(kinds):
        fields += [(f"l{number}", ">i4"), (f"c{number}", kind)]
    row = np.dtype(fields)
    count = (len(data) - HEADER - TRAILER) // row.itemsize
    return np.frombuffer(data, row, count, HEADER)


def seconds_of(raw: Numbers) -> Seconds:
    """PostgreSQL's microseconds since 2000 as UTC epoch seconds; infinity is NEVER."""
    found = raw.astype(np.int64)
    return np.where(found == NEVER, NEVER, found // MICRO + PG_EPOCH)


def packed(columns: Sequence[tuple[Numbers, str]], nulls: dict[int, Numbers]) -> bytes:
    """Rows for a binary COPY, from its head to its end; their order does not matter."""
    found = records(columns, nulls, len(columns))
    return framed(rows.tobytes() for _, rows in found)


def framed(parts: Iterable[bytes]) -> bytes:
    """A whole binary COPY of these rows."""
    return b"".join([COPY_HEAD, *parts, COPY_END])


def records(
    columns: Sequence[tuple[Numbers, str]], nulls: dict[int, Numbers], fields: int
) -> Iterator[tuple[Numbers, Numbers]]:
    """The first columns of a binary COPY's rows of so many fields: places, and records.

    `nulls` marks, by column, which values are null. Rows of the same pattern of nulls
    have the same length, so they come together.
    """
    pattern = np.zeros(len(columns[0][0]), np.int64)
    for bit, mask in enumerate(nulls.values()):
        pattern |= mask.astype(np.int64) << bit
    for value in np.unique(pattern):
        rows = np.flatnonzero(pattern == value)
        empty = {column for bit, column in enumerate(nulls) if value >> bit & 1}
        yield rows, _same_length(columns, rows, empty, fields)


def _same_length(
    columns: Sequence[tuple[Numbers, str]], rows: Numbers, empty: set[int], fields: int
) -> Numbers:
    kinds = [("fields", ">i2")]
    for number, (_, kind) in enumerate(columns):
        kinds.append((f"l{number}", ">i4"))
        if number not in empty:
            kinds.append((f"c{number}", kind))
    out = np.empty(len(rows), np.dtype(kinds))
    out["fields"] = fields
    for number, (values, kind) in enumerate(columns):
        out[f"l{number}"] = -1 if number in empty else np.dtype(kind).itemsize
        if number not in empty:
            out[f"c{number}"] = values[rows]
    return out


def pg_instants(seconds: Seconds) -> Seconds:
    """UTC epoch seconds as PostgreSQL's microseconds since 2000."""
    return np.where(seconds == NEVER, 0, (seconds - PG_EPOCH) * MICRO)
