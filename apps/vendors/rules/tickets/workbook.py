"""Workbooks of spreadsheets: looked through before they are opened, then read as texts."""

import re
import zipfile
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook

from apps.vendors.rules.tickets.shared_strings import Texts, lengths
from apps.vendors.rules.tickets.unreadable import Unreadable

MOST_BYTES = 200 * 1024 * 1024
MOST_CELLS = 25_000_000
MOST_PARTS = 2_000
PIECE = 1 << 20
LOCAL_HEADER = 30
DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED
CELL = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,4})(\d{1,8})[\"']")
TOO_BIG = "This workbook unpacks to more than we take."


def sheet_rows(file: IO[bytes]) -> Iterator[list[str]]:
    """The rows of the first sheet that has any, each cell as a text."""
    check(file)
    file.seek(0)
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                if sheet.height:
                    for row in sheet.iter_rows():
                        yield [cell_text(cell) for cell in row]
                    return
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile) as error:
        raise Unreadable("This is no workbook that can be opened.") from error


def cell_text(cell: object) -> str:
    """A cell as the text that a CSV file would have."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        shown = cell + timedelta(microseconds=500_000)
        return shown.replace(microsecond=0).isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def check(file: IO[bytes]) -> None:
    """Raise Unreadable for what is no workbook, or unpacks to more than we take.

    What the parts say of their own size is not believed: each is unpacked here, and
    counted. A sheet of two cells, far apart, would fill the memory too, and so would one
    long text that many cells share.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("This is no workbook that can be opened.") from error
    if len(members) > MOST_PARTS:
        raise Unreadable(TOO_BIG)
    if not any(one.filename.lower().startswith("xl/") for one in members):
        raise Unreadable("This zip holds no workbook (.xlsx).")
    left = MOST_BYTES
    shared: list[int] = []
    for member in sorted(members, key=_is_sheet):
        pieces = _Counted(_unpacked(file, member), left)
        if _is_sheet(member):
            _look_through(pieces, Texts(shared))
        elif "sharedstrings" in member.filename.lower():
            shared += lengths(pieces)
        else:
            deque(pieces, maxlen=0)
        left = pieces.left


def _is_sheet(member: zipfile.ZipInfo) -> bool:
    return "worksheets" in member.filename.lower()


class _Counted:
    """Pieces of a part, as long as there is room for their bytes."""

    def __init__(self, pieces: Iterator[bytes], left: int) -> None:
        self.pieces, self.left = pieces, left

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.left -= len(piece)
            if self.left < 0:
                raise Unreadable(TOO_BIG)
            yield piece


def _look_through(pieces: Iterable[bytes], texts: Texts) -> None:
    """Raise Unreadable for a sheet that spans or holds more than we take."""
    column = row = 0
    tail = b""
    for piece in pieces:
        texts.add(piece)
        for letters, digits in set(CELL.findall(tail + piece)):
            column = max(column, _number(letters))
            row = max(row, int(digits))
        tail = piece[-64:]
    texts.add(b"</c>")
    if column * row > MOST_CELLS:
        raise Unreadable("This sheet spans more cells than we take; save it as CSV.")


def _unpacked(file: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    if member.flag_bits & 1:
        raise Unreadable("This workbook is locked by a password.")
    if member.compress_type not in {DEFLATED, STORED}:
        raise Unreadable("This workbook is packed in a way that we don't open.")
    if member.header_offset < 0:
        raise Unreadable("This workbook is damaged: save it again.")
    file.seek(member.header_offset)
    header = file.read(LOCAL_HEADER)
    names = int.from_bytes(header[26:28], "little")
    extra = int.from_bytes(header[28:30], "little")
    file.seek(names + extra, 1)
    todo = member.compress_size
    unpack = zlib.decompressobj(-15)
    while todo > 0 and (raw := file.read(min(PIECE, todo))):
        todo -= len(raw)
        if member.compress_type == STORED:
            yield raw
            continue
        try:
            while raw:
                yield unpack.decompress(raw, PIECE)
                raw = unpack.unconsumed_tail
        except zlib.error as error:
            raise Unreadable("This workbook is damaged.") from error


def _number(letters: bytes) -> int:
    found = 0
    for letter in letters.upper():
        found = found * 26 + letter - 64
    return found
