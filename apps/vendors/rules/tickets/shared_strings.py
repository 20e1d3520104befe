"""How many characters a workbook's cells hold, without opening it.

A sheet names its texts by their place in one part that all sheets share. A long text
that very many cells name is little in the file, and fills the memory once it is read.
"""

import re
from collections.abc import Iterable

from apps.vendors.rules.tickets.unreadable import Unreadable

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
        raise Unreadable("This workbook is damaged.")
    return text[:at], text[at:]


class Texts:
    """The characters that the cells of a sheet name, as they are counted."""

    def __init__(self, shared: list[int]) -> None:
        self.shared = shared
        self.longest = max(shared, default=0)
        self.count = 0
        self.tail = b""

    def add(self, piece: bytes) -> None:
        """Count the next piece of a sheet. Unreadable once it is more than we take.

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
            raise Unreadable(TOO_MUCH)
