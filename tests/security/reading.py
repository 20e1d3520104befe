"""Reads the files of a folder, each in a process of its own, and says how each went.

`python -m tests.security.reading READER FOLDER`: a line of JSON a file.
"""

import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.catalog.imports import read_uploads
from apps.catalog.rules.planning import read_entities
from apps.core.errors import DomainError
from apps.knowledge.rules.carrying.problems import Unreadable as UnreadableTree
from apps.knowledge.rules.carrying.trees import ZipTree
from apps.staffing.imports.sheets import read_rows
from apps.vendors.rules.tickets.table import open_table
from apps.vendors.rules.tickets.unreadable import Unreadable

REFUSALS = (DomainError, Unreadable, UnreadableTree, ValidationError)
MOST_SECONDS = 10
MOST_READ = 30 << 20
SECRET = Path("/etc/passwd").read_text()[:20]


def tickets(name: str, content: bytes) -> Iterable[str]:
    table = open_table(io.BytesIO(content))
    for batch in table.batches(1000):
        yield from (cell for row in batch.rows for cell in row)


def people(name: str, content: bytes) -> Iterable[str]:
    return (cell for row in read_rows("a.xlsx", content) for cell in row)


def catalog(name: str, content: bytes) -> Iterable[str]:
    sources = read_uploads([SimpleUploadedFile(name, content)])
    entities, problems = read_entities(sources)
    assert not any(".." in one.name.split("/")[0] for one in sources)
    return map(str, [*entities, *problems])


def articles(name: str, content: bytes) -> Iterable[str]:
    tree = ZipTree(io.BytesIO(content), name)
    unsafe = [one for one in tree.paths if ".." in one or one[:1] == "/" or ":" in one]
    assert unsafe == []
    return (tree.read(one).decode() for one in tree.paths)


def outcome(
    read: Callable[[str, bytes], Iterable[str]], path: Path
) -> dict[str, object]:
    """Refused in words, or little was read and nothing of this machine."""
    began = time.process_time()
    length, is_told = 0, False
    try:
        for text in read(path.name, path.read_bytes()):
            length += len(text)
            is_told = is_told or SECRET in text
        said = "read"
    except REFUSALS as error:
        said = str(error)
    took = time.process_time() - began
    is_harmless = not is_told and length <= MOST_READ and took < MOST_SECONDS
    return {"is_harmless": is_harmless, "said": said, "took": round(took, 2)}


def main(reader: str, folder: str) -> None:
    read = {one.__name__: one for one in (tickets, people, catalog, articles)}[reader]
    for path in sorted(Path(folder).iterdir()):
        if not os.fork():
            print(json.dumps({"file": path.name, **outcome(read, path)}), flush=True)
            os._exit(0)
        os.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
