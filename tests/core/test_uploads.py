"""An upload is judged by its content, whatever it calls itself."""

import contextlib
import gzip
import io
import re
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from apps.core.actions import store_file
from apps.core.uploads import TYPES as LISTED
from apps.core.uploads import CheckedFile, attachment_response, check_upload
from tests.security.tally import trying

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


def listed(*parts: str, encoding="utf-8", name="word/document.xml", more=()) -> bytes:
    """An Office file whose list of contents says this of its parts."""
    said = "".join(
        f'<Override PartName="/word/a" ContentType="{one}"/>' for one in parts
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(TYPES, f"<Types>{said}</Types>".encode(encoding))
        for one in (name, *more):
            archive.writestr(one, b"<x/>")
    return out.getvalue()


TYPES = "[Content_Types].xml"
MACROS = "application/vnd.ms-office.vbaProject"
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
    "renamed macro.docx": listed(MACROS, more=["word/picture.bin"]),
    "capital macro.docx": listed(MACROS.upper()),
    "hidden macro.docx": listed("application/vnd.ms-office.v&#98;aProject"),
    "wide macro.docx": listed(MACROS, encoding="utf-16"),
    "entity macro.docx": listed('x"/><!ENTITY a "v">'),
    "docm.docx": listed("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "xlsm.xlsx": listed(
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml", name="xl/workbook.xml"
    ),
    "xlm.xlsx": listed("application/vnd.ms-excel.macrosheet+xml", name="xl/a.xml"),
    "control.pptx": listed(
        "application/vnd.ms-office.activeX+xml", name="ppt/presentation.xml"
    ),
    "long list.docx": listed(*["text/xml"] * 20_000),
    "no list.docx": packed("word/document.xml"),
    "small list.docx": packed("[content_types].xml", "word/document.xml"),
    "climbing.docx": packed(TYPES, "../word/document.xml"),
    "html then zip.docx": HTML,
    "rtf.docx": b"{\\rtf1\\object}",
    "ole.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
    "page.webp": b"RIFF\x1a\0\0\0WEBPVP8 <script>alert(1)</script>",
    "page.jpg": b"\xff\xd8\xff\xe0<script>alert(1)</script>",
    "page.gif": b"GIF89a=1;alert(1)//",
    "icon.ico": b"\0\0\1\0",
    "a.svgz": gzip.compress(SVG),
    "a.xml": SVG,
    "a.xsl": b"<xsl:stylesheet/>",
    "a.mhtml": b"MIME-Version: 1.0\n\n" + HTML,
    "a.hta": HTML,
    "a.lnk": b"L\0\0\0",
    "a.url": b"[InternetShortcut]\nURL=javascript:alert(1)",
    "a.php": b"<?php echo 1;",
    "a.jsp": b"<% out.print(1) %>",
    "a.png.php": image("PNG"),
    "a.php;.exe": image("PNG"),
    "a.pdf\u202etxt.js": PDF,
    "a.pdf .exe": PDF,
    "a.pdf\0.exe": PDF,
    "a.eps": b"%!PS",
    "a.swf": b"CWS\x0a",
    "a.jar": packed("META-INF/MANIFEST.MF"),
    "a.iqy": b"WEB\n1\nhttps://evil.example/",
    "a.slk": b'ID;P\nC;X1;Y1;E"cmd"',
    "a.xltm": DOCX,
    "a.odt": packed("mimetype", "content.xml"),
    "svg with a bom.txt": b"\xef\xbb\xbf  " + SVG,
    "xhtml.txt": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    "iframe.md": b"<iframe src=javascript:alert(1)>",
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
@pytest.mark.parametrize("said", ["image/png", "text/html"])
def test_anything_else_is_refused_in_words(name, said):
    with trying("uploads"), pytest.raises(ValidationError) as refused:
        check_upload(SimpleUploadedFile(name, REFUSED[name], said))

    assert refused.value.messages[0].endswith((".", "macros."))


def pdf_with(what: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<<" + what + b">>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def policy_of(answer) -> set[str]:
    return set(answer["Content-Security-Policy"].split("; "))


# Each is what it says, and something else besides, to whoever wants to read it so.
TWOFOLD = {
    "png and page.png": image("PNG") + HTML,
    "png and zip.png": image("PNG") + packed("a.class"),
    "gif and script.gif": image("GIF") + b"=1;alert(1)//",
    "gif and page.gif": image("GIF") + HTML,
    "jpeg and page.jpg": image("JPEG") + HTML,
    "jpeg and archive.jpg": image("JPEG") + packed("META-INF/MANIFEST.MF"),
    "webp and page.webp": image("WEBP") + HTML,
    "pdf and page.pdf": PDF + HTML,
    "pdf and zip.pdf": PDF + packed("a.class"),
    "pdf and script.pdf": pdf_with(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
    "pdf and program.pdf": pdf_with(b"/OpenAction<</S/Launch/F(calc.exe)>>"),
    "late page.txt": b"some words\n" + HTML,
    "late page.md": b"# words\n\n" + HTML,
    "late script.csv": b"a,b\n<script>alert(1)</script>,c\n",
    "script.json": b'{"a": "<script>alert(1)</script>"}',
    "script.yaml": b"a: <svg onload=alert(1)>\n",
    "wide page.txt": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "template.docx": packed(TYPES, "word/document.xml", "word/_rels/settings.xml.rels"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", TWOFOLD)
@pytest.mark.parametrize("said", ["text/html", "image/svg+xml"])
def test_what_is_twofold_is_refused_or_goes_out_as_the_one_thing_it_says(
    name, said, now
):
    """Taken or not: no browser shows it in place, sniffs it, or runs what is in it."""
    file = SimpleUploadedFile(name, TWOFOLD[name], said)
    try:
        checked = check_upload(file)
    except ValidationError:
        checked = None
    with trying("uploads"):
        if checked:
            answer = attachment_response(store_file(file, checked, now=now))
            assert answer["Content-Type"].partition(";")[0] == checked.mime
            assert answer["Content-Disposition"].startswith("attachment")
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert {"sandbox", "frame-ancestors 'none'"} < policy_of(answer)
            answer.close()


def test_no_type_that_is_taken_is_run_by_a_browser():
    found = [one for one in LISTED.values() if re.search("html|xml$|svg|script", one)]

    assert found == []


def test_a_bomb_is_never_unpacked():
    small = bomb()

    assert len(small) < 1024 * 1024
    with (
        trying("uploads"),
        pytest.raises(ValidationError, match=r"not what \.docx promises"),
    ):
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
        ("/etc/passwd.txt", "passwd.txt"),
        ("C:\\boot\\notes.txt", "notes.txt"),
        ("....//....//notes.txt", "notes.txt"),
        ("a/..\\..\\notes.txt", "notes.txt"),
        ("nul\0.txt", "nul.txt"),
        ("\u2066a\u2069.txt", "a.txt"),
        ("notes.txt. . .", "notes.txt"),
        ("%2e%2e%2fnotes.txt", "%2e%2e%2fnotes.txt"),
    ],
)
def test_a_name_keeps_nothing_that_misleads(given_name, kept):
    file = SimpleUploadedFile("placeholder.txt", b"text")
    file._name = given_name

    with trying("uploads"):
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
