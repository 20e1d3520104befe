"""Catalog files from a disk, an upload or a zip: their names and texts."""

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from apps.catalog.rules import Source

ENDINGS = (".yaml", ".yml")
MAX_MEMBERS = 500
MAX_MEMBER = 5 * 1024 * 1024
MAX_UNPACKED = 15 * 1024 * 1024
MAX_UPLOAD = 10 * 1024 * 1024


def read_path(path: Path) -> list[Source]:
    """The file, or every YAML file below the folder, in the order of their names."""
    if path.is_dir():
        files = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in ENDINGS and file.is_file()
        )
        return [
            _source(str(file.relative_to(path)), file.read_bytes()) for file in files
        ]
    return [_source(path.name, path.read_bytes())]


def read_uploads(files: Iterable["UploadedFile[bytes]"]) -> list[Source]:
    """The texts of uploaded YAML files and of those inside zips."""
    found: list[Source] = []
    for file in files:
        name = _plain(file.name or "file")
        if not file.size or file.size > MAX_UPLOAD:
            limit = MAX_UPLOAD // 1024 // 1024
            raise ValidationError(f"{name} is empty or larger than {limit} MB.")
        file.seek(0)
        content = file.read()
        if content.startswith(b"PK\x03\x04"):
            found += _unpacked(name, content)
        elif name.lower().endswith(ENDINGS):
            found.append(_source(name, content))
        else:
            raise ValidationError(f"{name} is neither YAML (.yaml, .yml) nor a zip.")
    if sum(len(source.text) for source in found) > MAX_UNPACKED:
        raise ValidationError("These files are too much for one import.")
    if not found:
        raise ValidationError("There is no YAML file in what you gave.")
    return found


def _unpacked(name: str, content: bytes) -> Iterator[Source]:
    """The YAML members of a zip, read in memory, never further than the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = [
                member
                for member in packed.infolist()
                if member.filename.lower().endswith(ENDINGS) and not member.is_dir()
            ]
            if len(members) > MAX_MEMBERS:
                raise ValidationError(f"{name} holds more than {MAX_MEMBERS} files.")
            total = 0
            for member in members:
                with packed.open(member) as opened:
                    text = opened.read(MAX_MEMBER + 1)
                total += len(text)
                if len(text) > MAX_MEMBER or total > MAX_UNPACKED:
                    raise ValidationError(f"{name} unpacks to more than we take.")
                yield _source(f"{name}/{_plain(member.filename)}", text)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise ValidationError(f"{name} is no zip that can be opened.") from error


def _source(name: str, content: bytes) -> Source:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        return Source(name[-250:], "", "This is not UTF-8 text.")
    return Source(name[-250:], text)


def _plain(name: str) -> str:
    """The name without control or direction characters."""
    return "".join(c for c in name if unicodedata.category(c)[0] != "C").strip("/")
