"""Where a link in a document leads: another document, a file, a heading, or nowhere."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from apps.knowledge.rules.carrying.confluence import BY_NAME, BY_TITLE
from apps.knowledge.rules.reading import ID_PREFIX, anchor_of

PAGES = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), "markdown"),
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), "asciidoc"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
}
INDEXES = ("index", "README", "_index", "readme", "Index")
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


@dataclass(frozen=True)
class Place:
    """What a link means. `path` is a document's or file's; `anchor` without its mark."""

    path: str = ""
    anchor: str = ""
    is_page: bool = False
    is_elsewhere: bool = False


ELSEWHERE = Place(is_elsewhere=True)


@dataclass
class Atlas:
    """All paths of a tree, and what else names its documents."""

    paths: Sequence[str]
    titles: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know each path by its lower case and each file by its name."""
        self.known = set(self.paths)
        self.by_name: dict[str, str] = {}
        for path in self.paths:
            self.by_name.setdefault(PurePosixPath(path).name.lower(), path)

    def find(self, href: str, start: str, folders: Sequence[str] = ()) -> Place:
        """What `href` means in the document `start`; an empty place if nothing answers.

        `folders` are where else the document says that its pictures are.
        """
        if href.startswith((BY_TITLE, BY_NAME)):
            return self._named(href, start)
        if SCHEME.match(href) or href.startswith("//"):
            return ELSEWHERE
        split = urlsplit(href)
        path, anchor = unquote(split.path), unquote(split.fragment)
        if not path:
            return Place(start, anchor, is_page=True)
        for wanted in _candidates(path, start, folders):
            if found := self._answering(wanted):
                is_page = PurePosixPath(found).suffix.lower() in PAGES
                return Place(found, anchor, is_page)
        return Place()

    def _named(self, href: str, start: str) -> Place:
        kind, _, rest = href.partition(":")
        name, _, anchor = rest.partition("#")
        name, anchor = unquote(name), unquote(anchor)
        if f"{kind}:" == BY_TITLE:
            path = self.titles.get(name, "")
            return Place(path, anchor, is_page=True) if path else Place()
        beside = posixpath.join(posixpath.dirname(start), name)
        path = beside if beside in self.known else self.by_name.get(name.lower(), "")
        return Place(path)

    def _answering(self, wanted: str) -> str:
        """The path itself, that of its source, or the first page of a folder."""
        if wanted in self.known:
            return wanted
        stem, ending = posixpath.splitext(wanted)
        stems = [wanted, stem] if ending.lower() in PAGES else [wanted]
        tries = [
            *(f"{one}{end}" for one in stems for end in PAGES),
            *(f"{wanted}/{name}{end}" for name in INDEXES for end in PAGES),
        ]
        return next((one for one in tries if one.lstrip("/") in self.known), "")


def _candidates(path: str, start: str, folders: Sequence[str]) -> Iterator[str]:
    """Paths from the root that a written path may mean, the likeliest first."""
    trimmed = path.rstrip("/") or path
    if path.startswith("/"):
        # The tree may be the folder that the site's first word stands for.
        whole = posixpath.normpath(trimmed).strip("/")
        yield whole
        yield whole.partition("/")[2]
        return
    here = posixpath.dirname(start)
    # A site's address of a page is a folder: `..` is meant from within it.
    inside = posixpath.splitext(start)[0]
    for base in (here, *(posixpath.join(here, one) for one in folders), inside, ""):
        joined = posixpath.normpath(posixpath.join(base, trimmed))
        if not joined.startswith(".."):
            yield joined


def anchor_in(
    anchor: str, ids: Mapping[str, str], headings: Sequence[str]
) -> str | None:
    """The heading's id that an anchor means, "" for the top; None if none answers.

    `ids` are the marks that the source itself set, with the heading of each.
    """
    if not anchor:
        return ""
    if anchor in ids:
        return ids[anchor]
    plain = anchor_of(anchor).removeprefix(ID_PREFIX)
    known = {one.removeprefix(ID_PREFIX) for one in headings}
    return plain if plain in known else None
