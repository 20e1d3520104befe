"""A file as a document: its title, what it says of itself, its text in Markdown."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from markdown_it.token import Token

from apps.knowledge.rules.carrying.asciidoc import prepared
from apps.knowledge.rules.carrying.cleaning import (
    Cleaned,
    page_to_markdown,
    piece_to_markdown,
)
from apps.knowledge.rules.carrying.editing import Numbered
from apps.knowledge.rules.carrying.front import BadFront, read_front, split_front
from apps.knowledge.rules.carrying.pandoc import convert
from apps.knowledge.rules.carrying.places import PAGES
from apps.knowledge.rules.carrying.problems import LOST, NOTED, Problem, Unreadable
from apps.knowledge.rules.carrying.said import MOST_TITLE, Said, told
from apps.knowledge.rules.carrying.scanning import TAG, scan
from apps.knowledge.rules.carrying.tags import HTML, without_tags
from apps.knowledge.rules.reading import ID_PREFIX, headings, plain_text, read

MOST_TEXT = 2 << 20
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
SHORTCODE = re.compile(r"\{\{[<%]|^\s*\{%|\{%-? ")
HTML_LINE = re.compile(r"^[ >\t*+\d.)-]*<[a-zA-Z!/]", re.MULTILINE)


@dataclass
class Document:
    """What a file brings. Links in its text still name the files of the tree.

    `anchors` are the ids of its headings; `ids` are marks that the source set, and the
    heading each belongs to; `folders` are where it says that its pictures stand.
    """

    path: str
    said: Said
    title: str
    body: Numbered
    source: str
    ids: dict[str, str] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def tell(self, line: int, why: str, level: str = LOST) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.path, line, why, level))

    def line_of(self, words: str) -> int:
        """The first line of the file that holds these words; 0 if none does."""
        place = self.source.find(words) if words else -1
        return self.source.count("\n", 0, place) + 1 if place >= 0 else 0


def is_page(path: str) -> bool:
    """Whether a file of this name is to become an article."""
    return PurePosixPath(path).suffix.lower() in PAGES


def read_document(path: str, content: bytes) -> Document | None:
    """The document in a file; None if it only lists others. Unreadable if it can't be."""
    if len(content) > MOST_TEXT:
        raise Unreadable(f"It is larger than {MOST_TEXT >> 20} MB.")
    text, odd = _decoded(content)
    head, rest, first = split_front(text)
    said, strange, problems = _said(path, head)
    if said is None:
        said, rest, first = Said(), text, 1
    numbers = list(range(first, first + rest.count("\n") + 1))
    found = Document(path, said, said.title, Numbered(rest, numbers), text)
    found.strange, found.problems = strange, problems
    if odd:
        found.tell(0, odd, NOTED)
    if found.said.is_ours:
        found.body.text = rest.removesuffix("\n")
        return found
    if not READ[PAGES[PurePosixPath(path).suffix.lower()]](found):
        return None
    _take_title(found)
    if not found.title:
        raise Unreadable("It has neither a title nor a name.")
    found.anchors = [
        f"{ID_PREFIX}{anchor}" for _, anchor in _heading_lines(found.body.text)
    ]
    return found


def _decoded(content: bytes) -> tuple[str, str]:
    """The text with plain line ends, and what was odd about how it was written."""
    odd = ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            named = CHARSET.search(content[:2000])
            text, odd = _as_named(content, named[1].decode() if named else "cp1252")
    if "\0" in text:
        raise Unreadable("It is no text: it holds bytes that no text has.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), odd


def _as_named(content: bytes, name: str) -> tuple[str, str]:
    try:
        text = content.decode(name, "replace")
    except LookupError:
        name, text = "cp1252", content.decode("cp1252", "replace")
    return text, f"It is not UTF-8; it was read as {name}."


def _said(path: str, head: str) -> tuple[Said | None, list[str], list[Problem]]:
    """What the head says; None in place of it if that is no head but text."""
    try:
        fields = read_front(head) if head else {}
    except BadFront as error:
        return Said(), [], [Problem(path, error.line, f"{error} It is left out.")]
    if fields is None:
        return None, [], []
    said, strange, wrong = told(fields)
    return said, strange, [Problem(path, 1, f"Front matter: {one}") for one in wrong]


def _read_markdown(found: Document) -> bool:
    body = found.body
    body.text = body.text.rstrip()
    if HTML_LINE.search(body.text):
        _convert_html(found)
    if marked := without_tags(body):
        places = _heading_lines(body.text)
        for name, line in marked:
            found.ids.setdefault(name, _heading_at(places, line))
    why = "A tag that only its site's generator knows stays as text."
    for number, text in enumerate(body.text.split("\n")):
        if SHORTCODE.search(text):
            found.tell(body.line(number), why)
    return True


def _convert_html(found: Document) -> None:
    """Blocks of HTML within Markdown, as Markdown."""
    body = found.body
    lines = body.text.split("\n")
    changes, done = [], 0
    for first, last in scan(body.text).html:
        if first < done:
            continue
        end = _end_of_element(lines, first, last)
        named = TAG.search(lines[first])
        if not lines[first].lstrip().startswith("<!--") and (
            not named or named[1].lower() not in HTML
        ):
            continue
        cleaned = piece_to_markdown("\n".join(lines[first:end]), body.line(first))
        for line, why in cleaned.lost:
            found.tell(line, why)
        for name in cleaned.anchors:
            found.ids.setdefault(name, "")
        changes.append((first, end, f"{cleaned.text}\n" if cleaned.text else ""))
        done = end
    body.put(changes)


def _end_of_element(lines: list[str], first: int, last: int) -> int:
    """The line after the one in which the element that begins in `first` ends."""
    named = TAG.search(lines[first])
    if not named:
        return last
    tag = re.compile(rf"<(/?){re.escape(named[1])}\b", re.IGNORECASE)
    depth = 0
    for number in range(first, len(lines)):
        for found in tag.finditer(lines[number]):
            depth += -1 if found[1] else 1
        if depth <= 0 and number + 1 >= last:
            return number + 1
    return last


def _read_html(found: Document) -> bool:
    cleaned = page_to_markdown(found.body.text)
    if cleaned is None:
        return False
    found.title = found.title or cleaned.title
    _take_over(found, cleaned)
    return True


def _read_asciidoc(found: Document) -> bool:
    ready = prepared(found.body.text)
    for line, why in ready.lost:
        found.tell(found.body.line(line), why)
    if ready.labels and not found.said.labels:
        found.said, _, _ = told({**vars(found.said), "labels": ready.labels})
    found.folders = ready.folders
    found.title = found.title or ready.title
    page = convert(ready.text, "asciidoc", "html")
    _take_over(found, piece_to_markdown(page, 0), shift=1)
    return True


def _take_over(found: Document, cleaned: Cleaned, shift: int = 0) -> None:
    """The Markdown that a page became; its lines are no longer those of the file."""
    for line, why in cleaned.lost:
        found.tell(line, why)
    text = cleaned.text
    if shift:
        text = _shifted(text)
    found.body = Numbered(text, [0] * (text.count("\n") + 1))
    anchors = [one.anchor.removeprefix(ID_PREFIX) for one in headings(text)]
    for name, count in cleaned.anchors.items():
        is_known = 0 < count <= len(anchors)
        found.ids[name] = anchors[count - 1] if is_known else ""


def _shifted(text: str) -> str:
    """Headings one level lower, as the title stands above them."""
    lines = text.split("\n")
    for token in read(text):
        if token.type == "heading_open" and token.map and token.tag != "h6":
            lines[token.map[0]] = lines[token.map[0]].replace("#", "##", 1)
    return "\n".join(lines)


READ = {"markdown": _read_markdown, "html": _read_html, "asciidoc": _read_asciidoc}


def _heading_lines(text: str) -> list[tuple[int, str]]:
    """Each heading's line and its id."""
    return [
        (token.map[0], str(token.attrs["id"]).removeprefix(ID_PREFIX))
        for token in _blocks(text)
        if token.type == "heading_open" and token.map
    ]


@lru_cache(maxsize=2)
def _blocks(text: str) -> list[Token]:
    """The blocks of a text; of the last ones they are remembered."""
    return read(text)


def _heading_at(places: list[tuple[int, str]], line: int) -> str:
    """The heading in this line or just below, else the one above."""
    near = next((name for at, name in places if line <= at <= line + 2), "")
    above = [name for at, name in places if at <= line]
    return near or (above[-1] if above else "")


def _take_title(found: Document) -> None:
    """A heading is the title where nothing else is; at the top it leaves the text."""
    body = found.body
    tokens = _blocks(body.text)
    heads = [at for at, one in enumerate(tokens) if one.type == "heading_open"]
    is_head = bool(heads) and heads[0] == 0
    if not found.title and heads:
        chosen = [at for at in heads if tokens[at].tag == "h1" or at == 0]
        found.title = plain_text(tokens[chosen[0] + 1]) if chosen else ""
    if is_head and plain_text(tokens[1]) == found.title and not found.said.title:
        first, last = tokens[0].map or [0, 0]
        anchor = str(tokens[0].attrs["id"]).removeprefix(ID_PREFIX)
        body.put([(first, last, "")])
        found.ids = {n: "" if at == anchor else at for n, at in found.ids.items()}
        found.ids.setdefault(anchor, "")
    _without_empty_lines(body)
    title = found.title or _named_after(found.path)
    found.title = " ".join(title.split())[:MOST_TITLE]


def _without_empty_lines(body: Numbered) -> None:
    lines = body.text.split("\n")
    empty = next((at for at, one in enumerate(lines) if one.strip()), len(lines))
    body.text = "\n".join(lines[empty:]).rstrip()
    body.numbers = body.numbers[empty:]


def _named_after(path: str) -> str:
    """The words of a file's name; of its folder's where it is a folder's first page."""
    pure = PurePosixPath(path)
    is_first = pure.stem.lower() in {"index", "readme", "_index"}
    name = pure.parent.name if is_first and pure.parent.name else pure.stem
    return re.sub(r"[-_]+", " ", name).strip()
