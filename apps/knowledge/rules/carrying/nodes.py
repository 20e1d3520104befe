"""HTML as a tree that can be changed and written again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
    *("param", "source", "track", "wbr"),
}
CLOSES = {
    "li": ({"li"}, {"ul", "ol"}),
    "p": ({"p"}, {"li", "td", "th", "div", "blockquote"}),
    "tr": ({"tr", "td", "th"}, {"table", "tbody", "thead"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
}
CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
DEEPEST = 150


@dataclass
class Node:
    """An element: its name, attributes, what is in it, and the line it begins in."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: "list[Node | str]" = field(default_factory=list)
    line: int = 0

    def walk(self) -> "Iterator[Node]":
        """Itself and every element in it, in the order of the document."""
        left: list[Node | str] = [self]
        while left:
            one = left.pop()
            if isinstance(one, Node):
                yield one
                left += reversed(one.inside)

    def find(self, **wanted: str) -> "Node | None":
        """The first element in it with this tag and these attributes."""
        return next((one for one in self.walk() if one.fits(**wanted)), None)

    def fits(self, **wanted: str) -> bool:
        """Whether it has this tag, this class among its own, these attributes."""
        for name, value in wanted.items():
            if name == "tag":
                if self.tag != value:
                    return False
            elif name == "css":
                if value not in self.css:
                    return False
            elif self.attrs.get(name) != value:
                return False
        return True

    @property
    def css(self) -> list[str]:
        """Its classes."""
        return self.attrs.get("class", "").split()

    @property
    def text(self) -> str:
        """The words in it, with single spaces."""
        return " ".join(self.raw.split())

    @property
    def raw(self) -> str:
        """The words in it, as they stand; a break is a new line."""
        if self.tag == "br":
            return "\n"
        return "".join(one if isinstance(one, str) else one.raw for one in self.inside)

    def become(self, tag: str, inside: "list[Node | str]", **attrs: str) -> None:
        """Be another element."""
        self.tag, self.inside, self.attrs = tag, inside, attrs

    def html(self) -> str:
        """As HTML."""
        within = "".join(
            escape(one, quote=False) if isinstance(one, str) else one.html()
            for one in self.inside
        )
        if not self.tag:
            return within
        attrs = "".join(f' {name}="{escape(v)}"' for name, v in self.attrs.items())
        if self.tag in VOID:
            return f"<{self.tag}{attrs}>"
        return f"<{self.tag}{attrs}>{within}</{self.tag}>"


class _Builder(HTMLParser):
    """Builds the tree; mends what is not closed."""

    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]
        self.first_line = first_line

    def handle_starttag(
        self, tag: str, attrs: list[tuple[str, str | None]], *, is_whole: bool = False
    ) -> None:
        self._close_implied(tag)
        line = self.getpos()[0] + self.first_line - 1
        made = Node(tag, {name: value or "" for name, value in attrs}, line=line)
        self.open[-1].inside.append(made)
        if tag not in VOID and not is_whole and len(self.open) < DEEPEST:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs, is_whole=":" in tag)

    def _close_implied(self, tag: str) -> None:
        closed, within = CLOSES.get(tag, (set(), set()))
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag in within:
                return
            if self.open[place].tag in closed:
                del self.open[place:]
                if tag != "tr":
                    return

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def _without_open_end(text: str) -> str:
    """The text; tags that begin after the last one ended are read as words.

    The parser reads them so too, but looks through all of the rest for the end of each.
    """
    whole, end, rest = text.rpartition(">")
    return f"{whole}{end}{rest.replace('<', '&lt;')}"


def read_html(text: str, first_line: int = 1) -> Node:
    """The tree of a text, however it was written."""
    builder = _Builder(first_line)
    plain = CDATA.sub(lambda found: escape(found[1], quote=False), text)
    builder.feed(_without_open_end(plain))
    builder.close()
    return builder.root
