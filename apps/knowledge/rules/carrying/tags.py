"""HTML within lines of Markdown: told in Markdown's own signs, or left as words."""

from apps.knowledge.rules.carrying.editing import Edit, Numbered
from apps.knowledge.rules.carrying.scanning import Line, Mark, scan

SIGNS = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em", "cite"), "*"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "`"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
    **dict.fromkeys(("br", "p", "hr"), " "),
    **dict.fromkeys(("span", "font", "u", "sub", "sup", "small", "big", "mark"), ""),
    **dict.fromkeys(("abbr", "center", "div", "ins", "wbr"), ""),
}
HTML = {
    *SIGNS,
    *("a", "img", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "details", "summary"),
    *("section", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("script", "style", "iframe", "video", "audio", "svg", "html", "body", "picture"),
}


def without_tags(body: Numbered) -> list[tuple[str, int]]:
    """Tell tags in Markdown; the marks that they set, with the line of each in the text.

    What is no element of HTML, such as `<namespace>`, is somebody's words and stays.
    """
    marks: list[tuple[str, int]] = []

    def edits(line: Line) -> list[Edit]:
        found: list[Edit] = []
        open_links: list[str] = []
        for one in line.marks:
            if one.kind != "tag":
                continue
            if name := one.name == "a" and (
                one.attrs.get("name") or one.attrs.get("id")
            ):
                marks.append((name, line.first + line.text.count("\n", 0, one.start)))
            sign = _sign(one, open_links)
            if sign is not None:
                found.append((one.start, one.end, sign))
        return found

    body.edit(scan(body.text).lines, edits)
    return marks


def _sign(one: Mark, open_links: list[str]) -> str | None:
    """What a tag becomes; None if it stays."""
    if one.name == "!":
        return ""
    if one.name == "a":
        return _link_sign(one, open_links)
    if one.name == "img":
        src = one.attrs.get("src", "")
        return f"![{one.attrs.get('alt', '')}](<{src}>)" if src else ""
    return SIGNS.get(one.name)


def _link_sign(one: Mark, open_links: list[str]) -> str:
    if one.is_closing:
        href = open_links.pop() if open_links else ""
        return f"](<{href}>)" if href else ""
    href = one.attrs.get("href", "")
    open_links.append(href)
    return "[" if href else ""
