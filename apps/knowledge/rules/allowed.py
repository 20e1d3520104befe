"""The elements, attributes and classes that the text of an article may have. No others."""

import re

from apps.core.markdown import ATTRIBUTES, TAGS, Allowed
from apps.knowledge.rules.highlighting import CLASSES
from apps.knowledge.rules.reading import CALL_OUTS, ID_PREFIX

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
IDS = re.compile(rf"{ID_PREFIX}[\w-]+|fn\d+|fnref\d+(:\d+)?")
FIXED = {
    ("div", "role"): {"note", "group"},
    ("div", "aria-label"): {"Table"},
    ("div", "tabindex"): {"0"},
    ("pre", "tabindex"): {"0"},
    ("input", "aria-label"): {"Done", "To do"},
    ("input", "checked"): {""},
    ("img", "loading"): {"lazy"},
}
SIDES = {"text-start", "text-center", "text-end"}


def keep(tag: str, name: str, value: str) -> str | None:
    """Ids of our own making, addresses that stay on their page or name a scheme."""
    if name == "id":
        return value if IDS.fullmatch(value) else None
    if name == "src":
        return value if value.startswith("/") and _is_inside(value) else None
    if name == "href":
        return value if _is_inside(value) or ":" in value else None
    if (tag, name) in FIXED:
        return value if value in FIXED[tag, name] else None
    return value


def _is_inside(address: str) -> bool:
    return address.startswith(("/", "#")) and not address.startswith(("//", "/\\"))


ALLOWED = Allowed(
    tags=(TAGS - {"h1"})
    | {"div", "span", "section", "sup", "dl", "dt", "dd", "img", "input"},
    attributes={
        **ATTRIBUTES,
        **{heading: {"id"} for heading in HEADINGS},
        "a": {"href", "title", "id"},
        "li": {"id"},
        "pre": {"tabindex"},
        "div": {"role", "tabindex", "aria-label"},
        "img": {"src", "alt", "title", "loading"},
        "input": {"checked", "aria-label"},
    },
    classes={
        "div": {
            *("article-code", "table-responsive", "call-out"),
            *(f"call-out-{kind}" for kind in CALL_OUTS),
        },
        "span": {"article-language", "article-broken", *CLASSES},
        "p": {"call-out-title"},
        "table": {"table"},
        "th": SIDES,
        "td": SIDES,
        "li": {"article-check", "footnote-item"},
        "section": {"footnotes"},
        "ol": {"footnotes-list"},
        "sup": {"footnote-ref"},
        "a": {"footnote-backref"},
    },
    always={"input": {"type": "checkbox", "disabled": ""}},
    keep=keep,
)
