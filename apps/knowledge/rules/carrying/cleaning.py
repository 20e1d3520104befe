"""HTML as what Markdown can say: tables of plain cells, call-outs, code, links."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from apps.knowledge.rules.carrying import confluence
from apps.knowledge.rules.carrying.nodes import Node, read_html
from apps.knowledge.rules.carrying.pandoc import convert

GONE = {
    *("script", "style", "noscript", "template", "head", "nav", "footer", "form"),
    *("button", "select", "textarea", "object", "embed", "svg", "math", "canvas"),
}
SILENT = {"head", "nav", "footer", "template", "noscript", "button", "style"}
FRAMES = {"iframe", "video", "audio"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "div", "ul", "ol", "pre", "blockquote", "dl", "section", *HEADINGS}
CALLOUTS = {
    **dict.fromkeys(("note", "info", "admonition", "hint"), "NOTE"),
    **dict.fromkeys(("tip", "important", "warning", "caution"), ""),
    "danger": "CAUTION",
}
KEPT = {"href", "src", "alt", "id"}
QUOTED = re.compile(r"^((?:> ?)*> )\\\[!(\w+)\\\]\n\1?>?[ >]*\n", re.MULTILINE)
QUOTED_SHORT = re.compile(r"^((?:> ?)*> )\\\[!(\w+)\\\]$", re.MULTILINE)
LANGUAGE = re.compile(r"(?:language|lang|highlight|source)-([\w+#-]+)")
OTHER_DOCUMENT = re.compile(r"#[^#]+\.(adoc|asciidoc|asc|md|markdown|html?)(#|$)")
NO_LANGUAGE = {"sourceCode", "numberSource", "highlight", "code", "literal", "content"}
MOST_SPAN = 60


@dataclass
class Cleaned:
    """A page in Markdown, its title, and which heading stands where an id stood.

    `anchors`: id → how many headings stand up to and with the one it belongs to.
    `lost`: line and what was left out there.
    """

    title: str
    text: str
    anchors: dict[str, int]
    lost: list[tuple[int, str]] = field(default_factory=list)


def page_to_markdown(text: str) -> Cleaned | None:
    """A whole page of HTML; None if it only lists the pages of an export."""
    root = read_html(text)
    if confluence.is_contents_page(root):
        return None
    if found := confluence.page_of(root):
        return _cleaned(*found)
    title = root.find(tag="title")
    main = (
        root.find(tag="main")
        or root.find(role="main")
        or root.find(tag="article")
        or root.find(tag="body")
        or root
    )
    heading = main.find(tag="h1")
    named = heading.text if heading else ""
    return _cleaned(named or (title.text if title else ""), main)


def piece_to_markdown(text: str, first_line: int) -> Cleaned:
    """A piece of HTML in another document."""
    return _cleaned("", read_html(text, first_line))


def _cleaned(title: str, main: Node) -> Cleaned:
    lost: list[tuple[int, str]] = []

    def tell(one: Node, why: str) -> None:
        lost.append((one.line, why))

    confluence.told_plainly(main, tell)
    for one in list(main.walk()):
        _plain(one, tell)
    for one in list(main.walk()):
        if one.tag == "table":
            _plain_table(one, tell)
    anchors = _anchors(main)
    for one in main.walk():
        one.attrs = {n: v for n, v in one.attrs.items() if _is_kept(one, n)}
    text = convert(main.html(), "html").strip("\n")
    text = QUOTED_SHORT.sub(r"\1[!\2]", QUOTED.sub(r"\1[!\2]\n", text))
    return Cleaned(title, text, anchors, lost)


def _is_kept(one: Node, name: str) -> bool:
    return name in KEPT - {"id"} or (name == "class" and one.tag == "pre")


def _plain(one: Node, tell: Callable[[Node, str], None]) -> None:
    """One element as Markdown has it."""
    css = set(one.css)
    if one.tag in GONE or one.attrs.get("hidden") == "hidden":
        _left_out(one, tell)
    elif one.tag in FRAMES:
        _frame(one, tell)
    elif one.tag in PLAIN:
        PLAIN[one.tag](one)
    elif one.tag in {"div", "aside"} and css & CALLOUTS.keys():
        _callout(one, css)


def _left_out(one: Node, tell: Callable[[Node, str], None]) -> None:
    if one.tag not in SILENT and (one.inside or one.tag == "embed"):
        tell(one, f"<{one.tag}> is left out.")
    one.become("", [])


def _box(one: Node) -> None:
    box = "☒ " if "checked" in one.attrs else "☐ "
    one.become("", [box] if one.attrs.get("type") == "checkbox" else [])


def _picture(one: Node) -> None:
    if "emoticon" in one.css:
        one.become("", [one.attrs.get("alt", "")])


def _link(one: Node) -> None:
    """An AsciiDoc reference to another document is written as if it were in this."""
    if OTHER_DOCUMENT.match(one.attrs.get("href", "")):
        one.attrs["href"] = one.attrs["href"][1:]


def _callout(one: Node, css: set[str]) -> None:
    named = css & CALLOUTS.keys()
    word = next((w for w in sorted(named) if not CALLOUTS[w]), sorted(named)[0])
    inside = [
        part
        for part in one.inside
        if not (
            isinstance(part, Node) and set(part.css) & {"title", "admonition-title"}
        )
    ]
    kind = CALLOUTS[word] or word.upper()
    one.become("blockquote", confluence.callout(kind, inside))


def _frame(one: Node, tell: Callable[[Node, str], None]) -> None:
    source = one.find(tag="source")
    src = one.attrs.get("src") or (source.attrs.get("src", "") if source else "")
    tell(one, f"<{one.tag}> became a link.")
    one.become("a", [one.attrs.get("title") or src], href=src)


def _code(one: Node) -> None:
    inner = one.find(tag="code")
    css = (
        f"{one.attrs.get('class', '')} {inner.attrs.get('class', '') if inner else ''}"
    )
    named = LANGUAGE.search(css)
    others = [named[1]] if named else [w for w in css.split() if w not in NO_LANGUAGE]
    word = others[0] if others and re.fullmatch(r"[\w+#-]{1,30}", others[0]) else ""
    one.become("pre", [one.raw], **({"class": word} if word else {}))


def _summary(one: Node) -> None:
    one.become("p", [Node("strong", inside=list(one.inside))])


PLAIN: dict[str, Callable[[Node], None]] = {
    "summary": _summary,
    "input": _box,
    "pre": _code,
    "img": _picture,
    "a": _link,
}


def _plain_table(table: Node, tell: Callable[[Node, str], None]) -> None:
    """A table whose cells hold text only, each row as long as the others."""
    if any(one is not table and one.tag == "table" for one in table.walk()):
        tell(table, "A table within a table became plain text.")
    rows = [one for one in table.walk() if one.tag == "tr"]
    inner = {id(r) for t in table.walk() if t is not table and t.tag == "table"
             for r in t.walk()}  # fmt: skip
    filled = _filled([row for row in rows if id(row) not in inner])
    if not filled:
        table.become("", list(table.inside))
        return
    width = max(len(row) for row in filled)
    made: list[Node | str] = []
    for place, row in enumerate(filled):
        tag = "td" if place else "th"
        cells = [Node(tag, inside=one) for one in row]
        made.append(
            Node(
                "tr", inside=[*cells, *(Node(tag) for _ in cells[: width - len(cells)])]
            )
        )
    table.become(
        "table", [Node("thead", inside=made[:1]), Node("tbody", inside=made[1:])]
    )


def _filled(rows: list[Node]) -> list[list[list[Node | str]]]:
    """The cells of each row; one that spans several stands empty in the others."""
    below: dict[int, int] = {}
    filled = []
    for row in rows:
        cells: list[list[Node | str]] = []
        for one in row.inside:
            if not isinstance(one, Node) or one.tag not in {"td", "th"}:
                continue
            while below.get(len(cells), 0):
                below[len(cells)] -= 1
                cells.append([])
            tall = _span(one, "rowspan") - 1
            for place in range(_span(one, "colspan")):
                below[len(cells)] = tall
                cells.append([] if place else _inline(one))
        if cells:
            filled.append(cells)
    return filled


def _span(one: Node, name: str) -> int:
    value = one.attrs.get(name, "1")
    return min(MOST_SPAN, max(1, int(value))) if value.isdecimal() else 1


def _inline(cell: Node) -> list[Node | str]:
    """What is in a cell, in one line."""
    found: list[Node | str] = []
    for one in cell.inside:
        if isinstance(one, str):
            found.append(one.replace("\n", " "))
        elif one.tag == "pre":
            found += [Node("code", inside=[one.text]), " "]
        elif one.tag == "li":
            found += ["• ", *_inline(one), " "]
        elif one.tag in BLOCKS or one.tag in {"table", "tbody", "tr", "td", "th"}:
            found += [*_inline(one), " "]
        elif one.tag == "br":
            found.append(" ")
        else:
            found.append(Node(one.tag, one.attrs, _inline(one), one.line))
    return found


def _anchors(main: Node) -> dict[str, int]:
    """For each id, the number of the heading that it stands in, on, or after."""
    found: dict[str, int] = {}
    count = 0
    for one in main.walk():
        if one.tag in HEADINGS and one.text:
            count += 1
        if name := one.attrs.get("id") or (one.tag == "a" and one.attrs.get("name")):
            found.setdefault(str(name), count)
    return found
