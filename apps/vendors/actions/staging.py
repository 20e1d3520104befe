"""A file's rows beside the tickets: in temporary tables, by COPY. Nothing is changed."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b
from itertools import islice
from typing import Any

import numpy as np
from django.db import connection

from apps.calendars.rules.vector import NEVER, Seconds
from apps.vendors.queries.known import known_updates
from apps.vendors.rules.tickets.history import (
    Histories,
    Meanings,
    Updates,
    merged,
    ordered,
    told,
)
from apps.vendors.rules.tickets.mapping import EVENTS, FIELDS
from apps.vendors.rules.tickets.rows import Read, RowReader
from apps.vendors.states import RESOLVED_STATES

RESOLVED, CLOSED = RESOLVED_STATES
AT_ONCE = 20_000
TYPES = {
    **dict.fromkeys(("text", "state"), "text"),
    **dict.fromkeys(("instant", "whole"), "bigint"),
    **dict.fromkeys(("priority", "flag", "rating"), "smallint"),
}
INCOMING = 'CREATE TEMPORARY TABLE incoming ("row" int, code int, {}) ON COMMIT DROP'
CLEAR = """
    DROP TABLE IF EXISTS pg_temp.incoming, pg_temp.facts, pg_temp.incoming_span,
        pg_temp.chosen, pg_temp.matched
"""
FACTS = """
    CREATE TEMPORARY TABLE facts (
        code int, first bigint, state text, responded bigint, resolved bigint,
        closed bigint, reopened int, mark bigint, is_older boolean
    ) ON COMMIT DROP
"""
SPANS = """
    CREATE TEMPORARY TABLE incoming_span (
        code int, state text, started bigint, ended bigint, sequence bigint
    ) ON COMMIT DROP
"""


DAYS = "SELECT DISTINCT (opened_at AT TIME ZONE 'UTC')::date FROM chosen ORDER BY 1"


class Stage:
    """Takes the rows of one file in, chunk by chunk, and then their histories."""

    def __init__(self, service_pk: int, reader: RowReader) -> None:
        self.service_pk, self.reader = service_pk, reader
        self.keys = reader.keys
        self.codes: dict[str, int] = {}
        self.states: dict[str, int] = {}
        self.updates: list[Updates] = []
        self.taken = self.late = self.same_updates = 0
        columns = [f'"{key}" {TYPES[FIELDS[key].kind]}' for key in self.keys]
        run(CLEAR)
        run(INCOMING.format(", ".join(columns)))

    @property
    def is_log(self) -> bool:
        """Whether its rows are updates."""
        return self.reader.mapping.layout == EVENTS

    def days(self) -> list[date]:
        """The days on which tickets were opened, by UTC; once all is decided."""
        with connection.cursor() as cursor:
            cursor.execute(DAYS)
            return [day for (day,) in cursor.fetchall()]

    def add(self, read: Read) -> None:
        """The rows of a chunk."""
        if not len(read):
            return
        codes = self.codes
        of = [codes.setdefault(one, len(codes)) for one in read.columns["number"]]
        columns: list[Iterable[str]] = [map(str, read.numbers.tolist()), map(str, of)]
        columns += [_texts(key, read.columns[key]) for key in self.keys]
        copy("incoming", columns)
        self.taken += len(read)
        if self.is_log:
            self._remember(read, np.array(of, np.int64))

    def _remember(self, read: Read, of: Seconds) -> None:
        known = self.states
        names = read.columns["state"]
        state = np.array([known.setdefault(one, len(known)) for one in names], np.int64)
        none = np.zeros(len(read), np.int64)
        sequence = np.maximum(read.columns.get("sequence", none), 0)
        updates = Updates(of, read.columns["updated_at"], sequence, state)
        said = np.array([bool(name) for name in names], np.bool_)
        self.updates.append(updates.where(said))

    def settle(self) -> None:
        """Make the histories, once all rows are in."""
        run("ANALYZE incoming (code)")
        if not self.is_log:
            return
        file = _joined(self.updates)
        self.updates = []
        known, self.states = known_updates(self.service_pk, self.states)
        self.same_updates = len(file) - len(ordered(file))
        histories = told(merged(known, file), self._meanings(), self._marks())
        self.late = int(histories.starts_late.sum())
        self._write(histories, _lasts(file, histories))

    def _meanings(self) -> Meanings:
        def places(names: Iterable[str]) -> list[int]:
            wanted = {name.lower() for name in names}
            return [n for name, n in self.states.items() if name.lower() in wanted]

        return Meanings(
            new=places(self.reader.mapping.new_states),
            done=places(RESOLVED_STATES),
            closed=places([CLOSED]),
        )

    def _marks(self) -> Any:
        names = sorted(self.states, key=self.states.__getitem__)
        marks = [blake2b(name.encode(), digest_size=8).digest() for name in names]
        return np.frombuffer(b"".join(marks), np.uint64)

    def _write(self, found: Histories, lasts: Seconds) -> None:
        names = sorted(self.states, key=self.states.__getitem__)
        run(FACTS)
        instants = (found.responded, found.resolved, found.closed)
        facts = [
            *(_numbers(found.tickets), _numbers(found.first)),
            _escaped([names[one] for one in found.state.tolist()]),
            *map(_numbers, instants),
            *(_numbers(found.reopened), _numbers(found.mark)),
            ["t" if one else "f" for one in (found.last > lasts).tolist()],
        ]
        copy("facts", facts)
        run(SPANS)
        spans = found.spans
        told_names = _escaped([names[one] for one in spans.state.tolist()])
        instants_of = (_numbers(spans.at), _numbers(found.ends))
        columns = [_numbers(spans.ticket), told_names, *instants_of]
        copy("incoming_span", [*columns, _numbers(spans.sequence)])
        run("ANALYZE facts")
        run("ANALYZE incoming_span")


def _lasts(file: Updates, found: Histories) -> Seconds:
    """The last update of each ticket in the file itself; long ago where it has none."""
    lasts = np.full(len(found.tickets), -1)
    np.maximum.at(lasts, np.searchsorted(found.tickets, file.ticket), file.at)
    return lasts


def _joined(parts: Sequence[Updates]) -> Updates:
    empty = np.empty(0, np.int64)
    if not parts:
        return Updates(empty, empty, empty, empty)
    columns = zip(*(part.columns for part in parts), strict=True)
    return Updates(*(np.concatenate(column) for column in columns))


def _texts(key: str, values: Any) -> Iterable[str]:
    """A column as COPY has it."""
    return _escaped(values) if isinstance(values, list) else _numbers(values)


def _numbers(values: Seconds) -> Iterable[str]:
    return ["\\N" if one == NEVER else str(one) for one in values.tolist()]


def _escaped(values: list[str]) -> Iterable[str]:
    """Texts have no tabs and line ends by now, only perhaps backslashes."""
    if "\\" in "".join(values):
        return [value.replace("\\", "\\\\") for value in values]
    return values


def copy(table: str, columns: Sequence[Iterable[str]]) -> None:
    """Columns of texts into a temporary table."""
    lines = map("\t".join, zip(*columns, strict=True))
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as out:
        while some := list(islice(lines, AT_ONCE)):
            out.write("\n".join(some) + "\n")


def run(query: str, params: Sequence[Any] = ()) -> int:
    """Run a statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(query, list(params))
        return int(cursor.rowcount)
