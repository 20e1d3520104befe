"""The examples of `docs/api.md`, which its test sends, the document repeats and the page shows.

Each is two fenced blocks of `http`: what is sent, and what comes back, shortened.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from django.conf import settings

BLOCK = re.compile(r"^```http\n(.*?)^```$|^#+ ([^\n]+)$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(r"\\{\w+\\}")


@dataclass(frozen=True)
class Example:
    """A request and its answer. `head` is the request's line and headers, as written."""

    title: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: Any
    status: int
    answer: Any
    sent: str
    got: str
    etag: str

    @property
    def code(self) -> str:
        """Under which status the document has the answer."""
        return str(self.status) if self.status < HTTPStatus.BAD_REQUEST else "default"

    def is_of(self, method: str, template: str) -> bool:
        """Whether it is one of an operation, whose path has {places}."""
        bare = self.path.partition("?")[0]
        pattern = PLACE.sub("[^/]+", re.escape(template))
        return self.method == method.upper() and bool(re.fullmatch(pattern, bare))


@cache
def examples() -> tuple[Example, ...]:
    """All of them, in their order; none where the document does not lie beside the code."""
    path = settings.BASE_DIR / "docs" / "api.md"
    return tuple(_read(path.read_text())) if path.exists() else ()


def _read(text: str) -> Iterator[Example]:
    title, sent = "", ""
    for block, heading in BLOCK.findall(text):
        if heading:
            title = heading
        elif not sent:
            sent = block
        else:
            yield _example(title, sent, block)
            sent = ""


def _example(title: str, sent: str, got: str) -> Example:
    (method, path), headers, body = _message(sent)
    (_, status, *_), told, answer = _message(got)
    return Example(
        title=title,
        method=method,
        path=path,
        headers=headers,
        body=body,
        status=int(status),
        answer=answer,
        sent=sent.strip(),
        got=got.strip(),
        etag=told.get("ETag", ""),
    )


def _message(text: str) -> tuple[list[str], dict[str, str], Any]:
    head, _, body = text.strip().partition("\n\n")
    first, *lines = head.splitlines()
    headers = dict(line.split(": ", 1) for line in lines)
    return first.split(" "), headers, json.loads(body) if body else None
