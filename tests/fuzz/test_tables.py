"""Tables of tickets and of people, calendars, schedules of other tools, files of standards."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from apps.calendars.imports import read_days
from apps.core.errors import DomainError
from apps.onboarding.imports import read_standard
from apps.staffing.imports.sheets import read_rows
from apps.staffing.rules.carrying import CarryError
from apps.staffing.rules.carrying import read as read_schedules
from apps.vendors.rules.tickets.ready import guess
from apps.vendors.rules.tickets.rows import RowReader
from apps.vendors.rules.tickets.table import open_table
from apps.vendors.rules.tickets.unreadable import Unreadable
from tests.fuzz import (
    damaged,
    examples,
    json_like,
    mixed,
    pathological,
    within_a_second,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CELLS = (
    *(",", ";", "\t", '"', '""', "\n", "\r\n", "\r", "Number", "Opened", "Resolved"),
    *("Priority", "State", "INC0001", "2026-02-29 01:16", "29/2/2016", "42429.05", "|"),
    *("1e999", "-1", "=cmd|' /C calc'!A0", "NaN", "\x00", "﻿", "٣", "99999999999999"),
)
DAYS = (
    *(
        "BEGIN:VEVENT\r\n",
        "END:VEVENT\r\n",
        "DTSTART;VALUE=DATE:20261225\r\n",
        "DTSTART:",
    ),
    *(
        "DTEND;VALUE=DATE:99991231\r\n",
        "RRULE:FREQ=DAILY\r\n",
        "SUMMARY:",
        "\r\n ",
        "\r\n",
    ),
    *("DURATION:P1D\r\n", "DURATION:-P99999999D\r\n", "TZID=", ":", ";", '"', "\\n"),
    *("DTSTART;VALUE=DATE:00010101\r\n", "BEGIN:VTIMEZONE\r\n", "RDATE:20260101\r\n"),
)
STANDARD = (
    *("slug: a\n", "name: b\n", "categories:\n", "criteria:\n", "questions:\n", "- "),
    *("- slug: s\n  name: S\n", "- code: A-01\n", "  category: s\n", "  level: must\n"),
    *(
        "  weight: 1\n",
        "  title: t\n",
        "  evidence: {kind: automatic, check: http.up}\n",
    ),
    *("  applies: {tiers: [1]}\n", "&a ", "*a", "[", "]", "{", "}", ": ", "\n", "null"),
)
TOOLS = {
    "pagerduty": "schedule schedules schedule_layers users user rotation_virtual_start "
    "rotation_turn_length_seconds restrictions time_zone id name start_time_of_day",
    "opsgenie": "data rotations participants type length startDate endDate timezone "
    "timeRestriction restriction restrictions startHour startMin name id overrides",
    "grafana": "schedules shifts users type start duration frequency interval by_day "
    "rolling_users time_zone until week_start name id results",
    "goalert": "data schedule schedules targets rules rotation users weekdayFilter start "
    "end type shiftLength timeZone nodes name id temporarySchedules overrides",
}


def read_tickets(content):
    """A file of tickets as an import looks at it: headings, a guess, a batch of rows."""
    table = open_table(io.BytesIO(content))
    batch = next(table.batches(1000), None)
    reader = RowReader(
        guess(table.headings, batch.rows if batch else []), table.headings
    )
    return reader.read(batch) if batch else None


def workbook() -> dict[str, bytes]:
    """The parts of a small workbook of tickets."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, cells in enumerate(
        [["Number", "Opened", "State"], ["INC1", "2026-11-02 09:00", "Open"]]
    ):
        sheet.write_row(row, 0, cells)
    sheet.write_number(2, 1, 42429.05)
    book.close()
    with zipfile.ZipFile(out) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


PARTS = workbook()


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return out.getvalue()


@st.composite
def workbooks(draw) -> bytes:
    """A workbook one part of which is damaged, repeated or gone."""
    name = draw(st.sampled_from(sorted(PARTS)))
    whole = PARTS[name]
    text = whole.decode(errors="replace")
    unit = draw(
        st.sampled_from(["<c>", "<row>", "</row>", "<si>", "<t>", "&#0;", "<!"])
    )
    broken = draw(
        damaged(whole)
        | st.just(b"")
        | st.integers(1, 9000).map(
            lambda n: text.replace("<c ", unit * n + "<c ").encode()
        )
    )
    content = packed(PARTS | {name: broken})
    return draw(damaged(content)) if draw(st.booleans()) else content


@given(mixed(*CELLS) | pathological(*CELLS))
@examples(40)
def test_any_csv_of_tickets_is_read_or_refused(text):
    content = text.encode("utf-8", "surrogatepass")

    within_a_second(lambda: read_tickets(content), Unreadable)
    within_a_second(lambda: read_rows("a.csv", content), DomainError)


@given(workbooks() | st.binary(max_size=300).map(lambda noise: b"PK\x03\x04" + noise))
@examples(30)
def test_any_workbook_is_read_or_refused(content):
    within_a_second(lambda: read_tickets(content), Unreadable)
    within_a_second(lambda: read_rows("a.xlsx", content), DomainError)


@given(mixed(*DAYS) | pathological(*DAYS))
@examples(30)
def test_any_calendar_is_read_or_refused(text):
    whole = f"BEGIN:VCALENDAR\r\n{text}\r\nEND:VCALENDAR\r\n".encode(
        "utf-8", "surrogatepass"
    )

    within_a_second(lambda: read_days(io.BytesIO(whole)), DomainError)


@pytest.mark.parametrize("tool", TOOLS)
@given(data=st.data())
@examples(25)
def test_a_schedule_of_any_tool_is_carried_or_refused(tool, data):
    document = data.draw(json_like(*TOOLS[tool].split()))

    within_a_second(lambda: read_schedules(tool, document, NOW), CarryError)


@given(
    mixed(*STANDARD)
    | pathological(*STANDARD)
    | json_like(
        "slug", "criteria", "name", "categories", "questions", "evidence", "kind"
    ).map(lambda one: json.dumps(one, default=str))
)
@examples(40)
def test_any_file_of_a_standard_is_read_or_refused(text):
    within_a_second(lambda: read_standard(text), DomainError)
