"""Where a Markdown text has links, pictures and HTML, to be written anew in place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

TAG = re.compile(r"</?([a-zA-Z][\w:-]*)")
ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
Rule = Callable[[StateInline, bool], bool]


@dataclass
class Mark:
    """A link, a picture or a tag in a line: where it is, its address, its words.

    `words` is the span of what is shown. A tag has a name, and closes if `is_closing`.
    """

    kind: str
    start: int
    end: int
    href: str = ""
    words: tuple[int, int] = (0, 0)
    name: str = ""
    attrs: dict[str, str] = field(default_factory=dict)
    is_closing: bool = False


@dataclass(frozen=True)
class Line:
    """The text of a paragraph, heading or cell, the lines it stands in, and its marks."""

    text: str
    first: int
    last: int
    is_cell: bool
    marks: list[Mark]


@dataclass(frozen=True)
class Scanned:
    """The blocks of a text: HTML standing for itself, and lines with marks in them."""

    html: list[tuple[int, int]]
    lines: list[Line]


def scan(text: str) -> Scanned:
    """What a text holds. Lines are counted from 0; code holds nothing."""
    env: dict[str, Any] = {}
    tokens = PARSER.parse(text, env)
    html = [
        (token.map[0], token.map[1])
        for token in tokens
        if token.type == "html_block" and token.map
    ]
    return Scanned(html, list(_lines(tokens, env)))


def _lines(tokens: list[Token], env: dict[str, Any]) -> Iterator[Line]:
    first = last = 0
    is_cell = False
    for token in tokens:
        if token.type in {"tr_open", "tr_close"}:
            is_cell = token.type == "tr_open"
        if token.map:
            first, last = token.map
        if token.type != "inline" or not ("[" in token.content or "<" in token.content):
            continue
        if marks := _marks(token.content, env):
            yield Line(token.content, first, last, is_cell, marks)


def _marks(content: str, env: dict[str, Any]) -> list[Mark]:
    found: list[tuple[str, Mark]] = []
    PARSER.inline.parse(content, PARSER, {**env, "found": found}, [])
    marks = [mark for source, mark in found if source == content]
    return sorted(marks, key=lambda one: (one.start, -one.end))


def _watched(rule: Rule, kind: str) -> Rule:
    """The rule, and a note of where it fitted."""

    def watching(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
        start, before = state.pos, len(state.tokens)
        does_fit = rule(state, silent)
        found = state.env.get("found")
        if does_fit and not silent and found is not None:
            found.append((state.src, _mark(state, kind, start, before)))
        return does_fit

    return watching


def _mark(state: StateInline, kind: str, start: int, before: int) -> Mark:
    if kind == "tag":
        return tag_of(state.src[start : state.pos], start)
    type_, name = ("link_open", "href") if kind == "link" else ("image", "src")
    # Words that waited before it became a token of their own.
    token = next(one for one in state.tokens[before:] if one.type == type_)
    label = start + (kind == "image")
    end = state.md.helpers.parseLinkLabel(state, label, kind == "link")
    href = str(token.attrs.get(name, ""))
    return Mark(kind, start, state.pos, href, (label + 1, end))


def tag_of(tag: str, start: int = 0) -> Mark:
    """A tag as it is written."""
    named = TAG.match(tag)
    attrs = {
        found[1].lower(): found[2].strip("\"'") for found in ATTRIBUTE.finditer(tag)
    }
    name = named[1].lower() if named else "!"
    is_closing = tag.startswith("</")
    return Mark("tag", start, start + len(tag), "", (0, 0), name, attrs, is_closing)


def _made_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    names = {"link": "link", "image": "image", "html_inline": "tag"}
    known = dict(
        zip(
            parser.inline.ruler.get_active_rules(),
            parser.inline.ruler.getRules(""),
            strict=True,
        )
    )
    for name, kind in names.items():
        parser.inline.ruler.at(name, _watched(known[name], kind))
    # Lines are read here one by one, and only those that may hold a mark.
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


PARSER = _made_parser()
