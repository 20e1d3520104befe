"""The rows of a CSV file: one by one, or by whole columns where its text is plain."""

import csv
import io
from collections.abc import Iterator

from apps.vendors.rules.tickets.unreadable import Unreadable

MOST_CELLS = 1_000  # of a row; what lies beyond is no column's
LETTERS_AT_ONCE = 1 << 20
LONGEST_CELL = 100_000
Row = list[str]
Columns = list[list[str]]


class CsvRows(Iterator[Row]):
    """Goes through a text once; rows and columns are taken in any turn."""

    def __init__(self, text: io.TextIOWrapper, delimiter: str) -> None:
        self.text, self.delimiter = text, delimiter
        self.held, self.unread = io.StringIO(), 0
        self.skipped = 0
        self.reader = csv.reader(self._lines(), delimiter=delimiter)

    def _lines(self) -> Iterator[str]:
        while line := self.held.readline() or self.text.readline():
            self.unread = max(self.unread - len(line), 0)
            yield line

    def __next__(self) -> Row:
        """The next row, as csv reads it."""
        try:
            return next(self.reader)[:MOST_CELLS]
        except csv.Error as error:
            where = f"Line {self.skipped + self.reader.line_num}: "
            why = "a cell is far too long; perhaps a quotation mark is missing"
            told = why if "field larger" in str(error) else str(error)
            raise Unreadable(f"{where}{told}.") from error
        except UnicodeError as error:
            raise _illegible() from error

    def columns(self, width: int) -> Columns | None:
        """The next few thousand rows, of so many cells each, as columns.

        None where there are no more, or where they are to be read one by one.
        """
        if self.unread:
            return None
        try:
            piece = self.text.read(LETTERS_AT_ONCE)
            piece += self.text.readline()
        except UnicodeError as error:
            raise _illegible() from error
        found = columns_of(piece, self.delimiter, width)
        if found:
            self.skipped += len(found[0])
        else:
            self.held, self.unread = io.StringIO(piece, newline=""), len(piece)
        return found


def columns_of(piece: str, delimiter: str, width: int) -> Columns | None:
    """The columns of whole lines, each of which is a row of so many cells; else None.

    Where every cell is quoted, and none holds a quotation mark, one split is enough; so
    it is where none is quoted. Of other pieces, csv reads the lines with such marks.
    """
    if not (piece := _with_plain_ends(piece)):
        return None
    lines = piece.split("\n")
    if max(map(len, lines)) > LONGEST_CELL:
        return None
    if '"' not in piece:
        return _split(lines, delimiter, width, piece)
    is_framed = piece.startswith('"') and piece.endswith('"')
    if is_framed and piece.count('"') == 2 * width * len(lines):
        return _split(lines, delimiter, width, piece, '"')
    return _mended(lines, delimiter, width)


def _split(
    lines: list[str], delimiter: str, width: int, piece: str, quote: str = ""
) -> Columns | None:
    between = f"{quote}{delimiter}{quote}"
    inner = piece[len(quote) : len(piece) - len(quote)]
    ends = f"{between}\n{between}"
    cells = inner.replace(f"{quote}\n{quote}", ends).split(between)
    step = width + 1
    if len(cells) != step * len(lines) - 1:
        return None
    if cells[width::step].count("\n") != len(lines) - 1:
        return None
    columns = [cells[place::step] for place in range(width)]
    return columns if any(all(column) for column in columns) else None


def _mended(lines: list[str], delimiter: str, width: int) -> Columns | None:
    """The columns of lines of which csv reads some; None where a row has several."""
    places = [place for place, line in enumerate(lines) if '"' in line]
    marked = [lines[place] for place in places]
    try:
        rows = list(csv.reader(marked, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    if [len(row) for row in rows] != [width] * len(marked):
        return None
    blank = "x" + delimiter * (width - 1)
    for place in places:
        lines[place] = blank
    columns = _split(lines, delimiter, width, "\n".join(lines))
    for number, column in enumerate(columns or ()):
        for place, row in zip(places, rows, strict=True):
            column[place] = row[number]
    return columns if any(map(all, columns or ())) else None


def _with_plain_ends(piece: str) -> str:
    """With line feeds alone, and none at the end; nothing where ends are mixed."""
    if "\r" in piece:
        ends = piece.count("\r\n")
        if piece.count("\r") != ends or piece.count("\n") != ends:
            return ""
        piece = piece.replace("\r\n", "\n")
    return piece.removesuffix("\n")


def _illegible() -> Unreadable:
    return Unreadable("The letters of this file can't be read.")
