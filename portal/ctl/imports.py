"""Importing tickets, a catalog, articles: given, checked, confirmed, waited for."""

import io
import time
import zipfile
from argparse import Namespace
from collections.abc import Collection
from pathlib import Path
from typing import Any

from portal.ctl import show
from portal.ctl.client import Client
from portal.ctl.errors import Exit, Failure, Misused

EVERY = 1.0
AT_WORK = {"given", "checking", "waiting", "running", "queued"}
WRONG = ("rejected", "problems", "conflict")
TEXTS = (".md", ".markdown", ".html", ".htm", ".txt", ".yml", ".yaml")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
Found = dict[str, Any]


def tickets(client: Client, asked: Namespace) -> int:
    """A file of tickets into a service."""
    path = Path(asked.file)
    fields = {"service": asked.service, "mapping": asked.mapping}
    found = client.give("ticket-imports/", path.name, _bytes(path), **fields)
    found = client.post(f"ticket-imports/{found['id']}/check/")
    return _carry_out(client, "ticket-imports", found, asked)


def articles(client: Client, asked: Namespace) -> int:
    """A folder or a ZIP file of documents into a space."""
    path = Path(asked.tree)
    data = _zipped(path) if path.is_dir() else _bytes(path)
    name = f"{path.resolve().name}.zip" if path.is_dir() else path.name
    fields = {"space": asked.space, "publishes": str(not asked.draft).lower()}
    found = client.give("article-imports/", name, data, **fields)
    return _carry_out(client, "article-imports", found, asked)


def catalog(client: Client, asked: Namespace) -> int:
    """Catalog files: YAML documents of applications, platforms, teams."""
    files = [{"name": Path(one).name, "text": _text(Path(one))} for one in asked.files]
    found = client.post("imports/", {"files": files})
    return _carry_out(client, "imports", found, asked)


def _carry_out(client: Client, kind: str, found: Found, asked: Namespace) -> int:
    found = _until_still(client, kind, found, AT_WORK)
    is_ready = found["state"] in {"checked", "preview"}
    if is_ready and not asked.check:
        found = client.post(f"{kind}/{found['id']}/confirm/")
        if asked.wait:
            found = _until_still(client, kind, found, AT_WORK)
    _tell(kind, found, asked)
    return Exit.REFUSED if found["state"] == "failed" or _wrong(found) else Exit.DONE


def _until_still(
    client: Client, kind: str, found: Found, at_work: Collection[str]
) -> Found:
    """The import once nobody is at work on it; how far it is, is told."""
    told = ""
    while found["state"] in at_work:
        line = f"Import {found['id']}: {found['state']} {_counted(found)}".rstrip()
        if line != told:
            show.progress(line)
            told = line
        time.sleep(EVERY)
        found = client.get(f"{kind}/{found['id']}/")
    if told:
        show.progressed()
    return found


def _counts(found: Found) -> dict[str, int]:
    counts = found.get("counts")
    return dict(
        counts if counts is not None else found.get("report", {}).get("counts", {})
    )


def _counted(found: Found) -> str:
    return ", ".join(
        f"{count} {name}" for name, count in _counts(found).items() if count
    )


def _wrong(found: Found) -> bool:
    return any(_counts(found).get(name) for name in WRONG)


def _tell(kind: str, found: Found, asked: Namespace) -> None:
    if asked.json:
        show.as_json(found)
        return
    show.said(f"Import {found['id']}: {found['state']}")
    for name, count in _counts(found).items():
        show.said(f"  {name.replace('_', ' ')}: {count}")
    if found.get("failure"):
        show.said(f"  {show.plain(found['failure'])}")
    if _wrong(found):
        show.noted(f"What is wrong, row by row: GET /api/v1/{kind}/{found['id']}/")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Misused(f"{path} can't be read: {error.strerror}.") from error


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode()
    except UnicodeDecodeError as error:
        raise Failure(f"{path} is not text in UTF-8.") from error


def _zipped(folder: Path) -> bytes:
    """The documents and pictures of a folder, hidden ones left out, in a fixed order."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            is_hidden = any(one.startswith(".") for one in inside.parts)
            is_known = path.suffix.lower() in TEXTS + PICTURES
            if path.is_file() and is_known and not is_hidden:
                archive.writestr(str(inside), path.read_bytes())
    if not archive.namelist():
        raise Misused(f"There are no documents in {folder}.")
    return kept.getvalue()
