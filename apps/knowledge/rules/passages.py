"""An article cut into passages: what search by meaning reads, and what it jumps to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from apps.knowledge.rules.reading import plain_text, read

ENOUGH_WORDS = 200
MOST_WORDS = 250


@dataclass(frozen=True)
class Passage:
    """Some paragraphs under one heading. Before the first heading both are empty."""

    heading: str
    anchor: str
    text: str


def passages(body: str) -> list[Passage]:
    """The text of an article in passages of at most 250 words, in its order.

    A passage never crosses a heading; code is kept as it stands; marks are left out. A
    heading without text of its own has no passage.
    """
    return list(_packed(_pieces(read(body))))


@dataclass(frozen=True)
class _Piece:
    heading: str
    anchor: str
    text: str


def _pieces(tokens: Sequence[Token]) -> Iterator[_Piece]:
    """Each paragraph, row of a table, list item and block of code with its heading."""
    heading = anchor = ""
    row: list[str] | None = None
    is_heading = False
    for token in tokens:
        if token.type == "heading_open":
            heading, anchor = token.meta["text"], str(token.attrs["id"])
            is_heading = True
        elif token.type == "heading_close":
            is_heading = False
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield _Piece(heading, anchor, " | ".join(row or []))
            row = None
        elif row is not None and token.type == "inline":
            row.append(plain_text(token))
        elif not is_heading and (text := _text_of(token)):
            yield _Piece(heading, anchor, text)


def _text_of(token: Token) -> str:
    if token.type == "inline":
        return plain_text(token)
    return token.content.strip("\n") if token.type in {"fence", "code_block"} else ""


def _packed(pieces: Iterator[_Piece]) -> Iterator[Passage]:
    """Join what stands together until it is enough."""
    held: list[str] = []
    place, count = ("", ""), 0
    for piece in pieces:
        for text in _cut(piece.text):
            words = len(text.split())
            is_elsewhere = place != (piece.heading, piece.anchor)
            if held and (is_elsewhere or count + words > MOST_WORDS):
                yield Passage(*place, "\n\n".join(held))
                held, count = [], 0
            place = (piece.heading, piece.anchor)
            held.append(text)
            count += words
            if count >= ENOUGH_WORDS:
                yield Passage(*place, "\n\n".join(held))
                held, count = [], 0
    if held:
        yield Passage(*place, "\n\n".join(held))


def _cut(text: str) -> Iterator[str]:
    """The text whole where it is short enough; else cut at lines, then at words."""
    if len(text.split()) <= MOST_WORDS:
        if text.strip():
            yield text
        return
    held: list[str] = []
    count = 0
    for line in _short_lines(text):
        words = len(line.split())
        if held and count + words > ENOUGH_WORDS:
            yield "\n".join(held)
            held, count = [], 0
        held.append(line)
        count += words
    yield "\n".join(held)


def _short_lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        words = line.split()
        if len(words) <= ENOUGH_WORDS:
            yield line
            continue
        for start in range(0, len(words), ENOUGH_WORDS):
            yield " ".join(words[start : start + ENOUGH_WORDS])
