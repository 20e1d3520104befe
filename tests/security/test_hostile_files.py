"""Files that are small and want to be large, or to reach out: each reader refuses or yawns.

The tricks are those of David Fifield's "A better zip bomb" (2019), OWASP's pages on XML external
entities and on zip slip, and of PyYAML's own warnings; the files are made here.
"""

import io
import json
import os
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.security.tally import is_whole, note

ROOT = Path(__file__).parents[2]
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LAUGHS = "<!DOCTYPE a [<!ENTITY l0 'ha'>{}]>".format(
    "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
)
OUTSIDE = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
MEGABYTE = 1 << 20
MOST_MEMORY = 700 * MEGABYTE
MOST_SECONDS = 10


def book(
    rows='<row r="1"><c r="A1" t="inlineStr"><is><t>Number</t></is></c></row>',
    *,
    head="",
    shared="",
    sheet="worksheets/sheet1.xml",
    more=(),
) -> bytes:
    """A workbook of one sheet, written by hand."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook {SPACE} xmlns:r="{LINKS}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="r1" Type="{LINKS}/worksheet" Target="{sheet}"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f"{head}<sst {SPACE}>{shared}</sst>",
        f"xl/{sheet}": f"{head}<worksheet {SPACE}><sheetData>{rows}</sheetData></worksheet>",
        **dict(more),
    }
    return packed(parts)


def packed(parts: dict[str, str | bytes], *, kind=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def lying(content: bytes, name: str) -> bytes:
    """The same archive, in which a member says of itself that it is ten bytes long."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = archive.getinfo(name)
        first = archive.open(name).read(10)
    said = struct.pack("<III", zlib.crc32(first), member.compress_size, 10)
    true = struct.pack("<III", member.CRC, member.compress_size, member.file_size)
    return content.replace(true, said)


def linked(name: str, target: str) -> bytes:
    """An archive with a symbolic link in it."""
    link = zipfile.ZipInfo(name)
    link.create_system, link.external_attr = 3, 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, target)
        archive.writestr("a/b.md", "# b")
    return out.getvalue()


def shared_by_many() -> bytes:
    cells = "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 20_000))
    return book(f'<row r="1">{cells}</row>', shared=f"<si><t>{'x' * MEGABYTE}</t></si>")


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
LAST = '<row r="1048576"><c><v>1</v></c></row>'
# More than any reader takes; in each test run, more than one of them does.
SPACES = " " * ((260 if is_whole() else 16) * MEGABYTE)


def books() -> dict[str, bytes]:
    """Workbooks that no reader may open as they want it."""
    text = '<row r="1"><c r="A1" t="inlineStr"><is><t>&{};</t></is></c></row>'
    hidden = """<c x=" r='A1'"><v>1</v></c>"""
    commented = '<!--<row r="1">--><c><v>1</v></c>'
    wide = "".join(f"<c><v>{n}</v></c>" for n in range(16_384))
    return {
        "plain": book(),
        "plain without names": book("<row><c><v>1</v></c><c><v>2</v></c></row>" * 9),
        "laughs": book(text.format("l11"), head=LAUGHS),
        "laughs in shared": book(head=LAUGHS, shared="<si><t>&l11;</t></si>"),
        "outside": book(text.format("x"), head=OUTSIDE),
        "far": book(FAR.format(1_048_576, "XFD")),
        "far in another part": book(FAR.format(1_048_576, "XFD"), sheet="odd/a.xml"),
        "farther": book(FAR.format(4_294_967_295, "XFD")),
        "far hidden": book(f'<row r="1">{hidden * 16_384}</row>{LAST}'),
        "far after a comment": book(f"<row>{commented * 16_384}</row>{LAST}"),
        "many letters": book(FAR.format(9, "XXXXXX")),
        "far without names": book(f'<row r="1">{wide}</row>{LAST}'),
        "shared by many": shared_by_many(),
        "big": book(more={"xl/media/a.bin": SPACES}.items()),
        "big sheet": book(SPACES),
        "big shared": book(shared=SPACES),
        "lying": lying(book(SPACES), "xl/worksheets/sheet1.xml"),
        "many parts": book(more={f"xl/a{n}": "" for n in range(5_000)}.items()),
    }


def catalogs() -> dict[str, bytes]:
    """Zips and YAML of a catalog."""
    laughs = "a0: &a0 [ha]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    python = b"kind: !!python/object/apply:os.system ['touch ran']\n"
    return {
        "plain.yaml": b"a: 1",
        "big.zip": packed({"a.yaml": SPACES}),
        "lying.zip": lying(packed({"a.yaml": SPACES}), "a.yaml"),
        "many.zip": packed({f"{n}.yaml": "a: 1" for n in range(3_000)}),
        "slip.zip": packed({"../../../tmp/slip.yaml": "kind: Component"}),
        "laughs.yaml": laughs.encode(),
        "python.yaml": python,
        "deep.yaml": b"[" * 100_000,
        "nested.zip": packed({"a.zip": packed({"a.yaml": "a: 1"})}),
    }


def trees() -> dict[str, bytes]:
    """Packed articles."""
    return {
        "plain.zip": packed({"a/b.md": "# b"}),
        "big.zip": packed({"a/b.md": SPACES, "a/c.md": SPACES}),
        "lying.zip": lying(packed({"a/b.md": SPACES}), "a/b.md"),
        "slip.zip": packed({"../../etc/cron.d/a.md": "# a"}),
        "root.zip": packed({"/etc/a.md": "# a"}),
        "drive.zip": packed({"C:\\a.md": "# a"}),
        "back.zip": packed({"..\\..\\a.md": "# a"}),
        "link.zip": linked("a/passwd.md", "/etc/passwd"),
        "many.zip": packed({f"{n}.md": "" for n in range(30_000)}),
        "lzma.zip": packed({"a.md": "# a"}, kind=zipfile.ZIP_LZMA),
    }


# What is read, so that the others are refused for what they are.
PLAIN = {"plain", "plain without names", "plain.yaml", "plain.zip"}
READERS = {"tickets": books, "people": books, "catalog": catalogs, "articles": trees}


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_hostile_files_are_refused_or_read_as_the_little_that_they_are(
    reader, tmp_path
):
    """In a process that may have little memory: a bomb that goes off kills it."""
    files = READERS[reader]()
    (tmp_path / "files").mkdir()
    for name, content in files.items():
        (tmp_path / "files" / name).write_bytes(content)
    asked = [sys.executable, "-m", "tests.security.reading", reader, "files"]
    done = subprocess.run(
        asked,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=little,
    )
    said = {one["file"]: one for one in map(json.loads, done.stdout.splitlines())}

    bad = {
        name: said.get(name, done.stderr[-300:])
        for name in files
        if not said.get(name, {}).get("is_harmless")
    }
    note("tables", len(files), len(bad))
    assert bad == {}
    assert {said[one]["said"] for one in PLAIN & files.keys()} == {"read"}
    assert not (tmp_path / "ran").exists()


def little() -> None:
    """Half a gigabyte and a bit, and so many seconds."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (6 * MOST_SECONDS, 6 * MOST_SECONDS))
