"""Rows of a file read as tickets or updates: columns of values, and what is wrong."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import itemgetter
from typing import Any

import numpy as np

from apps.calendars.rules.vector import NEVER, Seconds
from apps.vendors.rules.judging import Flags
from apps.vendors.rules.tickets import words
from apps.vendors.rules.tickets.csv_rows import Row
from apps.vendors.rules.tickets.instants import BAD, InstantReader
from apps.vendors.rules.tickets.mapping import (
    EVENTS,
    FIELDS,
    NEEDED,
    TicketMapping,
    lowered,
)
from apps.vendors.rules.tickets.table import Batch

SMALL, LARGE = 32_767, 2_147_483_647
WHY = {
    "instant": "is no date and time that we know",
    "whole": "is no whole number that we can keep",
    "flag": "is neither yes nor no",
    "rating": "is no mark of 1 to 5",
}
Raw = Mapping[str, Sequence[str]]
BEFORE = ("first_response_at", "resolved_at", "closed_at")


@dataclass(frozen=True)
class Problem:
    """Why a row is not taken: its number, the column, what stands there."""

    row: int
    column: str
    value: str
    why: str


@dataclass
class Tally:
    """What was seen in a file: kept short, however long the file is."""

    rows: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    priorities: Counter[str] = field(default_factory=Counter)
    closed_first: int = 0


@dataclass(frozen=True)
class Read:
    """The rows that are taken, as columns; instants are UTC epoch seconds or NEVER."""

    numbers: Seconds
    columns: dict[str, Any]
    problems: list[Problem]

    def __len__(self) -> int:
        return len(self.numbers)


class RowReader:
    """Reads the rows of one file by a mapping; what it has seen stands in `tally`."""

    def __init__(self, mapping: TicketMapping, headings: Sequence[str]) -> None:
        self.mapping, self.headings = mapping, headings
        self.places = mapping.places(headings)
        self.keys = list(
            dict.fromkeys([*self.places, *(["type"] if mapping.type else [])])
        )
        self.needed = NEEDED[mapping.layout]
        self.tally = Tally()
        self.unknown = unknown = lowered(mapping.unknown) | {""}
        self.instants = InstantReader(
            mapping.zone, mapping.order, tuple(mapping.formats), unknown
        )
        self.readers = {
            key: words.Memory(self._read_by(key, unknown)) for key in FIELDS
        }

    def _read_by(self, key: str, unknown: frozenset[str]) -> Callable[[str], Any]:
        one = FIELDS[key]
        if one.kind == "priority":
            return words.priority_reader(self.mapping.priorities, unknown)
        if one.kind == "state":
            return words.state_reader(self.mapping.states, unknown)
        if one.kind == "flag":
            return words.flag_reader(unknown)
        if one.kind == "rating":
            return words.rating_reader(unknown)
        if one.kind == "whole":
            most = LARGE if key == "sequence" else SMALL
            return words.whole_reader(unknown, most)
        return words.text_reader(one.longest, unknown)

    def read(self, batch: Batch) -> Read:
        """The rows of a batch."""
        self.tally.rows += len(batch.numbers)
        numbers, raw, problems = self._raw(batch)
        columns = {key: self._column(key, texts) for key, texts in raw.items()}
        if "type" in self.keys:
            columns.setdefault("type", [self.mapping.type] * len(numbers))
        bad = np.zeros(len(numbers), np.bool_)
        for key, why, wrong in self._wrong(columns, len(numbers)):
            fresh = np.flatnonzero(wrong & ~bad)
            bad |= wrong
            heading = self._heading(key)
            for place in fresh.tolist():
                value = raw[key][place] if key in raw else ""
                problems.append(Problem(numbers[place], heading, value[:120], why))
        self._count(raw, columns, problems)
        return self._taken(numbers, columns, ~bad, problems)

    def _wide_enough(
        self, batch: Batch
    ) -> tuple[Sequence[int], Sequence[Row], list[Problem]]:
        """The rows as wide as the headings; a longer one has slipped, and is refused."""
        width = len(self.headings)
        if set(map(len, batch.rows)) <= {width}:
            return batch.numbers, batch.rows, []
        numbers, rows, problems = [], [], []
        for number, row in zip(batch.numbers, batch.rows, strict=True):
            if any(row[width:]):
                why = f"has {len(row)} cells below {width} headings"
                problems.append(Problem(number, "", " ".join(row)[:120], why))
            else:
                numbers.append(number)
                rows.append((row + [""] * width)[:width])
        return numbers, rows, problems

    def _raw(self, batch: Batch) -> tuple[Sequence[int], Raw, list[Problem]]:
        """The texts of each field; with the numbers of their rows, and rows refused."""
        if batch.columns is not None:
            found = {key: batch.columns[place] for key, place in self.places.items()}
            return batch.numbers, found, []
        numbers, rows, problems = self._wide_enough(batch)
        texts = {
            key: list(map(itemgetter(place), rows))
            for key, place in self.places.items()
        }
        return numbers, texts, problems

    def _column(self, key: str, texts: Sequence[str]) -> Any:
        kind = FIELDS[key].kind
        if kind == "instant":
            return self.instants.column(texts)
        if kind == "text" and words.are_plain(texts, FIELDS[key].longest, self.unknown):
            return texts
        read = list(map(self.readers[key].__getitem__, texts))
        return read if kind in {"text", "state"} else np.array(read, np.int64)

    def _wrong(
        self, columns: dict[str, Any], size: int
    ) -> list[tuple[str, str, Flags]]:
        """What may be wrong with each row, the gravest first: field, words, where."""
        none = np.zeros(size, np.bool_)
        found = []
        for key, values in columns.items():
            kind = FIELDS[key].kind
            if kind in WHY:
                mark = BAD if kind == "instant" else words.UNREADABLE
                found.append((key, WHY[kind], values == mark))
        found += [
            (key, "is missing", _empty(columns.get(key), none))
            for key in self.needed
            if (self.mapping.layout, key) != (EVENTS, "state")
        ]
        opened = columns.get("opened_at")
        for key in BEFORE:
            if opened is not None and key in columns:
                is_before = (columns[key] < opened) & (opened < BAD)
                found.append((key, "is before the ticket was opened", is_before))
        if self.mapping.layout == EVENTS:
            found = [
                one for one in found if one[0] != "state" or one[1] != "is missing"
            ]
        return found

    def _heading(self, key: str) -> str:
        place = self.places.get(key)
        return FIELDS[key].label if place is None else self.headings[place]

    def _count(
        self,
        raw: Raw,
        columns: dict[str, Any],
        problems: list[Problem],
    ) -> None:
        tally = self.tally
        tally.rejected += len(problems)
        tally.reasons += Counter(f"{one.column} {one.why}".strip() for one in problems)
        tally.states += Counter(columns.get("state", ()))
        if "priority" in columns:
            strange = compress(raw["priority"], columns["priority"] == 0)
            tally.priorities += Counter(text.strip()[:60] for text in strange)
        if "closed_at" in columns and "resolved_at" in columns:
            closed, resolved = columns["closed_at"], columns["resolved_at"]
            tally.closed_first += int(((closed < resolved) & (resolved < BAD)).sum())

    def _taken(
        self,
        numbers: Sequence[int],
        columns: dict[str, Any],
        good: Flags,
        problems: list[Problem],
    ) -> Read:
        rows = np.array(numbers, np.int64)
        if good.all():
            return Read(rows, columns, problems)
        kept = {
            key: list(compress(values, good))
            if isinstance(values, list)
            else values[good]
            for key, values in columns.items()
        }
        return Read(rows[good], kept, problems)


def _empty(values: Any, none: Flags) -> Flags:
    """Where a needed value is not there."""
    if values is None:
        return ~none
    if isinstance(values, list):
        return np.array([not value for value in values], np.bool_).reshape(-1)
    return np.asarray(values == NEVER)
