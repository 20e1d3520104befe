"""Pages of a Confluence export: their title, text, files and macros."""

import re
from collections.abc import Callable
from urllib.parse import quote

from apps.knowledge.rules.carrying.nodes import Node

BY_TITLE, BY_NAME = "page-titled:", "file-named:"
PANELS = {
    "info": "NOTE",
    "information": "NOTE",
    "note": "WARNING",
    "warning": "CAUTION",
    "tip": "TIP",
    "panel": "NOTE",
    "success": "TIP",
    "error": "CAUTION",
}
INDEX = {
    "toc",
    "children",
    "pagetree",
    "recently-updated",
    "contentbylabel",
    "livesearch",
}
BRUSH = re.compile(r"brush:\s*([\w+#-]+)")


def page_of(root: Node) -> tuple[str, Node] | None:
    """The title and the text of an exported page; None if this is no such page."""
    main = root.find(id="main-content")
    heading = root.find(id="title-text")
    if main is None or heading is None or "wiki-content" not in main.css:
        return None
    space, mark, title = heading.text.partition(" : ")
    if rest := _other_files(root, main):
        list_of = Node("ul", inside=[Node("li", inside=[one]) for one in rest])
        main.inside += [Node("h2", inside=["Attachments"]), list_of]
    return (title if mark else space), main


def is_contents_page(root: Node) -> bool:
    """Whether it is the list of pages that an export begins with."""
    title = root.find(tag="title")
    is_ours = root.find(id="main-header") or root.find(css="pageSection")
    words = title.text if title else ""
    return bool(is_ours and not root.find(id="title-text") and "(" in words)


def _other_files(root: Node, main: Node) -> list[Node]:
    """Links to attachments that the text itself does not name."""
    named = {one.attrs.get("href") or one.attrs.get("src") or "" for one in main.walk()}
    inside = {id(one) for one in main.walk()}
    links = {
        href: Node("a", {"href": href}, [one.text or href])
        for one in root.walk()
        if one.tag == "a"
        and (href := one.attrs.get("href", "")).startswith("attachments/")
        and id(one) not in inside
        and href not in named
    }
    return list(links.values())


def told_plainly(root: Node, lost: Callable[[Node, str], None]) -> None:
    """Macros and Confluence's own elements as plain HTML; `lost` hears of the others."""
    for one in list(root.walk()):
        if one.tag in {"ac:structured-macro", "ac:macro"}:
            _macro(one, lost)
        elif one.tag in ELEMENTS:
            ELEMENTS[one.tag](one)
        elif "confluence-information-macro" in one.css:
            _shown_panel(one)
        elif one.tag == "pre" and "syntaxhighlighter-pre" in one.css:
            brush = BRUSH.search(one.attrs.get("data-syntaxhighlighter-params", ""))
            one.become("pre", [one.raw], **{"class": brush[1] if brush else ""})
        elif "toc-macro" in one.css:
            one.become("", [])


def callout(kind: str, inside: list[Node | str]) -> list[Node | str]:
    """What a quotation holds that is to become a call-out of this kind."""
    return [Node("p", inside=[f"[!{kind}]"]), *inside]


def _shown_panel(one: Node) -> None:
    kind = next(
        (PANELS[word] for css in one.css if (word := css.rpartition("-")[2]) in PANELS),
        "NOTE",
    )
    title = one.find(tag="p", css="title")
    body = one.find(css="confluence-information-macro-body")
    inside = list(body.inside if body else one.inside)
    head = [Node("p", inside=[Node("strong", inside=[title.text])])] if title else []
    one.become("blockquote", callout(kind, [*head, *inside]))


def _macro(one: Node, lost: Callable[[Node, str], None]) -> None:
    name = one.attrs.get("ac:name", "")
    said = {
        p.attrs.get("ac:name", ""): p.text for p in one.inside
        if isinstance(p, Node) and p.tag == "ac:parameter"
    }  # fmt: skip
    plain, rich = one.find(tag="ac:plain-text-body"), one.find(tag="ac:rich-text-body")
    if name in {"code", "noformat"}:
        css = {"class": said.get("language", "")}
        one.become("pre", [plain.raw if plain else ""], **css)
    elif name in PANELS:
        title = said.get("title", "")
        head = [Node("p", inside=[Node("strong", inside=[title])])] if title else []
        inside = [*head, *(rich.inside if rich else [])]
        one.become("blockquote", callout(PANELS[name], inside))
    elif name == "expand":
        head = [Node("p", inside=[Node("strong", inside=[said.get("title", "More")])])]
        one.become("div", [*head, *(rich.inside if rich else [])])
    elif name == "status":
        one.become("strong", [said.get("title", "")])
    elif name in INDEX or name == "anchor":
        one.become("a", [], id=said.get("", "")) if name == "anchor" else one.become(
            "", []
        )
    else:
        lost(one, f"The macro “{name}” is not known; its text is kept.")
        one.become("div", list(rich.inside if rich else []))


def _link(one: Node) -> None:
    page, file = one.find(tag="ri:page"), one.find(tag="ri:attachment")
    body = one.find(tag="ac:plain-text-link-body") or one.find(tag="ac:link-body")
    href, words = "", ""
    if page:
        words = page.attrs.get("ri:content-title", "")
        href = BY_TITLE + quote(words)
    elif file:
        words = file.attrs.get("ri:filename", "")
        href = BY_NAME + quote(words)
    if anchor := one.attrs.get("ac:anchor"):
        href, words = f"{href}#{quote(anchor)}", words or anchor
    one.become("a", [body.text if body else words], href=href)


def _image(one: Node) -> None:
    file, url = one.find(tag="ri:attachment"), one.find(tag="ri:url")
    alt = one.attrs.get("ac:alt", "")
    src = url.attrs.get("ri:value", "") if url else ""
    if file:
        name = file.attrs.get("ri:filename", "")
        src, alt = BY_NAME + quote(name), alt or name
    one.become("img", [], src=src, alt=alt)


def _task(one: Node) -> None:
    status = one.find(tag="ac:task-status")
    body = one.find(tag="ac:task-body")
    box = "☒ " if status and status.text == "complete" else "☐ "
    one.become("li", [box, *(body.inside if body else [])])


def _time(one: Node) -> None:
    one.become("", [one.attrs.get("datetime", "") or one.text])


ELEMENTS: dict[str, Callable[[Node], None]] = {
    "ac:link": _link,
    "ac:image": _image,
    "ac:task": _task,
    "ac:task-list": lambda one: one.become("ul", list(one.inside)),
    "ac:emoticon": lambda one: one.become("", [one.attrs.get("ac:emoji-fallback", "")]),
    "ac:placeholder": lambda one: one.become("", []),
    "time": _time,
}
