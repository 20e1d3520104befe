"""Articles written as files: Markdown with front matter, each in a folder of its own."""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any

import yaml

from apps.knowledge.rules.carrying.said import OURS

FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Leaf:
    """A file of an export: its path and what is in it."""

    path: str
    content: bytes


def page(slug: str, facts: Mapping[str, Any], body: str) -> Leaf:
    """An article's own file. What is empty is not said."""
    said = {name: value for name, value in facts.items() if value not in EMPTY}
    head = yaml.safe_dump(
        {"format": OURS, **said}, sort_keys=False, allow_unicode=True, width=1000
    )
    return Leaf(f"{slug}/index.md", f"---\n{head}---\n\n{body}\n".encode())


EMPTY: tuple[Any, ...] = (None, "", [], ())


def attached(slug: str, name: str, content: bytes) -> Leaf:
    """A file beside it, where its text looks for it."""
    return Leaf(f"{slug}/files/{name}", content)


def pack(leaves: Iterable[Leaf], out: IO[bytes], folder: str) -> None:
    """Write a ZIP file; the same leaves give the same bytes."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for leaf in leaves:
            info = zipfile.ZipInfo(f"{folder}/{leaf.path}", FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            packed.writestr(info, leaf.content)
