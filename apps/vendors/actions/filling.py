"""A file's tickets straight into a service that has none: by binary COPY, unstaged."""

import os
import socket
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import chain, repeat
from typing import Self

import numpy as np
from django.db import connection

from apps.calendars.rules.vector import NEVER
from apps.vendors.queries.columns import Numbers, framed, pg_instants, records
from apps.vendors.rules.tickets.rows import Read, RowReader
from apps.vendors.rules.tickets.words import Memory

DAY, DAY_ZERO = 86_400, date(1970, 1, 1)
INSTANTS = ("opened_at", "first_response_at", "resolved_at", "closed_at")
COUNTS = ("priority", "reopen_count", "reassignment_count")
RATING, FLAGS = "satisfaction", ("was_fixed_first_time", "was_compliant", "made_sla")
OWN_WORDS = ("number", "title")
REPEATED = ("type", "state", "group", "category", "item", "location")
WRITE = """
    COPY vendors_ticket (service_id, import_id, source_row, fingerprint, {})
    FROM STDIN (FORMAT binary)
""".format(
    ", ".join(
        f'"{one}"'
        for one in (*(*INSTANTS, *COUNTS, RATING), *(*FLAGS, *OWN_WORDS, *REPEATED))
    )
)
FIELDS_OF_A_ROW = 4 + len(INSTANTS) + len(COUNTS) + 1 + len(FLAGS) + 8
NO_TEXT = bytes(4)
PIECE = 4 << 20  # as much as the kernel lets a socket hold of it


class Doubled(Exception):
    """The file speaks of a ticket twice, so its rows must be compared."""


class Filling:
    """Writes the rows of a file while the next are read; what the report asks of a file.

    Between `start` and `wait` the database works through what the socket holds, and the
    connection answers nothing else.
    """

    is_log, late, same_updates = False, 0, 0

    def __init__(self, service: int, reader: RowReader, import_pk: int | None) -> None:
        self.service, self.reader, self.import_pk = service, reader, import_pk
        self.keys = reader.keys
        self.numbers: set[str] = set()
        self.days_seen: set[int] = set()
        self.words = Memory(_field)
        self.writing = ExitStack()
        with socket.socket(fileno=os.dup(connection.connection.fileno())) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIECE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.writing.close()

    @property
    def taken(self) -> int:
        """How many rows are written."""
        return len(self.numbers)

    def days(self) -> list[date]:
        """The days on which tickets were opened, by UTC."""
        return [DAY_ZERO + timedelta(days=one) for one in sorted(self.days_seen)]

    def rows(self, read: Read) -> bytes:
        """A whole COPY of these rows, each of a ticket that was not seen before."""
        before = len(self.numbers)
        self.numbers.update(read.columns["number"])
        if len(self.numbers) < before + len(read):
            raise Doubled
        self.days_seen.update(np.unique(read.columns["opened_at"] // DAY).tolist())
        columns = read.columns
        texts: list[Iterable[bytes]] = []
        for key in OWN_WORDS:
            texts += _fields(columns[key]) if key in columns else [repeat(NO_TEXT)]
        for key in REPEATED:
            known = map(self.words.__getitem__, columns.get(key, ()))
            texts.append(known if key in columns else repeat(NO_TEXT))
        rows = zip(self._heads(read), *texts, strict=False)
        return framed(chain.from_iterable(rows))

    def _heads(self, read: Read) -> list[bytes]:
        """What comes before the texts of each row."""
        columns, size = read.columns, len(read)
        found: list[tuple[Numbers, str]] = [
            (np.full(size, self.service), ">i8"),
            (np.full(size, self.import_pk or 0), ">i8"),
            (read.numbers, ">i4"),
            (np.zeros(size, np.int64), ">i8"),
        ]
        nulls = {} if self.import_pk else {1: np.ones(size, np.bool_)}
        never, none = np.full(size, NEVER), np.full(size, -1)
        for key in INSTANTS:
            values = columns.get(key, never)
            nulls[len(found)] = values == NEVER
            found.append((pg_instants(values), ">i8"))
        found += [(np.maximum(columns.get(key, none), 0), ">i2") for key in COUNTS]
        for key, kind in ((RATING, ">i2"), *((one, ">i1") for one in FLAGS)):
            values = columns.get(key, none)
            nulls[len(found)] = values < 0
            found.append((values, kind))
        heads = np.empty(size, object)
        for places, rows in records(found, nulls, FIELDS_OF_A_ROW):
            heads[places] = rows.view(np.dtype((np.void, rows.itemsize))).tolist()
        whole: list[bytes] = heads.tolist()
        return whole

    def start(self, rows: bytes) -> None:
        """Begin to write: what the socket takes in is on its way."""
        cursor = self.writing.enter_context(connection.cursor())
        self.writing.enter_context(cursor.copy(WRITE)).write(rows)

    def wait(self) -> None:
        """Until what was begun is written; the connection is free from then on."""
        with connection.wrap_database_errors:
            self.writing.close()


def _fields(texts: Sequence[str]) -> tuple[list[bytes], list[bytes]]:
    """Texts as binary COPY has them: their lengths, and what they say."""
    said = list(map(str.encode, texts))
    lengths = np.fromiter(map(len, said), np.dtype(">i4"), len(said))
    return lengths.view("V4").tolist(), said


def _field(text: str) -> bytes:
    """A text with its length before it."""
    said = text.encode()
    return len(said).to_bytes(4) + said
