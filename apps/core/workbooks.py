"""Workbooks of strangers (.xlsx), looked through before anything opens them.

A few kilobytes may unpack to gigabytes. A sheet of two cells, far apart, fills the memory
too; and so does one long text that many cells share: a sheet names its texts by their
place in one part that all sheets share.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

MOST_BYTES = 200 * 1024 * 1024
MOST_CELLS = 25_000_000
MOST_PARTS = 2_000
PIECE = 1 << 20
LOCAL_HEADER = 30
DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED
# What stands before `r` holds no quote of its own, in which another `r` could be hidden.
BEFORE = rb"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"'<>]*\"|'[^\"'<>]*'))*?\s+r\s*=\s*[\"']"
A_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
CELL = re.compile(rb"<(?:\w+:)?c" + BEFORE + rb"([A-Za-z]+)(\d+)[\"']")
A_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
ROW = re.compile(rb"<(?:\w+:)?row" + BEFORE + rb"(\d+)[\"']")
TOO_BIG = "This workbook unpacks to more than we take."
TOO_WIDE = "This sheet spans more cells than we take; save it as CSV."
MOST_CHARACTERS = 200_000_000
LONGEST_TAG = 1 << 16
ITEM = re.compile(rb"<(?:\w+:)?si[\s/>]")
TAG = re.compile(rb"<[^<>]*>")
NAMED = re.compile(rb"\st\s*=\s*[\"']s[\"']")
PLACE = re.compile(
    rb"\st\s*=\s*[\"']s[\"'][^<>]*>\s*<(?:\w+:)?v(?:\s[^<>]*)?>\s*(\d{1,9})\s*<"
)
CELL_END = re.compile(rb"</(?:\w+:)?c\s*>")
TOO_MUCH = "The texts of this workbook are more than we take; save it as CSV."


class NotTaken(ValueError):
    """It is no workbook, or more than we take. The text says so, to the person."""


def check(
    file: IO[bytes], *, most_bytes: int = MOST_BYTES, most_cells: int = MOST_CELLS
) -> None:
    """NotTaken for what is no workbook, unpacks to more bytes or spans more cells.

    What the parts say of their own size is not believed: each is unpacked, and counted.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise NotTaken("This is no workbook that can be opened.") from error
    if len(members) > MOST_PARTS:
        raise NotTaken(TOO_BIG)
    if not any(one.filename.lower().startswith("xl/") for one in members):
        raise NotTaken("This zip holds no workbook (.xlsx).")
    left = most_bytes
    shared: list[int] = []
    for member in sorted(members, key=_is_shared, reverse=True):
        pieces = _Looked(_unpacked(file, member), left, most_cells)
        if _is_shared(member):
            shared += lengths(pieces)
        else:
            texts = Texts(shared)
            for piece in pieces:
                texts.add(piece)
            texts.add(b"</c>")
        left = pieces.left


def _is_shared(member: zipfile.ZipInfo) -> bool:
    return "sharedstrings" in member.filename.lower()


class _Looked:
    """Pieces of a part, as long as there is room for their bytes, and for their cells.

    Any part may be a sheet, whatever it is called.
    """

    def __init__(self, pieces: Iterator[bytes], left: int, most_cells: int) -> None:
        self.pieces, self.left, self.most_cells = pieces, left, most_cells

    def __iter__(self) -> Iterator[bytes]:
        span = _Span()
        for piece in self.pieces:
            self.left -= len(piece)
            if self.left < 0:
                raise NotTaken(TOO_BIG)
            span.add(piece)
            if span.cells > self.most_cells:
                raise NotTaken(TOO_WIDE)
            yield piece


class _Span:
    """The cells that a sheet spans from A1: as its rows and cells are called, which may be
    left out; each without a name may come after the last that has one.
    """

    def __init__(self) -> None:
        self.rows = self.columns = self.nameless_rows = self.nameless_cells = 0
        self.tail = b""

    @property
    def cells(self) -> int:
        rows = self.rows + self.nameless_rows
        return rows * (self.columns + self.nameless_cells)

    def add(self, piece: bytes) -> None:
        """Look through the next piece, but for a tag that it only begins."""
        text = self.tail + piece
        at = text.rfind(b"<")
        is_begun = at >= 0 and b">" not in text[at:] and len(text) - at < LONGEST_TAG
        text, self.tail = (text[:at], text[at:]) if is_begun else (text, b"")
        cells, rows = CELL.findall(text), ROW.findall(text)
        self.nameless_cells += len(A_CELL.findall(text)) - len(cells)
        self.nameless_rows += len(A_ROW.findall(text)) - len(rows)
        digits = {digits for _, digits in cells}.union(rows)
        self.rows = max(self.rows, *map(_count, digits), 0)
        letters = {letters for letters, _ in cells}
        self.columns = max(self.columns, *map(_number, letters), 0)


def _count(digits: bytes) -> int:
    return int(digits[:12])


def _unpacked(file: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    if member.flag_bits & 1:
        raise NotTaken("This workbook is locked by a password.")
    if member.compress_type not in {DEFLATED, STORED}:
        raise NotTaken("This workbook is packed in a way that we don't open.")
    if member.header_offset < 0:
        raise NotTaken("This workbook is damaged: save it again.")
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
            raise NotTaken("This workbook is damaged.") from error


def _number(letters: bytes) -> int:
    found = 0
    for letter in letters[:12].upper():
        found = found * 26 + letter - 64
    return found


def lengths(pieces: Iterable[bytes]) -> list[int]:
    """Of each shared text its bytes, by its place; what stands before the first is 0."""
    found, tail = [0], b""
    for piece in pieces:
        text, tail = _whole_tags(tail + piece)
        first, *others = ITEM.split(text)
        found[-1] += len(TAG.sub(b"", first))
        found += [len(TAG.sub(b"", one)) for one in others]
    return found[1:]


def _whole_tags(text: bytes) -> tuple[bytes, bytes]:
    """What ends with a whole tag, and the begun one."""
    at = text.rfind(b"<")
    if at < 0 or b">" in text[at:]:
        return text, b""
    if len(text) - at > LONGEST_TAG:
        raise NotTaken("This workbook is damaged.")
    return text[:at], text[at:]


class Texts:
    """The characters that the cells of a sheet name, as they are counted."""

    def __init__(self, shared: list[int]) -> None:
        self.shared = shared
        self.longest = max(shared, default=0)
        self.count = 0
        self.tail = b""

    def add(self, piece: bytes) -> None:
        """Count the next piece of a sheet. NotTaken once it is more than we take.

        A cell whose text can't be told at a glance counts as the longest there is.
        """
        text = self.tail + piece
        ends = [one.end() for one in CELL_END.finditer(text)][-1:]
        cut = ends[0] if ends else max(len(text) - LONGEST_TAG, 0)
        text, self.tail = text[:cut], text[cut:]
        places = [int(one) for one in PLACE.findall(text)]
        others = len(NAMED.findall(text)) - len(places)
        known = len(self.shared)
        self.count += sum(self.shared[one] for one in places if one < known)
        self.count += max(others, 0) * self.longest
        if self.count > MOST_CHARACTERS:
            raise NotTaken(TOO_MUCH)
