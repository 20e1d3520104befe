"""Small things every page says the same way: icons, times, badges, headings, people."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from apps.core import markup
from apps.core.http import typed_words
from apps.core.lists import draw_rows
from apps.core.markdown import render_markdown

register = template.Library()

for _tag in (markup.icon, markup.badge, markup.state_badge, markup.ago, markup.avatar):
    register.simple_tag(_tag)
register.simple_tag(markup.show_time, name="time")
register.simple_tag(markup.person)
register.simple_tag(draw_rows, name="table_rows")


@register.filter
def markdown(text: str | None) -> SafeString:
    """The text that people typed as safe HTML, in the portal's type."""
    html = render_markdown(text or "")
    return format_html('<div class="portal-prose">{}</div>', html)


@register.filter
def with_code(text: str) -> SafeString:
    """A line of plain text; what stands between backticks in it as code."""
    parts = text.split("`")
    marked = [markup.fill("<code>{}</code>", part) for part in parts[1::2]]
    return format_html_join("", "{}{}", zip_longest(parts[::2], marked, fillvalue=""))


@register.simple_tag(takes_context=True)
def sort_header(
    context: dict[str, Any], column: Any, target: str = "results", css: str = ""
) -> SafeString:
    """The heading of a column; a link where the list can be sorted by it."""
    opening = format_html(
        '<th scope="col"{}', format_html(' class="{}"', css) if css else ""
    )
    if not column.sort:
        return format_html("{}>{}</th>", opening, column.label)
    sort = context.get("sort")
    is_sorted = sort is not None and sort.key == column.key
    is_descending = sort is not None and is_sorted and sort.is_descending
    query = context["request"].GET.copy()
    for name in ("page", "export"):
        query.pop(name, None)
    query["sort"] = column.key if is_descending or not is_sorted else f"-{column.key}"
    order = "descending" if is_descending else "ascending"
    return format_html(
        '{}{}><a class="portal-sort" href="?{}" hx-get="?{}" hx-target="#{}"'
        ' hx-swap="outerHTML" hx-push-url="true">{} {}</a></th>',
        opening,
        format_html(' aria-sort="{}"', order) if is_sorted else "",
        query.urlencode(),
        query.urlencode(),
        target,
        column.label,
        markup.icon(f"sort-{order}")
        if is_sorted
        else markup.icon("arrows-sort", css="portal-unsorted"),
    )


@dataclass(frozen=True)
class Entry:
    """An entry of the navigation: its address, and the paths that lie within it."""

    url: str
    within: tuple[str, ...]

    def is_around(self, path: str) -> bool:
        """Whether a page is this one or lies within it."""
        return path == self.url or path.startswith(self.within)


@register.simple_tag(takes_context=True)
def nav_link(
    context: dict[str, Any],
    url_name: str,
    label: str,
    icon_name: str,
    permission: str = "",
    *,
    also: str = "",
) -> SafeString:
    """An entry of the navigation; absent while its page is, or for whom it is not.

    `permission` may name several, of which one is enough. `also` has paths of which the
    pages lie within it, though their addresses do not say so.
    """
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return SafeString()
    needed = permission.split()
    if needed and context["held"].isdisjoint(needed):
        return SafeString()
    within = tuple(one for one in (url, *also.split()) if one != "/")
    context["entries"].append(Entry(url, within))
    return format_html(
        '<li><a href="{}">{} {}</a></li>', url, markup.icon(icon_name), label
    )


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> SafeString:
    """What there is for this person; of what a page lies within, the nearest is marked."""
    request = context.get("request")
    rights = getattr(getattr(request, "user", None), "rights", None)
    drawn, entries = _navigation(rights.permissions if rights else frozenset())
    path = getattr(request, "path", "")
    around = (one.url for one in entries if one.is_around(path))
    if not (nearest := max(around, key=len, default="")):
        return drawn
    here = "page" if path == nearest else "true"
    href = f'href="{nearest}"'
    marked = drawn.replace(href, f'{href} aria-current="{here}"')
    return mark_safe(marked)  # noqa: S308 (our own template, our own addresses)


@lru_cache(maxsize=64)
def _navigation(held: frozenset[str]) -> tuple[SafeString, tuple[Entry, ...]]:
    """As it is for all who hold the same: thirty entries cost a quarter of a bare page."""
    entries: list[Entry] = []
    context = {"held": held, "entries": entries}
    return render_to_string("core/_navigation.html", context), tuple(entries)


@register.inclusion_tag("core/_typed.html")
def what_was_typed(request: HttpRequest) -> dict[str, Any]:
    """The words of a form that could not be saved, so that they are not lost with it."""
    return {"typed": typed_words(request)}


@register.filter
def first_control(field: BoundField) -> str:
    """The id that a link to the field's error leads to."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


@register.filter
def label_of(field: str) -> str:
    """A field's name as people read it."""
    return field.removesuffix("_id").replace("_", " ").capitalize()
