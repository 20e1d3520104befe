"""Files of tickets are read whatever writes them; what can't be read is said clearly."""

import gzip
import io
import random
import re
import zipfile
from datetime import UTC, date, datetime
from unittest.mock import patch
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps.calendars.rules.vector import NEVER
from apps.core.workbooks import lengths
from apps.vendors.rules.tickets import csv_rows
from apps.vendors.rules.tickets.alike import what_parts
from apps.vendors.rules.tickets.history import Meanings, Updates, merged, told
from apps.vendors.rules.tickets.instants import BAD, InstantReader
from apps.vendors.rules.tickets.mapping import EVENTS, TicketMapping
from apps.vendors.rules.tickets.ready import READY, fitting, guess, looked_at
from apps.vendors.rules.tickets.rows import RowReader
from apps.vendors.rules.tickets.table import open_table
from apps.vendors.rules.tickets.unreadable import Unreadable
from apps.vendors.rules.tickets.words import are_plain, text_reader


def seconds(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())


def read(content: bytes, mapping: TicketMapping | None = None):
    """The rows of a file by a mapping, or by looking at it; the reader and what it read."""
    table = open_table(io.BytesIO(content))
    batch = next(table.batches(1000), None)
    rows = batch.rows if batch else []
    reader = RowReader(mapping or guess(table.headings, rows), table.headings)
    return reader, reader.read(batch) if batch else None


@pytest.mark.parametrize(
    ("text", "order", "wanted"),
    [
        ("29/2/2016 01:16", "day", (2016, 2, 29, 1, 16)),
        ("2/29/2016 01:16", "month", (2016, 2, 29, 1, 16)),
        ("2016-02-29 01:16:07", "day", (2016, 2, 29, 1, 16, 7)),
        ("2016-02-29T01:16:07Z", "day", (2016, 2, 29, 1, 16, 7)),
        ("2016-02-29T01:16:07.123+02:00", "day", (2016, 2, 28, 23, 16, 7)),
        ("2016-02-29 01:16 +0530", "day", (2016, 2, 28, 19, 46)),
        ("2016-02-29 01:16 CET", "day", (2016, 2, 29, 0, 16)),
        ("2016-02-29 01:16 UTC+2", "day", None),
        ("29.02.2016 13:05", "day", (2016, 2, 29, 13, 5)),
        ("29/Feb/16 1:16 PM", "day", (2016, 2, 29, 13, 16)),
        ("29-Feb-2016 12:16 am", "day", (2016, 2, 29, 0, 16)),
        ("Feb 29, 2016 1:16 PM", "month", (2016, 2, 29, 13, 16)),
        ("Mon 29 Feb 2016 13:16", "day", (2016, 2, 29, 13, 16)),
        ("02/29/2016 12:00 PM", "month", (2016, 2, 29, 12)),
        ("42429.0529", "day", (2016, 2, 29, 1, 16, 11)),
        ("42429", "day", (2016, 2, 29)),
        ("1456708560", "day", (2016, 2, 29, 1, 16)),
        ("29/2/2016", "day", (2016, 2, 29)),
        ("30/2/2016 01:16", "day", None),
        ("2/29/2016 01:16", "day", None),
        ("29/2/2016 25:00", "day", None),
        ("13:00 PM", "day", None),
        ("1/1/1950 00:00", "day", None),
        ("yesterday", "day", None),
    ],
)
def test_a_time_is_read_in_every_usual_form(text, order, wanted):
    found = InstantReader("UTC", order).column([text, text])

    assert found.tolist() == [seconds(*wanted) if wanted else BAD] * 2


def test_unknown_times_are_none_and_own_formats_come_first():
    reader = InstantReader(
        "UTC", formats=["%d%m%y %H%M", "%Y/%j %H:%M %z"], unknown=frozenset({"", "?"})
    )

    found = reader.column(["?", "", "290216 0116", "2016/060 01:16 +0100", "no"])

    assert found.tolist() == [
        *(NEVER, NEVER),
        *(seconds(2016, 2, 29, 1, 16), seconds(2016, 2, 29, 0, 16)),
        BAD,
    ]


@given(
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Kolkata", "UTC"]),
    st.lists(st.integers(150_000_000, 2_100_000_000), min_size=1),
)
@example("Europe/London", [1774747800, 1792891800])
def test_local_times_become_the_instants_that_the_zone_says(zone, locals_):
    clocks = [datetime.fromtimestamp(one, UTC) for one in locals_]
    texts = [one.strftime("%Y-%m-%d %H:%M:%S") for one in clocks]
    wanted = [int(one.replace(tzinfo=ZoneInfo(zone)).timestamp()) for one in clocks]

    assert InstantReader(zone).column(texts).tolist() == wanted


@pytest.mark.parametrize("text", ["31/12/9999 00:00", "01/01/0001 00:00"])
def test_a_far_off_year_is_refused_and_spoils_no_other_time(text):
    found = InstantReader("Europe/London").column(["05/10/2026 09:00", text])

    assert found.tolist() == [1_791_187_200, BAD]


UNKNOWN = frozenset({"", "?"})
DICE = random.Random(1)
CLOCKS = st.tuples(st.integers(0, 25), st.integers(0, 60), st.integers(0, 60))
TIMES = ("{:02}:{:02}:{:02}", "{:02}:{:02}", "{}:{:02}:{:02}", "{:02}.{:02}", "")
DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%m/%d/%Y", "%d.%m.%y", "%Y%m%d", "0%d/%m")
ODD = ("", "?", " ", "1/2/2026 1:00", "\u06601/02/2026 10:00:00")
FORMS = st.tuples(
    *(st.sampled_from(DAYS), st.sampled_from([" ", "T", "  ", ""])),
    st.sampled_from(TIMES),
)


@given(
    FORMS,
    st.lists(st.tuples(st.dates(date(1969, 1, 1), date(2101, 1, 1)), CLOCKS)),
    st.lists(st.sampled_from(ODD)),
    st.randoms(),
)
@example((DAYS[0], " ", TIMES[1]), [(date(2026, 2, 1), (9, 5, 0))] * 2, [""], DICE)
def test_a_column_read_at_once_is_what_its_texts_say_alone(forms, moments, odd, dice):
    day, between, clock = forms
    texts = [d.strftime(day) + between + clock.format(*c) for d, c in moments]
    texts += odd
    dice.shuffle(texts)
    reader, alone = (InstantReader("UTC", unknown=UNKNOWN) for _ in "ab")

    found = reader.column(texts)

    one_by_one = alone._one_by_one(texts, what_parts(texts))
    assert found.tolist() == alone._in_utc(one_by_one).tolist()


def test_texts_that_only_together_look_alike_are_read_alone():
    found = InstantReader("UTC").column(["11/12/2026 10:00:0", "011/12/2026 10:00:00"])

    assert found.tolist() == [BAD, BAD]


WORDS = st.text("aé \t\x00\u00a0?-N", max_size=6)


@given(st.lists(WORDS))
@example(["plain", "words here"])
def test_texts_that_are_plain_stay_as_they_are(texts):
    read = text_reader(8, frozenset({"", "?"}))

    if are_plain(texts, 8, frozenset({"", "?"})):
        assert [read(text) for text in texts] == texts


def test_most_texts_are_plain():
    assert are_plain(["INC0001", "Über uns"], 8, frozenset({"", "?"}))


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers():
    content = b"\nNumber,Opened\nINC1,1/2/2026\n\n,\nINC2,2/2/2026\n"

    (batch,) = open_table(io.BytesIO(content)).batches(10)

    assert list(batch.numbers) == [3, 6]
    assert [row[0] for row in batch.rows] == ["INC1", "INC2"]


CELLS = st.text('a",\n\r', max_size=3)
WRITTEN = st.lists(
    st.tuples(CELLS, CELLS, st.sampled_from([",", '","', "\n", '"\n"', "\r\n", '"'])),
    max_size=12,
).map(lambda parts: "".join(map("".join, parts)))
LINE = [
    *("a,b\n", '"a","b"\n', '"a,a","b"\r\n', ",\n", "\n", 'a,"b,"\n', '"",""\n'),
    *('"a","\n"\n', '"a ""b""",c\n', 'a,"b\n', '"a"b,c\n', "a,b\r\n"),
]
LINES = st.lists(st.sampled_from(LINE))


def read_both_ways(text: str, piece: int):
    """Rows with their numbers, or why there are none: by columns, and one by one."""
    for name, size in (("pieces", piece), ("batches", 1000)):
        try:
            with patch.object(csv_rows, "LETTERS_AT_ONCE", size):
                table = open_table(io.BytesIO(b"X,Y\n" + text.encode()))
                batches = list(getattr(table, name)(2))
        except Unreadable as error:
            yield str(error)
            continue
        yield [
            (number, list(row))
            for one in batches
            for number, row in zip(
                one.numbers,
                zip(*one.columns, strict=True) if one.columns else one.rows,
                strict=True,
            )
        ]


@given(st.one_of(WRITTEN, LINES.map("".join)), st.integers(1, 30))
@example('"a","\n","b"\n', 30)
@example("a,b\r\nc,d\re,f\n", 5)
@example('a,"b\nc"\nd,e\n', 3)
@example('a","","', 1)
def test_whole_columns_say_what_csv_reads_row_by_row(text, piece):
    by_columns, by_rows = read_both_ways(text, piece)

    assert by_columns == by_rows


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_plain_files_are_read_by_whole_columns(quote, end):
    rows = ["INC1,first", "INC2,"]
    lines = [
        f"{quote}{row.replace(',', f'{quote},{quote}')}{quote}{end}" for row in rows
    ]
    table = open_table(io.BytesIO(f"X,Y{end}{''.join(lines)}".encode()))

    (batch,) = table.pieces(10)

    assert batch.columns == [["INC1", "INC2"], ["first", ""]]


def test_a_file_with_some_quoted_cells_is_read_by_whole_columns_too():
    content = b'X,Y\nINC1,"one, or ""two"""\nINC2,other\n'

    (batch,) = open_table(io.BytesIO(content)).pieces(10)

    assert batch.columns == [["INC1", "INC2"], ['one, or "two"', "other"]]


def test_an_hour_that_the_clock_shows_twice_is_counted():
    reader = InstantReader("Europe/London")

    reader.column(["25/10/2026 00:30", "25/10/2026 01:30", "25/10/2026 02:30"])

    assert reader.repeated == 1


HEAD = "Number;Opened;Priority;State;Resolved\r\n"
ROW = "INC1;29/02/2016 01:16;3 - Moderate;Résolu;\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("packed", [False, True])
def test_any_encoding_packed_or_not(encoding, packed):
    content = (HEAD + ROW).encode(encoding)

    _, found = read(gzip.compress(content) if packed else content)

    assert found.columns["state"] == ["Résolu"]
    assert found.columns["opened_at"].tolist() == [seconds(2016, 2, 29, 1, 16)]
    assert found.columns["priority"].tolist() == [3]
    assert found.numbers.tolist() == [2]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(delimiter):
    content = (HEAD + ROW * 3).replace(";", delimiter).encode()

    _, found = read(content)

    assert len(found) == 3


def test_the_line_that_names_the_delimiter_is_no_row():
    _, found = read(("sep=;\r\n" + HEAD + ROW).encode())

    assert found.columns["number"] == ["INC1"]


def test_headings_may_repeat_and_columns_stand_in_any_order():
    content = b"Comment,Resolved,Key,Comment,Created\na,,T-1,b,2026-01-02 03:04\n"

    reader, found = read(content, READY["Jira Service Management"])

    assert reader.headings == ["Comment", "Resolved", "Key", "Comment (2)", "Created"]
    assert found.columns["number"] == ["T-1"]


def workbook(*rows, bomb: str = "") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "remove_timezone": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, column, cell, day)
                else:
                    sheet.write(number, column, cell)
        if bomb:
            sheet.write(bomb, "x")
    return out.getvalue()


def test_a_workbook_with_dates_numbers_and_formulas():
    content = workbook(
        ["Number", "Opened", "Resolved", "Priority", "Short description"],
        [12345, datetime(2016, 2, 29, 1, 16, tzinfo=UTC), 42430.5, 2, "=1+1"],
    )

    _, found = read(content)

    assert found.columns["number"] == ["12345"]
    assert found.columns["opened_at"].tolist() == [seconds(2016, 2, 29, 1, 16)]
    assert found.columns["resolved_at"].tolist() == [seconds(2016, 3, 1, 12)]
    assert found.columns["priority"].tolist() == [2]


def test_a_sheet_of_two_cells_far_apart_is_refused():
    with pytest.raises(Unreadable, match="spans more cells"):
        open_table(io.BytesIO(workbook(["Number"], bomb="XFD1048576")))


def test_a_part_that_unpacks_to_far_more_than_it_says_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * (220 << 20))
    content = bytearray(out.getvalue())
    for place in range(len(content) - 4):
        if content[place : place + 4] == (220 << 20).to_bytes(4, "little"):
            content[place : place + 4] = (10).to_bytes(4, "little")

    with pytest.raises(Unreadable, match="unpacks to more"):
        open_table(io.BytesIO(bytes(content)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "no row"),
        (b"\x1f\x8b\x08damaged", "damaged"),
        (b"PK\x03\x04nothing", "no workbook"),
        (b"\xd0\xcf\x11\xe0old", "old workbook"),
        (b"Number,Opened\n\0\1\2", "no text"),
        (b'Number,Opened\nA,"' + b"x" * 200_000, "quotation mark"),
        (b",".join(b"c%d" % n for n in range(400)), "columns"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(content, words):
    with pytest.raises(Unreadable, match=words):
        list(open_table(io.BytesIO(content)).batches(100))


def test_wrong_rows_are_told_by_number_column_and_value():
    content = (
        "Number,Opened,Resolved,Made SLA,Reopen count\n"
        "A,2026-01-05 09:00,2026-01-05 08:00,true,0\n"
        ",2026-01-05 09:00,,true,0\n"
        "C,soon,,true,0\n"
        "D,,,true,0\n"
        "E,2026-01-05 09:00,,perhaps,0\n"
        "F,2026-01-05 09:00,,,-1\n"
        "G,2026-01-05 09:00,,,1,more,cells\n"
        "\n"
        "H,2026-01-05 09:00\n"
    )

    reader, found = read(content.encode())

    assert found.columns["number"] == ["H"]
    told_of = {(one.row, one.column, one.value): one.why for one in found.problems}
    assert told_of == {
        (2, "Resolved", "2026-01-05 08:00"): "is before the ticket was opened",
        (3, "Number", ""): "is missing",
        (4, "Opened", "soon"): "is no date and time that we know",
        (5, "Opened", ""): "is missing",
        (6, "Made SLA", "perhaps"): "is neither yes nor no",
        (7, "Reopen count", "-1"): "is no whole number that we can keep",
        (8, "", "G 2026-01-05 09:00   1 more cells"): "has 7 cells below 5 headings",
    }
    assert reader.tally.rejected == 7
    assert reader.tally.rows == 8


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")),
        st.text("Numberopened,;\n\"'/0123456789 :?", max_size=300).map(str.encode),
        st.binary(max_size=200).map(gzip.compress),
        st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
        st.binary(max_size=200).map(lambda tail: b"number,opened_at,state\n" + tail),
    )
)
@example(workbook(["Number"])[:-60])
def test_any_bytes_give_a_result_or_a_clear_refusal(content):
    assert re.fullmatch(r"(.{10,}\.)?", words_of_refusal(content))


def words_of_refusal(content: bytes) -> str:
    """Why a file can't be read; nothing if each of its rows is taken or refused."""
    try:
        table = open_table(io.BytesIO(content))
        for batch in table.batches(50):
            for mapping in (guess(table.headings, batch.rows), *READY.values()):
                found = RowReader(mapping, table.headings).read(batch)
                assert len(found) + len(found.problems) == len(batch.rows)
    except Unreadable as error:
        return str(error)
    return ""


BOOK = workbook(["Number", "Opened"], ["A", 42429.5], ["B", 42430])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), max_size=8)
)
def test_any_damage_to_a_workbook_gives_a_result_or_a_clear_refusal(damage):
    content = bytearray(BOOK)
    for place, byte in damage:
        content[place] = byte

    assert re.fullmatch(r"(.{10,}\.)?", words_of_refusal(bytes(content)))


def test_the_ready_made_mapping_that_fits_is_found():
    log = ["number", "incident_state", "sys_updated_at", "sys_mod_count", "opened_at"]

    assert fitting(log, READY) == "ServiceNow event log"
    assert fitting(["Number", "Opened", "State", "Task type"], READY) == (
        "ServiceNow incidents"
    )
    assert (
        fitting(["Issue key", "Status", "Created"], READY) == "Jira Service Management"
    )
    assert fitting(["a", "b"], READY) == ""


def test_looking_at_a_file_finds_its_layout_and_the_order_of_its_days():
    rows = [["A", "12/31/2026 10:00", "New", "12/31/2026 10:00"]] * 3

    found = guess(["Ticket", "Created", "Status", "Updated"], rows)

    assert (found.layout, found.order) == (EVENTS, "month")
    assert looked_at(
        READY["Generic"], ["Key", "Created"], [["A", "31/1/2026"]]
    ).order == ("day")


STATES = ["New", "Active", "Awaiting customer", "Resolved", "Closed"]
MEANS = Meanings(new=[0], done=[3, 4], closed=[4])
MARKS = np.arange(1, 6, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)


def updates(*rows) -> Updates:
    """(ticket, minute, number of the update, state)."""
    columns = np.array(rows, np.int64).reshape(-1, 4).T
    return Updates(columns[0], columns[1] * 60, columns[2], columns[3])


def test_a_history_gives_response_resolution_and_reopening():
    found = told(
        updates(
            *((1, 0, 0, 0), (1, 10, 1, 1), (1, 20, 2, 3), (1, 30, 3, 1), (1, 40, 4, 3)),
            *((1, 50, 5, 3), (1, 60, 6, 4), (2, 5, 0, 1)),
        ),
        MEANS,
        MARKS,
    )

    assert found.tickets.tolist() == [1, 2]
    assert found.responded.tolist() == [600, 300]
    assert found.resolved.tolist() == [2400, NEVER]
    assert found.closed.tolist() == [3600, NEVER]
    assert found.reopened.tolist() == [1, 0]
    assert found.state.tolist() == [4, 1]
    assert found.starts_late.tolist() == [False, True]
    assert found.ends.tolist()[-2:] == [NEVER, NEVER]


many = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 40), st.integers(0, 4)), max_size=25
)


@given(many, st.integers(0, 40), st.randoms())
def test_a_history_is_the_same_however_its_file_is_cut_in_time(rows, cut, dice):
    numbered = [(t, at, place, s) for place, (t, at, s) in enumerate(rows)]
    shuffled = dice.sample(numbered, len(numbered))
    early = [row for row in shuffled if row[1] < cut]
    late = [row for row in shuffled if row[1] >= cut]
    whole = told(updates(*numbered), MEANS, MARKS)

    for first, second in ((early, late), (late, early)):
        parts = merged(updates(*first), updates(*second))
        assert told(parts, MEANS, MARKS).mark.tolist() == whole.mark.tolist()


def test_a_corrected_part_replaces_what_it_covers():
    known = updates((1, 0, 0, 0), (1, 10, 1, 1), (1, 20, 2, 2), (1, 30, 3, 3))
    corrected = updates((1, 10, 1, 2), (1, 25, 2, 1))

    found = told(merged(known, corrected), MEANS, MARKS).spans

    assert found.at.tolist() == [0, 600, 1500, 1800]
    assert found.state.tolist() == [0, 2, 1, 3]


def test_a_million_seconds_of_tickets_have_different_marks():
    dice = random.Random(1)
    rows = [(n, dice.randrange(10**6), 0, dice.randrange(5)) for n in range(20_000)]

    assert len(set(told(updates(*rows), MEANS, MARKS).mark.tolist())) > 19_800


def shared(text: str, cells: int, cell: str = '<c r="A{}" t="s"><v>0</v></c>') -> bytes:
    """A workbook in which so many cells share one text."""
    rows = "".join(f'<row r="{n}">{cell.format(n)}</row>' for n in range(1, cells + 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(io.BytesIO(workbook(["Number"]))) as book:
        parts = {one: book.read(one) for one in book.namelist()}
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{main}"><si><t>{text}</t></si></sst>'.encode()
    )
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A{}" t="s"><v>0</v></c>',
        "<c t='s' r='A{}'><v >0</v></c>",
        '<c r="A{}" t="s"><f>1</f><v>0</v></c>',
    ],
)
def test_a_text_that_many_cells_share_does_not_fill_the_memory(cell):
    content = shared("x" * 30_000, 10_000, cell)

    assert len(content) < 1_000_000
    with pytest.raises(Unreadable, match="texts of this workbook"):
        open_table(io.BytesIO(content))


def test_texts_that_cells_share_are_read_where_they_are_few():
    table = open_table(io.BytesIO(shared("Ticket &amp; all", 3)))

    assert table.headings == ["Ticket & all"]
    assert [len(one.rows) for one in table.batches(10)] == [2]


@given(st.lists(st.text("ab<>&é", max_size=9), max_size=6), st.integers(1, 40))
def test_the_lengths_of_shared_texts_do_not_hang_on_where_pieces_end(texts, size):
    items = "".join(f"<si><r><t>{escape(one)}</t></r></si>" for one in texts)
    raw = f"<sst>{items}</sst>".encode()
    pieces = [raw[at : at + size] for at in range(0, len(raw), size)]

    assert lengths(pieces) == [len(escape(one).encode()) for one in texts]


@pytest.mark.parametrize("ending", [b"", b"\n"])
def test_a_line_without_end_is_not_read_into_memory(ending):
    line = b"number,opened\n" + b"," * (7 << 20) + ending

    with pytest.raises(Unreadable, match="far too long"):
        open_table(io.BytesIO(gzip.compress(line)))


def test_a_row_far_wider_than_any_table_is_cut():
    table = open_table(io.BytesIO(b"number,opened\nA" + b"," * 100_000 + b"\n"))

    ((row,),) = [batch.rows for batch in table.batches(10)]

    assert (row[0], len(row)) == ("A", 1_000)
