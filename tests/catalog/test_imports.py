"""Files from a disk, an upload, a zip."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.catalog import imports
from apps.catalog.imports import read_path, read_uploads


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name.replace("_", "/") + ".yaml", content)
        opened.writestr("readme.md", b"not ours")
    return out.getvalue()


def test_a_folder_is_read_in_the_order_of_names(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "catalog-info.yml").write_text("kind: B")
    (tmp_path / "a.yaml").write_text("kind: A")
    (tmp_path / "notes.txt").write_text("no")

    names = [one.name for one in read_path(tmp_path)]

    assert names == ["a.yaml", "b/catalog-info.yml"]


def test_files_and_zips_together():
    given = [upload("a.yaml", b"kind: A"), upload("all.zip", packed(x_b=b"kind: B"))]

    found = read_uploads(given)

    assert [(one.name, one.text) for one in found] == [
        ("a.yaml", "kind: A"),
        ("all.zip/x/b.yaml", "kind: B"),
    ]


def test_a_file_that_is_not_utf_8_is_told_and_the_others_are_read():
    found = read_uploads([upload("a.yaml", b"\xff\xfe"), upload("b.yaml", b"a: b")])

    assert [one.error for one in found] == ["This is not UTF-8 text.", ""]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ", "neither YAML"),
        ("a.yaml", b"", "empty or larger"),
        ("a.zip", b"PK\x03\x04 broken", "no zip that can be opened"),
        ("a.zip", packed(), "no YAML file"),
    ],
)
def test_what_is_no_catalog_file_is_refused(name, content, words):
    with pytest.raises(ValidationError, match=words):
        read_uploads([upload(name, content)])


def test_a_zip_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(imports, "MAX_MEMBER", 1000)

    with pytest.raises(ValidationError, match="unpacks to more than we take"):
        read_uploads([upload("bomb.zip", packed(a=b"#" * 100_000))])


def test_a_zip_of_too_many_files_is_refused(monkeypatch):
    monkeypatch.setattr(imports, "MAX_MEMBERS", 2)

    with pytest.raises(ValidationError, match="more than 2 files"):
        read_uploads([upload("many.zip", packed(a=b"a", b=b"b", c=b"c"))])
