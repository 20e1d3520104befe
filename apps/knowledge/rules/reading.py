"""How the Markdown of an article is read: its blocks, its headings and their ids."""

import re
import unicodedata
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from apps.knowledge.rules.addresses import link_addresses

# An id of a heading never meets an id of the page around it.
ID_PREFIX = "h-"
LONGEST_ID = 100
CALL_OUTS = {
    "note": "Note",
    "tip": "Tip",
    "important": "Important",
    "warning": "Warning",
    "caution": "Caution",
}
ALSO_CALLED = {
    "info": "note",
    "abstract": "note",
    "seealso": "note",
    "hint": "tip",
    "success": "tip",
    "attention": "important",
    "danger": "caution",
    "error": "caution",
    "failure": "caution",
    "bug": "caution",
}
OWN_ID = re.compile(r"\s*\{#([\w.:-]{1,80})\}\s*$")
ARTICLE_LINK = re.compile(
    r"\[\[(?P<address>(?:(?:[\w-]+/)?[\w-]+)?(?:#[^\[\]|#\n]+)?)"
    r"(?:\|(?P<words>[^\[\]|\n]+))?\]\]"
)
LONGEST_LINK = 400
# Denser texts cost more than they tell: they are shown as typed. Real pages of 150 KB
# have some 7,000.
MARKS = re.compile(r"[\[\]!<&*_~`#:|\\\n]")
MOST_MARKS = 15_000


@dataclass(frozen=True)
class Heading:
    """A heading of an article; `anchor` is its element's id."""

    level: int
    text: str
    anchor: str


def read(body: str) -> list[Token]:
    """The blocks of a text, headings with their ids, links between articles found."""
    return parse(PARSER, body, {})


def parse(parser: MarkdownIt, body: str, env: MutableMapping[str, Any]) -> list[Token]:
    """The blocks as a parser reads them; one block of code where marks are too many."""
    if is_too_dense(body):
        return [Token("code_block", "code", 0, content=body, block=True)]
    return parser.parse(body, env)


def is_too_dense(body: str) -> bool:
    """Whether a text has more marks than pages have. Holds the time of one down."""
    return len(MARKS.findall(body)) > MOST_MARKS


def headings(body: str) -> list[Heading]:
    """The headings of a text, in its order."""
    return headings_in(read(body))


def headings_in(tokens: Sequence[Token]) -> list[Heading]:
    """The headings among blocks that were read."""
    return [
        Heading(int(token.tag[1]), token.meta["text"], str(token.attrs["id"]))
        for token in tokens
        if token.type == "heading_open"
    ]


def anchor_of(words: str) -> str:
    """The id that a heading of these words has, or that a link to it means.

    Lower case, spaces as hyphens, other signs left out, as public forges have it.
    """
    plain = unicodedata.normalize("NFKC", words).strip().lower()
    kept = "".join(c for c in plain if c.isalnum() or c in " -_")
    slug = kept.replace(" ", "-").removeprefix(ID_PREFIX)[:LONGEST_ID]
    return f"{ID_PREFIX}{slug or 'section'}"


def plain_text(inline: Token | None) -> str:
    """The words of a line as they are read, without their marks."""
    children = inline.children if inline else None
    return "".join(_words(children or [])).strip()


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "image":
            yield from _words(token.children or [])
        elif token.type == "article_link":
            yield token.meta["words"] or token.meta["address"]
        else:
            yield token.content


def _find_article_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
    if not state.src.startswith("[[", state.pos):
        return False
    found = ARTICLE_LINK.match(state.src, state.pos, state.pos + LONGEST_LINK)
    if not found or not found["address"]:
        return False
    if not silent:
        token = state.push("article_link", "", 0)
        token.meta = {"address": found["address"], "words": found["words"] or ""}
    state.pos = found.end()
    return True


def _name_headings(state: StateCore) -> None:
    """Give each heading an id of its own: the one it names, else its words."""
    taken: dict[str, int] = {}
    for index, token in enumerate(state.tokens):
        if token.type == "heading_open":
            inline = state.tokens[index + 1]
            wanted = _take_own_id(inline)
            text = plain_text(inline)
            token.meta = {"text": text}
            token.attrs["id"] = _first_free(anchor_of(wanted or text), taken)


def _first_free(anchor: str, taken: dict[str, int]) -> str:
    count = taken.get(anchor, 0)
    free = anchor
    while free in taken:
        count += 1
        free = f"{anchor}-{count}"
    taken[anchor] = count
    taken[free] = taken.get(free, 0)
    return free


def _take_own_id(inline: Token) -> str:
    """The id that a heading names at its end, `## Words {#id}`, taken out of it."""
    last = inline.children[-1] if inline.children else None
    found = OWN_ID.search(last.content) if last and last.type == "text" else None
    if not found or last is None:
        return ""
    last.content = last.content[: found.start()]
    return found[1]


def _opens_call_out(words: str, markup: str) -> bool:
    """Whether what stands behind `:::` is a kind of call-out."""
    kind = words.strip().partition(" ")[0].lower()
    return kind in CALL_OUTS or kind in ALSO_CALLED


def new_parser() -> MarkdownIt:
    """A parser of our Markdown: CommonMark, tables, checklists, call-outs, footnotes."""
    options = {"html": False, "linkify": False, "tasklists": True, "alerts": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    parser.use(deflist_plugin).use(admon_plugin)
    parser.use(container_plugin, "call_out", validate=_opens_call_out)
    parser.inline.ruler.before("link", "article_link", _find_article_link)
    parser.core.ruler.push("heading_ids", _name_headings)
    link_addresses(parser)
    return parser


PARSER = new_parser()
