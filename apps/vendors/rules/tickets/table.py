"""A file as a table of texts: comma or semicolon, any usual encoding, packed or not."""

import codecs
import csv
import gzip
import io
import itertools
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, cast

from apps.vendors.rules.tickets.unreadable import Unreadable
from apps.vendors.rules.tickets.workbook import sheet_rows

MOST_BYTES = 300 * 1024 * 1024
MOST_UNPACKED = 1536 * 1024 * 1024
MOST_ROWS = 5_000_000
MOST_COLUMNS = 300
MOST_CELLS = 1_000  # of a row; what lies beyond is no column's
LONGEST_LINE = 4 * 1024 * 1024
PIECE = 1 << 20
GZIP, ZIP, OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = ",;\t|"
SAMPLE_ROWS = 40
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)
Row = list[str]


@dataclass(frozen=True)
class Batch:
    """Rows that follow each other: their numbers as a spreadsheet shows them."""

    numbers: list[int]
    rows: list[Row]


@dataclass
class Table:
    """Headings, and the rows below them. `total` is about how many there are."""

    headings: list[str]
    lines: Iterator[tuple[int, Row]]
    total: int
    kind: str

    def batches(self, size: int) -> Iterator[Batch]:
        """The rows, so many at a time; blank ones are left out."""
        count = 0
        while True:
            taken = list(itertools.islice(self.lines, size))
            if not taken:
                return
            count += len(taken)
            if count > MOST_ROWS:
                raise Unreadable(f"This file has more than {MOST_ROWS:,} rows.")
            kept = [(n, row) for n, row in taken if any(row)]
            yield Batch([n for n, _ in kept], [row for _, row in kept])


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
    rows_of = _csv_rows(text, delimiter)
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
    names = _candidates(raw)
    decoders = {name: codecs.getincrementaldecoder(name)() for name in names}
    size = lines = unended = 0
    for piece in _pieces(raw):
        size += len(piece)
        if size > MOST_UNPACKED:
            raise Unreadable("This file unpacks to more than we take.")
        unended = 0 if b"\n" in piece or b"\r" in piece else unended + len(piece)
        if unended > LONGEST_LINE:
            raise Unreadable("A line of this file is far too long.")
        if not names[0].startswith("utf-16") and b"\0" in piece:
            raise Unreadable("This is neither CSV nor a workbook: it is no text.")
        lines += piece.count(b"\n") or piece.count(b"\r")
        decoders = _fitting(decoders, piece)
    decoders = _fitting(decoders, b"", is_last=True)
    if not decoders:
        raise Unreadable("The letters of this file can't be read; save it as UTF-8.")
    return next(iter(decoders)), lines


Decoders = dict[str, codecs.IncrementalDecoder]


def _fitting(decoders: Decoders, piece: bytes, *, is_last: bool = False) -> Decoders:
    """Those that can read the next piece, too."""
    found = {}
    for name, decoder in decoders.items():
        with suppress(UnicodeDecodeError):
            decoder.decode(piece, is_last)
            found[name] = decoder
    return found


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


def _csv_rows(text: io.TextIOWrapper, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(text, delimiter=delimiter)
    try:
        for row in reader:
            yield row if len(row) <= MOST_CELLS else row[:MOST_CELLS]
    except csv.Error as error:
        where = f"Line {reader.line_num}: "
        why = "a cell is far too long; perhaps a quotation mark is missing"
        told = why if "field larger" in str(error) else str(error)
        raise Unreadable(f"{where}{told}.") from error
    except UnicodeError as error:
        raise Unreadable("The letters of this file can't be read.") from error


def _table(rows: Iterator[Row], total: int, kind: str) -> Table:
    numbered = enumerate(rows, start=1)
    for _, row in numbered:
        if any(cell.strip() for cell in row):
            break
    else:
        raise Unreadable("This file has no row at all.")
    while row and not row[-1].strip():
        row = row[:-1]
    if len(row) > MOST_COLUMNS:
        raise Unreadable(f"This file has more than {MOST_COLUMNS} columns.")
    return Table(_unique(row), numbered, max(total - 1, 0), kind)


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
