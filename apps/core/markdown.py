"""Markdown typed by people, as HTML that can do no harm."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "del", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "a", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

# What was cleaned, by a name that rules may use: they know no Django.
Markup = SafeString


def keep_all(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute as it is."""
    return value


@dataclass(frozen=True)
class Allowed:
    """What may be in a text: elements, their attributes, their classes, set values.

    `keep` has the last word on the value of an attribute that may be there: another
    value, or None to leave it out.
    """

    tags: set[str] = field(default_factory=lambda: TAGS)
    attributes: Mapping[str, set[str]] = field(default_factory=lambda: ATTRIBUTES)
    classes: Mapping[str, set[str]] = field(default_factory=dict)
    always: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keep: Callable[[str, str, str], str | None] = keep_all


TYPED = Allowed()

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(
    ["table", "strikethrough"]
)


def clean_html(html: str, allowed: Allowed = TYPED) -> SafeString:
    """What of the HTML is on the list, links with rel=noopener; the rest is gone."""
    cleaned = nh3.clean(
        html,
        tags=allowed.tags,
        attributes={tag: set(names) for tag, names in allowed.attributes.items()},
        allowed_classes={tag: set(names) for tag, names in allowed.classes.items()},
        set_tag_attribute_values={tag: {**one} for tag, one in allowed.always.items()},
        attribute_filter=allowed.keep,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(cleaned)  # noqa: S308 (cleaned by nh3 just above)


def render_markdown(text: str) -> SafeString:
    """The text as safe HTML: our own list of tags, links with rel=noopener."""
    return clean_html(_parser.render(text))
