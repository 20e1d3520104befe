"""The links that the text of an article makes, and what each one means."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote

from markdown_it.token import Token

from apps.knowledge.rules.reading import anchor_of, read

FILES = "files/"
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
PAGE = re.compile(r"\.(md|markdown|adoc|asciidoc|html?)$", re.IGNORECASE)


class LinkKind(Enum):
    """What a link leads to."""

    ARTICLE = "another article, by its address"
    PAGE = "another article, by the path it was imported from"
    HEADING = "a heading of the same article"
    FILE = "a file of the article"
    PORTAL = "a page of the portal"
    AWAY = "somewhere else"
    NOWHERE = "a path that means nothing here"


@dataclass(frozen=True)
class Link:
    """A link as a text has it. `space` is empty where it is the article's own.

    `name` is the article's slug, the path of a page or the name of a file; `anchor` the
    id of the heading it wants.
    """

    kind: LinkKind
    written: str
    space: str = ""
    name: str = ""
    anchor: str = ""


def links(body: str) -> list[Link]:
    """Every link and picture of a text, in its order, each address once."""
    return list(dict.fromkeys(_links_in(read(body))))


def links_in(tokens: Iterable[Token]) -> list[Link]:
    """The links among blocks that were read."""
    return list(dict.fromkeys(_links_in(tokens)))


def _links_in(tokens: Iterable[Token]) -> Iterator[Link]:
    for token in tokens:
        if token.type == "article_link":
            yield link_to(token.meta["address"])
        elif token.type == "link_open":
            yield link_of(str(token.attrs.get("href", "")))
        elif token.type == "image":
            yield link_of(str(token.attrs.get("src", "")))
        yield from _links_in(token.children or ())


def link_to(address: str) -> Link:
    """What `[[space/slug#heading]]` means."""
    place, _, heading = address.partition("#")
    space, _, slug = place.rpartition("/")
    anchor = anchor_of(heading) if heading else ""
    kind = LinkKind.ARTICLE if slug else LinkKind.HEADING
    return Link(kind, f"[[{address}]]", space.lower(), slug.lower(), anchor)


def link_of(href: str) -> Link:
    """What the address of a Markdown link or picture means."""
    path, _, fragment = unquote(href).partition("#")
    anchor = anchor_of(fragment) if fragment else ""
    kind, name = _kind_of(href, path)
    return Link(kind, unquote(href), name=name, anchor=anchor)


def _kind_of(href: str, path: str) -> tuple[LinkKind, str]:
    if SCHEME.match(href) or href.startswith("//"):
        return (LinkKind.AWAY if SCHEME.match(href) else LinkKind.NOWHERE), ""
    if href.startswith("#"):
        return LinkKind.HEADING, ""
    if path.startswith("/"):
        return LinkKind.PORTAL, path
    inside = posixpath.normpath(path) if path else ""
    if inside.startswith(FILES):
        return LinkKind.FILE, inside.removeprefix(FILES)
    if PAGE.search(inside):
        return LinkKind.PAGE, inside
    return LinkKind.NOWHERE, inside
