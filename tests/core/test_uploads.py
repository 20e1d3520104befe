"""An upload is judged by its content, whatever it calls itself."""

import contextlib
import gzip
import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from apps.core.uploads import CheckedFile, check_upload

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def image(kind: str, size=(4, 4)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


def packed(*names: str, content=b"<x/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def huge_png() -> bytes:
    """A few bytes that say they are 30,000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def bomb() -> bytes:
    return packed(
        "[Content_Types].xml",
        "word/document.xml",
        "word/a.bin",
        content=b"\0" * (70 * 1024 * 1024),
    )


TYPES = "[Content_Types].xml"
DOCX = packed(TYPES, "word/document.xml")
TAKEN = {
    "notes.txt": EICAR,
    "empty lines.txt": b"\n\n",
    "app.log": b"2026-11-23 ok\n",
    "bom.csv": b"\xef\xbb\xbfa,b\n",
    "unicode.md": "# Größe – 大小".encode(),
    "data.json": b'{"a": 1}',
    "catalog.yaml": b"kind: Component\n",
    "catalog.yml": b"kind: Component\n",
    "report.pdf": PDF,
    "REPORT.PDF": PDF,
    "a.png": image("PNG"),
    "a.jpg": image("JPEG"),
    "a.jpeg": image("JPEG"),
    "a.gif": image("GIF"),
    "a.webp": image("WEBP"),
    "plan.docx": DOCX,
    "plan.xlsx": packed(TYPES, "xl/workbook.xml"),
    "plan.pptx": packed(TYPES, "ppt/presentation.xml"),
    "commented.md": b"<!-- written by hand -->\n# Runbook",
    "less than.txt": b"a < b and <b> is no tag",
}
REFUSED = {
    "page.html": HTML,
    "page.htm": HTML,
    "drawing.svg": SVG,
    "page.xhtml": HTML,
    "run.exe": b"MZ\x90\x00",
    "run.sh": b"#!/bin/sh\n",
    "run.js": b"alert(1)",
    "run.py": b"print(1)",
    "macros.docm": DOCX,
    "macros.xlsm": DOCX,
    "old.doc": b"\xd0\xcf\x11\xe0",
    "archive.zip": packed("a.txt"),
    "archive.gz": gzip.compress(b"x"),
    "no ending": b"text",
    "ends.pdf.exe": PDF,
    "ends.png\u202egpj.exe": image("PNG"),
    "page.png": HTML,
    "drawing.png": SVG,
    "page.pdf": HTML,
    "late.pdf": b"\n" * 2000 + PDF,
    "drawing.txt": SVG,
    "page.txt": HTML,
    "spaced.txt": b"\n\n   " + HTML,
    "marked.txt": b"\xef\xbb\xbf" + HTML,
    "xml.txt": b'<?xml version="1.0"?><svg/>',
    "page.md": b"<html><body>",
    "page.csv": HTML,
    "page.json": HTML,
    "page.yaml": HTML,
    "script.txt": b"<script>alert(1)</script>",
    "body.txt": b"<body onload=alert(1)>",
    "binary.txt": bytes(range(256)),
    "nul.txt": b"text\0more",
    "latin.txt": b"caf\xe9",
    "wide.txt": "<html>".encode("utf-16"),
    "jpeg.png": image("JPEG"),
    "png.jpg": image("PNG"),
    "cut.png": image("PNG")[:20],
    "head only.gif": b"GIF89a",
    "gif with script.gif": b"GIF89a/*<script>alert(1)</script>*/",
    "huge.png": huge_png(),
    "zip.docx": packed("a.txt"),
    "xlsx.docx": packed(TYPES, "xl/workbook.xml"),
    "macro.docx": packed(TYPES, "word/document.xml", "word/vbaProject.bin"),
    "macro2.xlsx": packed(TYPES, "xl/workbook.xml", "xl/VBAPROJECT.BIN"),
    "cut.docx": DOCX[:-10],
    "text.docx": b"not a zip",
    "pdf.docx": PDF,
    "empty.txt": b"",
    "empty.pdf": b"",
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_it_says_is_taken(name):
    checked = check_upload(SimpleUploadedFile(name, TAKEN[name]))

    assert checked.size == len(TAKEN[name])
    assert len(checked.sha256) == 64
    assert checked.mime not in {"text/html", "image/svg+xml"}


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused_in_words(name):
    with pytest.raises(ValidationError) as refused:
        check_upload(SimpleUploadedFile(name, REFUSED[name]))

    assert refused.value.messages[0].endswith((".", "macros."))


def test_a_bomb_is_never_unpacked():
    small = bomb()

    assert len(small) < 1024 * 1024
    with pytest.raises(ValidationError, match=r"not what \.docx promises"):
        check_upload(SimpleUploadedFile("bomb.docx", small))


def test_too_large_is_refused_before_it_is_read(settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    file = SimpleUploadedFile("big.txt", b"x")
    file.size = 1024 * 1024 + 1

    with pytest.raises(ValidationError, match="larger than 1 MB"):
        check_upload(file)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("..\\..\\windows\\notes.txt", "notes.txt"),
        ("../../etc/notes.txt", "notes.txt"),
        ("bill\u202etxt.txt", "billtxt.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie: x.txt"),
        (".htaccess.txt", "htaccess.txt"),
        ("x" * 300 + ".txt", "x" * 146 + ".txt"),
        ("größe 大小.txt", "größe 大小.txt"),
    ],
)
def test_a_name_keeps_nothing_that_misleads(given_name, kept):
    file = SimpleUploadedFile("placeholder.txt", b"text")
    file._name = given_name

    assert check_upload(file).name == kept


@given(
    content=st.binary(min_size=1, max_size=200),
    ending=st.sampled_from([".pdf", ".png", ".jpg", ".docx", ".txt", ".json"]),
)
def test_no_content_makes_it_fail_otherwise(content, ending):
    with contextlib.suppress(ValidationError):
        check_upload(SimpleUploadedFile(f"a{ending}", content))


def test_a_field_of_a_form_takes_what_a_file_says_it_is_or_nothing():
    field = CheckedFile(required=False)

    assert field.clean(SimpleUploadedFile("a.pdf", b"%PDF-1.7")).name == "a.pdf"
    assert not field.clean(None)
    with pytest.raises(ValidationError, match="promises"):
        field.clean(SimpleUploadedFile("a.pdf", b"<html>"))
