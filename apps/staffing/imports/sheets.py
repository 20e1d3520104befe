"""The rows of a CSV or XLSX file as texts. Hostile files end in plain words."""

import csv
import io
from collections.abc import Iterable

from python_calamine import CalamineError, CalamineWorkbook

from apps.core import workbooks
from apps.core.errors import DomainError

MAX_BYTES = 2 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 5_000, 600
MOST_UNPACKED = 40 * 1024 * 1024
ZIP = b"PK"


def read_rows(name: str, content: bytes) -> list[list[str]]:
    """Every row as texts without spaces around; DomainError says what is wrong."""
    if len(content) > MAX_BYTES:
        raise DomainError("This file is larger than 2 MB.")
    if not content.strip():
        raise DomainError("This file is empty.")
    is_book = content.startswith(ZIP) or name.lower().endswith(".xlsx")
    rows = _book(content) if is_book else _text(content)
    if len(rows) > MOST_ROWS:
        raise DomainError(f"This file has more than {MOST_ROWS:,} rows.")
    if any(len(row) > MOST_COLUMNS for row in rows):
        raise DomainError(f"This file has more than {MOST_COLUMNS} columns.")
    return rows


def _book(content: bytes) -> list[list[str]]:
    most = {"most_bytes": MOST_UNPACKED, "most_cells": MOST_ROWS * MOST_COLUMNS}
    try:
        workbooks.check(io.BytesIO(content), **most)
    except workbooks.NotTaken as error:
        raise DomainError(str(error)) from error
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise DomainError("This is no workbook that can be read.") from error
    return [[_cell(one) for one in row] for row in rows]


def _cell(value: object) -> str:
    """Whole numbers without a point, as people write levels."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _text(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainError("This file is not written in UTF-8.") from error
    if "\0" in text:
        raise DomainError("This is no text.")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows: Iterable[list[str]] = list(
            csv.reader(io.StringIO(text), delimiter=delimiter)
        )
    except csv.Error as error:
        raise DomainError(f"This CSV file is broken: {error}.") from error
    return [[cell.strip() for cell in row] for row in rows]
