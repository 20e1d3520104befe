"""Where the links and pictures of a text lead on our pages."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from apps.knowledge.rules.links import Link, LinkKind, link_of, link_to
from apps.knowledge.rules.reading import plain_text

BROKEN = "article-broken"


@dataclass(frozen=True)
class Target:
    """What a link leads to: its address, and its title where the link has no words."""

    url: str
    title: str = ""


Resolve = Callable[[Link], Target | None]


def nowhere(link: Link) -> None:
    """Resolve nothing: every link to an article or a file is shown as broken."""


@dataclass(frozen=True)
class Guide:
    """Says where a link leads; None where it is broken."""

    resolve: Resolve
    anchors: Collection[str]
    broken: list[str] = field(default_factory=list)

    def target(self, link: Link, href: str = "") -> Target | None:
        """The address as a page has it, with the heading; what is broken is noted."""
        found = self._target(link, href)
        if found is None and link.written not in self.broken:
            self.broken.append(link.written)
        return found

    def _target(self, link: Link, href: str) -> Target | None:
        if link.kind is LinkKind.HEADING:
            has_it = link.anchor in self.anchors
            return Target(f"#{link.anchor}") if has_it else None
        if link.kind in {LinkKind.AWAY, LinkKind.PORTAL}:
            return Target(href)
        found = None if link.kind is LinkKind.NOWHERE else self.resolve(link)
        if found is None or not link.anchor:
            return found
        return Target(f"{found.url}#{link.anchor}", found.title)


def lead(tokens: Sequence[Token], guide: Guide) -> None:
    """Give each link and picture among the blocks its address, or mark it as broken."""
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = list(_led(token.children, guide))


def _led(tokens: Sequence[Token], guide: Guide) -> Iterator[Token]:
    closing: list[str] = []
    for token in tokens:
        if token.type == "article_link":
            yield from _article(token, guide)
        elif token.type == "link_open":
            opening = _opening(token, guide)
            closing.append(opening.tag)
            yield opening
        elif token.type == "link_close":
            token.tag = closing.pop()
            yield token
        elif token.type == "image":
            yield from _picture(token, guide, is_in_link=bool(closing))
        else:
            yield token


def _article(token: Token, guide: Guide) -> Iterator[Token]:
    link = link_to(token.meta["address"])
    target = guide.target(link)
    words = token.meta["words"] or (target.title if target else "")
    if not words and link.kind is LinkKind.HEADING:
        words = token.meta["address"].removeprefix("#")
    yield from _linked(words or token.meta["address"], target)


def _linked(words: str, target: Target | None) -> Iterator[Token]:
    tag = "a" if target else "span"
    attrs: dict[str, str | int | float] = (
        {"href": target.url} if target else {"class": BROKEN}
    )
    yield Token("link_open", tag, 1, attrs)
    yield Token("text", "", 0, content=words)
    yield Token("link_close", tag, -1)


def _opening(token: Token, guide: Guide) -> Token:
    href = str(token.attrs.get("href", ""))
    target = guide.target(link_of(href), href)
    if target:
        token.attrs["href"] = target.url
    else:
        token.tag, token.attrs = "span", {"class": BROKEN}
    return token


def _picture(token: Token, guide: Guide, *, is_in_link: bool) -> Iterator[Token]:
    """Our own files are shown; a picture elsewhere is a link to it."""
    src = str(token.attrs.get("src", ""))
    link = link_of(src)
    target = guide.target(link, src)
    words = plain_text(token) or src
    if link.kind is LinkKind.FILE and target:
        token.attrs["src"] = target.url
        yield token
    elif is_in_link:
        yield Token("text", "", 0, content=words)
    else:
        yield from _linked(words, target)
