"""A file as a table of texts: comma or semicolon, any usual encoding, packed or not."""

import codecs
import csv
import gzip
import io
import itertools
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, cast

from apps.vendors.rules.tickets.csv_rows import Columns, CsvRows, Row
from apps.vendors.rules.tickets.unreadable import Unreadable
from apps.vendors.rules.tickets.workbook import sheet_rows

MOST_BYTES = 300 * 1024 * 1024
MOST_UNPACKED = 1536 * 1024 * 1024
MOST_ROWS = 5_000_000
MOST_COLUMNS = 300
LONGEST_LINE = 4 * 1024 * 1024
PIECE = 1 << 20
GZIP, ZIP, OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = ",;\t|"
SAMPLE_ROWS = 40
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)


@dataclass(frozen=True)
class Batch:
    """Rows that follow each other: their numbers as a spreadsheet shows them.

    `columns` hold them instead of `rows` where each is as wide as the headings.
    """

    numbers: Sequence[int]
    rows: Sequence[Row] = ()
    columns: Columns | None = None


@dataclass
class Table:
    """Headings, and the rows below them. `total` is about how many there are.

    `first` is the number of the next row.
    """

    headings: list[str]
    rows: Iterator[Row]
    first: int
    total: int
    kind: str
    seen: int = 0

    def batches(self, size: int) -> Iterator[Batch]:
        """The rows, so many at a time; blank ones are left out."""
        while rows := list(itertools.islice(self.rows, size)):
            yield self._batch(rows)

    def pieces(self, size: int) -> Iterator[Batch]:
        """The same as they come quickest: by columns where the text is plain."""
        while True:
            while columns := self._columns():
                yield Batch(self._numbered(len(columns[0])), columns=columns)
            if not (rows := list(itertools.islice(self.rows, size))):
                return
            yield self._batch(rows)

    def _columns(self) -> Columns | None:
        if not isinstance(self.rows, CsvRows):
            return None
        return self.rows.columns(len(self.headings))

    def _batch(self, rows: list[Row]) -> Batch:
        numbers = self._numbered(len(rows))
        if all(map(any, rows)):
            return Batch(numbers, rows)
        kept = [any(row) for row in rows]
        some = list(itertools.compress(numbers, kept))
        return Batch(some, list(itertools.compress(rows, kept)))

    def _numbered(self, count: int) -> range:
        self.seen += count
        if self.seen > MOST_ROWS:
            raise Unreadable(f"This file has more than {MOST_ROWS:,} rows.")
        first, self.first = self.first, self.first + count
        return range(first, first + count)


def open_table(file: IO[bytes]) -> Table:
    """What the file holds, whatever its name says. Unreadable says why not."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if not start:
        raise Unreadable("This file is empty.")
    if start.startswith(OLE):
        raise Unreadable("This is an old workbook (.xls); save it as .xlsx or CSV.")
    if start == ZIP:
        rows = list(sheet_rows(file))
        return _table(iter(rows), len(rows), "a workbook")
    below = gzip.GzipFile(fileobj=file) if start[:2] == GZIP else _Kept(file)
    raw = io.BufferedReader(cast("io.RawIOBase", below), PIECE)
    encoding, lines = _looked_through(raw)
    raw.seek(0)
    text = io.TextIOWrapper(raw, encoding=encoding, newline="")
    delimiter = _delimiter(text)
    rows_of = CsvRows(text, delimiter)
    told = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}[delimiter]
    return _table(rows_of, lines, f"{told}, {encoding.replace('-sig', '')}")


class _Kept(io.RawIOBase):
    """A file that stays open when its reader is thrown away."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self.file = file

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """It can be read again."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; how much there was."""
        piece = self.file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go there."""
        self.file.seek(offset, whence)
        return self.file.tell()


def _looked_through(raw: IO[bytes]) -> tuple[str, int]:
    """The encoding that fits the whole file, and its number of lines."""
    for name in _candidates(raw):
        with suppress(UnicodeDecodeError):
            return name, _lines(raw, name)
    raise Unreadable("The letters of this file can't be read; save it as UTF-8.")


def _lines(raw: IO[bytes], encoding: str) -> int:
    """About how many lines there are, all of them decoded to see whether they can be."""
    decoder = codecs.getincrementaldecoder(encoding)()
    size = lines = unended = 0
    raw.seek(0)
    for piece in _pieces(raw):
        size += len(piece)
        if size > MOST_UNPACKED:
            raise Unreadable("This file unpacks to more than we take.")
        unended = 0 if b"\n" in piece or b"\r" in piece else unended + len(piece)
        if unended > LONGEST_LINE:
            raise Unreadable("A line of this file is far too long.")
        if not encoding.startswith("utf-16") and b"\0" in piece:
            raise Unreadable("This is neither CSV nor a workbook: it is no text.")
        lines += piece.count(b"\n") or piece.count(b"\r")
        decoder.decode(piece)
    decoder.decode(b"", final=True)
    return lines


def _candidates(raw: IO[bytes]) -> list[str]:
    raw.seek(0)
    start = next(iter(_pieces(raw)), b"")[:4]
    raw.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    return ["utf-8-sig", "cp1252", "latin-1"]


def _pieces(raw: IO[bytes]) -> Iterator[bytes]:
    try:
        while piece := raw.read(PIECE):
            yield piece
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable("This packed file is damaged.") from error


def _delimiter(text: io.TextIOWrapper) -> str:
    """What stands between the cells; the text is left where its first row begins."""
    start = text.read(200_000)
    text.seek(0)
    if named := SEPARATOR_LINE.match(start):
        text.readline()
        if named[1] in DELIMITERS:
            return named[1]
    lines = start.splitlines(keepends=True)[:SAMPLE_ROWS]
    return max(DELIMITERS, key=lambda one: _fit(lines, one))


def _fit(lines: Iterable[str], delimiter: str) -> tuple[int, int]:
    """How well a delimiter fits: rows as wide as the first, and how wide it is."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0, 0
    widths = [len(row) for row in rows if row]
    if not widths or widths[0] == 1:
        return 0, 0
    return sum(width == widths[0] for width in widths), widths[0]


def _table(rows: Iterator[Row], total: int, kind: str) -> Table:
    for first, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row):
            return Table(_headings(row), rows, first, max(total - 1, 0), kind)
    raise Unreadable("This file has no row at all.")


def _headings(row: Row) -> list[str]:
    while row and not row[-1].strip():
        row = row[:-1]
    if len(row) > MOST_COLUMNS:
        raise Unreadable(f"This file has more than {MOST_COLUMNS} columns.")
    return _unique(row)


def _unique(row: Row) -> list[str]:
    """The headings, each its own: a repeated one is numbered."""
    found: list[str] = []
    for place, cell in enumerate(row, start=1):
        name = " ".join(cell.replace("\0", "").split())[:120] or f"Column {place}"
        number, given = 2, name
        while name in found:
            name, number = f"{given} ({number})", number + 1
        found.append(name)
    return found
