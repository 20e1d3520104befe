"""Where an imported document stands: its path, its short name, its digest."""

import hashlib
import re
from collections.abc import Callable
from pathlib import PurePosixPath

FIRST_PAGES = {"index", "readme", "_index"}
MOST_PATH = 400
MOST_SLUG = 120
NUMBERED = re.compile(r"^\d+$|_\d{3,}$")


def source_path(source: str, path: str) -> str:
    """What an article keeps of where it came from; the end of it if it is too long."""
    return f"{source}/{path}"[-MOST_PATH:]


def slug_for(
    path: str, title: str, taken: set[str], slugify: Callable[[str], str]
) -> str:
    """A short name made of the file's, or with its folder's before; one not taken.

    Where the file's name is an exporter's number, the title makes it.
    """
    pure = PurePosixPath(path)
    parts = [*pure.parts[:-1], pure.stem]
    if NUMBERED.search(pure.stem):
        parts[-1] = title
    if pure.stem.lower() in FIRST_PAGES and len(parts) > 1:
        parts.pop()
    for count in (1, 2):
        slug = slugify(" ".join(parts[-count:]))[:MOST_SLUG].strip("-")
        if slug and slug not in taken:
            return slug
    return numbered(slug or "article", taken)


def numbered(slug: str, taken: set[str]) -> str:
    """The short name itself, or with the first number that makes it one's own."""
    found, number = slug, 2
    while found in taken:
        found = f"{slug[: MOST_SLUG - 6]}-{number}"
        number += 1
    return found


def digest(title: str, body: str) -> str:
    """Tells one text from another, whatever ends its lines."""
    plain = body.replace("\r\n", "\n")
    return hashlib.sha256(f"{title}\0{plain}".encode()).hexdigest()
