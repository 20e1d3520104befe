"""Web addresses that stand bare in a text become links."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

ADDRESS = re.compile(r"(?<![\w/])https?://[^\s<>\"'`|\\^{}]{1,2000}", re.IGNORECASE)
ENDS = ".,;:!?*_~"


def link_addresses(parser: MarkdownIt) -> None:
    """Teach a parser to find them. In time that grows with the text, not its square."""
    parser.core.ruler.push("addresses", _link_addresses)


def _link_addresses(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children and "://" in token.content:
            token.children = list(_linked(token.children, state.md))


def _linked(tokens: Sequence[Token], parser: MarkdownIt) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not depth:
            yield from _cut(token.content, parser)
        else:
            yield token


def _cut(text: str, parser: MarkdownIt) -> Iterator[Token]:
    start = 0
    for found in ADDRESS.finditer(text):
        address = _trimmed(found[0])
        href = parser.normalizeLink(address)
        if not parser.validateLink(href):
            continue
        yield _text(text[start : found.start()])
        yield Token("link_open", "a", 1, {"href": href}, info="auto")
        yield _text(address)
        yield Token("link_close", "a", -1, info="auto")
        start = found.start() + len(address)
    yield _text(text[start:])


def _trimmed(address: str) -> str:
    """Without the signs that end a sentence, or close a bracket that it did not open."""
    kept = address.rstrip(ENDS)
    while kept.endswith((")", "]")):
        opening = "(" if kept.endswith(")") else "["
        if kept.count(opening) >= kept.count(kept[-1]):
            break
        kept = kept[:-1].rstrip(ENDS)
    return kept


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
