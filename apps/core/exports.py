"""Tables for spreadsheets, in which no cell can become a formula."""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

LEADS = "=+-@\t\r\n＝＋－＠"
# Where a spreadsheet of another country begins a new cell, whatever we part them by.
PARTS = re.compile(r"([\n\r\t;])")
UNSEEN = {"Cf", "Cc"}
CELL_CHARACTERS = 32_767
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
XLSX_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd hh:mm",
}
COLUMN_WIDTH = 18


def table_response(
    name: str, fmt: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """The table as a download: `fmt` is csv or xlsx, `name` has no ending."""
    if fmt == "xlsx":
        content, mime = xlsx_bytes(name, header, rows), XLSX
    else:
        content, mime = csv_text(header, rows).encode("utf-8-sig"), CSV
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}.{fmt}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The table as CSV with defused text cells."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([defuse(cell) for cell in row] for row in rows)
    return out.getvalue()


def xlsx_bytes(
    name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> bytes:
    """The table as one worksheet, texts as texts, dates as dates."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**XLSX_OPTIONS, "in_memory": True}) as book:
        sheet = book.add_worksheet(NOT_IN_A_NAME.sub("-", name)[:31])
        sheet.write_row(0, 0, header, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [_xlsx_cell(cell) for cell in row])
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its name, its headings, its rows."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]


def book_bytes(sheets: Iterable[Sheet], *, made_at: datetime) -> bytes:
    """Several worksheets as one workbook; the same bytes for the same rows and instant.

    Instants stand in it in UTC, whoever reads it. Rows are written as they come.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**XLSX_OPTIONS, "constant_memory": True}) as book:
        book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        for one in sheets:
            sheet = book.add_worksheet(NOT_IN_A_NAME.sub("-", one.name)[:31])
            sheet.set_column(0, max(len(one.header) - 1, 0), COLUMN_WIDTH)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, one.header, bold)
            for number, row in enumerate(one.rows, start=1):
                sheet.write_row(number, 0, [_utc_cell(cell) for cell in row])
    return out.getvalue()


def _utc_cell(cell: Any) -> Any:
    if isinstance(cell, datetime) and timezone.is_aware(cell):
        return cell.astimezone(UTC).replace(tzinfo=None)
    return _xlsx_cell(cell)


def defuse(cell: Any) -> Any:
    """A text that a spreadsheet could take for a formula gets a quote before it.

    So does what follows a line's end, a tab or a semicolon in it (OWASP, CSV injection).
    """
    if isinstance(cell, datetime):
        return _local(cell).isoformat(sep=" ", timespec="minutes")
    if not isinstance(cell, str):
        return cell
    parts = PARTS.split(cell)
    parts[::2] = map(_quoted, parts[::2])
    return "\n".join(map(_quoted, "".join(parts).split("\n")))


def _quoted(text: str) -> str:
    for character in text:
        if character in LEADS:
            return f"'{text}"
        if not (character.isspace() or unicodedata.category(character) in UNSEEN):
            return text
    return text


def _xlsx_cell(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return _local(cell).replace(tzinfo=None)
    if isinstance(cell, str):
        return cell[:CELL_CHARACTERS]
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell)
    if cell is None or isinstance(cell, (int, float, bool, date)):
        return cell
    return str(cell)


def _local(at: datetime) -> datetime:
    """A sheet knows no zones: instants stand in it as their reader's clock shows them."""
    return timezone.localtime(at) if timezone.is_aware(at) else at
