"""What may be uploaded: judged by size and content, never by the name alone."""

import hashlib
import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from PIL import Image

from apps.core.models import StoredFile

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".txt": "text/plain",
    ".log": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".docx": OFFICE + "wordprocessingml.document",
    ".xlsx": OFFICE + "spreadsheetml.sheet",
    ".pptx": OFFICE + "presentationml.presentation",
}
IMAGES = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
}
# Its list of contents names what a part is, whatever the part is called. References and other
# encodings could hide the words there; programs that write such files use neither.
CONTENTS, MOST_CONTENTS = "[Content_Types].xml", 1024 * 1024
ACTIVE = re.compile(rb"vba|macro|activex|[&\0]|<!", re.IGNORECASE)
OFFICE_FOLDER = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError),
    *(OSError, RuntimeError, ValueError),
)
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
MARKUP = ("<!doctype", "<html", "<head", "<body", "<script", "<iframe", "<svg", "<?xml")
MAX_PIXELS = 50_000_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class Checked:
    """What an upload turned out to be."""

    name: str
    mime: str
    size: int
    sha256: str


def check_upload(
    file: "UploadedFile[bytes]", *, max_bytes: int | None = None
) -> Checked:
    """Name, type, size and digest of an upload; ValidationError says what is wrong."""
    limit = max_bytes or settings.UPLOAD_MAX_BYTES
    size = file.size or 0
    if not size:
        raise ValidationError("This file is empty.")
    if size > limit:
        raise ValidationError(f"This file is larger than {limit // 1024 // 1024} MB.")
    name = _clean_name(file.name or "file")
    ending = PurePosixPath(name).suffix.lower()
    if ending not in TYPES:
        raise ValidationError(
            f"Files of this kind ({ending or 'no ending'}) are not taken. "
            "Use PDF, an image, text, CSV, JSON, YAML or an Office file without macros."
        )
    file.seek(0)
    content = file.read()
    if not _is_what_it_says(ending, content):
        raise ValidationError(
            f"The content of this file is not what {ending} promises."
        )
    digest = hashlib.sha256(content).hexdigest()
    return Checked(name=name, mime=TYPES[ending], size=size, sha256=digest)


class CheckedFile(forms.FileField):
    """A file, checked by its content."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, if it is what it says."""
        found = super().clean(data, initial)
        if found:
            check_upload(found)
        return found


def check_large(file: "File[bytes]", *, max_bytes: int) -> Checked:
    """Name, size and digest of a large file whose content is looked at later."""
    size = file.size or 0
    if not size:
        raise ValidationError("This file is empty.")
    if size > max_bytes:
        raise ValidationError(f"This file is larger than {max_bytes >> 20} MB.")
    digest = hashlib.sha256()
    file.seek(0)
    for piece in file.chunks():
        digest.update(piece)
    name = _clean_name(file.name or "file")
    return Checked(name, "application/octet-stream", size, digest.hexdigest())


def attachment_response(stored: StoredFile) -> FileResponse:
    """The file as a download that no browser runs or shows in place."""
    response = FileResponse(
        stored.file.open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=_with_charset(stored.mime),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response


def _with_charset(mime: str) -> str:
    """Texts were read as UTF-8 when they were taken."""
    return f"{mime}; charset=utf-8" if mime.startswith("text/") else mime


def _clean_name(name: str) -> str:
    """The last part of the name, without control or direction characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    return kept.strip(". ")[-150:] or "file"


def _is_what_it_says(ending: str, content: bytes) -> bool:
    mime = TYPES[ending]
    if mime == "application/pdf":
        return content.startswith(b"%PDF-")
    if mime in IMAGES:
        return _is_image(IMAGES[mime], content)
    if ending in OFFICE_FOLDER:
        return _is_office(OFFICE_FOLDER[ending], content)
    return _is_text(content)


def _is_image(kind: str, content: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as image:
            if image.width * image.height > MAX_PIXELS:
                return False
            image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def _is_office(folder: str, content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            with packed.open(CONTENTS) as opened:
                contents = opened.read(MOST_CONTENTS + 1)
    except UNREADABLE:
        return False
    names = [member.filename for member in members]
    return (
        len(contents) <= MOST_CONTENTS
        and not ACTIVE.search(contents)
        and len(set(names)) == len(names)
        and any(name.startswith(folder) for name in names)
        and not any("vba" in name.lower() for name in names)
        and sum(member.file_size for member in members) <= MAX_UNPACKED_BYTES
    )


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    start = text.lstrip()[:200].lower()
    return "\0" not in text and not start.startswith(MARKUP)
