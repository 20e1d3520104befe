"""Workbooks of spreadsheets: looked through before they are opened, then read as texts."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook

from apps.core import workbooks
from apps.vendors.rules.tickets.unreadable import Unreadable


def sheet_rows(file: IO[bytes]) -> Iterator[list[str]]:
    """The rows of the first sheet that has any, each cell as a text."""
    try:
        workbooks.check(file)
    except workbooks.NotTaken as error:
        raise Unreadable(str(error)) from error
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
