"""Links and pictures of a document, written as articles have them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from apps.knowledge.rules.carrying.documents import Document
from apps.knowledge.rules.carrying.editing import Edit
from apps.knowledge.rules.carrying.places import Atlas, Place, anchor_in
from apps.knowledge.rules.carrying.problems import LOST, NOTED
from apps.knowledge.rules.carrying.scanning import Line, Mark, scan

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
SIGNS = re.compile(r"[`*]|(?<!\w)_|_(?!\w)|~~")
NOT_IN_NAME = re.compile(r"[^\w.-]+")
MOST_NAME = 120


@dataclass
class World:
    """What links may lead to: documents with their addresses, and files.

    `refusal` says why a file can't be kept, or nothing. `site` is the address of the
    site that the tree is the source of, for links to what the tree lacks.
    """

    atlas: Atlas
    addresses: Mapping[str, str]
    documents: Mapping[str, Document]
    refusal: Callable[[str], str]
    site: str = ""


@dataclass
class Linked:
    """The text of an article, and the files it has: name → path in the tree."""

    text: str
    files: dict[str, str] = field(default_factory=dict)


def link(found: Document, world: World) -> Linked:
    """The document's text with its links rewritten; what leads nowhere is noted."""
    if found.said.is_ours:
        return Linked(found.body.text, _own_files(found, world))
    linked = _Linking(found, world)
    found.body.edit(scan(found.body.text).lines, linked.edits)
    return Linked(found.body.text.rstrip(), linked.files)


def _own_files(found: Document, world: World) -> dict[str, str]:
    """The files beside an article that our export wrote."""
    folder = (PurePosixPath(found.path).parent / "files").as_posix() + "/"
    paths = [one for one in world.atlas.paths if one.startswith(folder)]
    kept = {one.removeprefix(folder): one for one in paths}
    for name, path in list(kept.items()):
        if why := world.refusal(path):
            found.tell(0, f"{path}: {why}")
            del kept[name]
    return kept


class _Linking:
    def __init__(self, found: Document, world: World) -> None:
        self.found, self.world = found, world
        self.files: dict[str, str] = {}

    def edits(self, line: Line) -> list[Edit]:
        """What changes in a line of words."""
        made: list[Edit] = []
        for mark in line.marks:
            is_within = made and mark.start < made[-1][1]
            if mark.kind in {"link", "image"} and not is_within:
                new = self._written(line, mark)
                if new is not None:
                    made.append((mark.start, mark.end, new))
        return made

    def _written(self, line: Line, mark: Mark) -> str | None:
        """A link as an article has it; None if it stays as it is."""
        at = self._line(line, mark)
        place = self.world.atlas.find(mark.href, self.found.path, self.found.folders)
        if place.is_elsewhere:
            if mark.kind == "image":
                why = f"The picture {mark.href} is elsewhere; it is not fetched."
                self.found.tell(at, why, NOTED)
            return None
        words = line.text[slice(*mark.words)]
        if place.is_page and mark.kind == "link":
            return self._to_page(place, words, at)
        if place.path and not place.is_page:
            return self._to_file(place.path, words, mark, at)
        return self._to_nothing(words, mark, at)

    def _line(self, line: Line, mark: Mark) -> int:
        here = self.found.body.line(line.first + line.text.count("\n", 0, mark.start))
        return here or self.found.line_of(mark.href)

    def _to_page(self, place: Place, words: str, at: int) -> str | None:
        target = self.world.documents.get(place.path)
        if target is None:
            self.found.tell(at, f"{place.path}, to which it links, is not imported.")
            return words
        anchor = anchor_in(place.anchor, target.ids, target.anchors)
        if anchor is None:
            where = "" if target is self.found else f" of {place.path}"
            self.found.tell(at, f"No heading{where} answers to #{place.anchor}.")
            anchor = ""
        if target is self.found:
            return f"[{words}](#{anchor})" if anchor else words
        address = self.world.addresses[place.path]
        shown = plain(words)
        mark = f"#{anchor}" if anchor else ""
        return f"[[{address}{mark}|{shown}]]" if shown else f"[[{address}{mark}]]"

    def _to_file(self, path: str, words: str, mark: Mark, at: int) -> str:
        if why := self.world.refusal(path):
            self.found.tell(at, f"{path} is not kept. {why}")
            return words or PurePosixPath(path).name
        sign = "!" if mark.kind == "image" else ""
        return f"{sign}[{words}](files/{self._name(path)})"

    def _name(self, path: str) -> str:
        """The name under which a file is kept; one of its own for each path."""
        pure = PurePosixPath(NOT_IN_NAME.sub("-", path.replace("/", "--")))
        short = NOT_IN_NAME.sub("-", PurePosixPath(path).name)[-MOST_NAME:].strip("-.")
        if self.files.setdefault(short, path) == path:
            return short
        longer = pure.name[-MOST_NAME:].strip("-.")
        self.files[longer] = path
        return longer

    def _to_nothing(self, words: str, mark: Mark, at: int) -> str | None:
        site = self.world.site.rstrip("/")
        if site and mark.href.startswith("/"):
            sign = "!" if mark.kind == "image" else ""
            return f"{sign}[{words}]({site}{mark.href})"
        what = "picture" if mark.kind == "image" else "link"
        why = f"The {what} {mark.href or '(empty)'} leads to nothing in this tree."
        self.found.tell(at, why, LOST)
        # Such a path would lead to a page of the portal that has nothing to do with it.
        return words if mark.href.startswith("/") else None


def plain(words: str) -> str:
    """Words of a link without marks, as a link between articles shows them."""
    text = PICTURE.sub(r"\1", words)
    text = SIGNS.sub("", ESCAPED.sub(lambda one: f"\0{ord(one[1])}\0", text))
    text = re.sub("\0(\\d+)\0", lambda one: chr(int(one[1])), text)
    return " ".join(re.sub(r"[\[\]|]", " ", text).split())
