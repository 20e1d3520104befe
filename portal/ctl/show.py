"""What is written: tables for people, JSON for scripts, progress for who waits."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any


def said(text: str) -> None:
    """A line of the answer."""
    sys.stdout.write(f"{text}\n")


def noted(text: str) -> None:
    """A line beside the answer."""
    sys.stderr.write(f"{text}\n")


def as_json(found: Any) -> None:
    """The answer for a script."""
    said(json.dumps(found, indent=2, ensure_ascii=False))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns as wide as what stands in them; the last one runs free."""
    cells = [[plain(one) for one in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    for line in [list(heads), *cells]:
        padded = [one.ljust(width) for one, width in zip(line, widths, strict=True)]
        said("  ".join(padded).rstrip())


def plain(value: object) -> str:
    """One line without control characters: a name never moves the cursor."""
    text = "–" if value is None or value == "" else str(value)
    return "".join(one if one.isprintable() else " " for one in text)


def progress(text: str) -> None:
    """How far a job is: on a terminal in place, else a line when it changes."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}")
        sys.stderr.flush()
    else:
        noted(text)


def progressed() -> None:
    """The line of progress is done with."""
    if sys.stderr.isatty():
        sys.stderr.write("\n")
