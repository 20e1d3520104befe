"""Small things every page says the same way: icons, times, badges, headings, people."""

import re
import zlib
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince, timeuntil

from apps.core.markdown import render_markdown

register = template.Library()

ICONS = Path("static/vendor/tabler-icons-3.51.0/icons.svg")
CURRENT = re.compile(r'href="([^"]+)" aria-current="(page|true)"')
SYMBOL = re.compile(r'<symbol id="([\w-]+)"[^>]*>(.*)</symbol>')

# A badge is told by its icon and its words; the colour only repeats them.
TONES = {
    "grey": "circle-dashed",
    "blue": "progress",
    "green": "circle-check",
    "amber": "alert-triangle",
    "red": "circle-x",
    "purple": "shield",
}
STATE_TONES = {
    "draft": "grey",
    "not_started": "grey",
    "not_applicable": "grey",
    "withdrawn": "grey",
    "retired": "grey",
    "in_review": "blue",
    "submitted": "blue",
    "evidence_given": "blue",
    "published": "green",
    "accepted": "green",
    "approved": "green",
    "live": "green",
    "changes_requested": "amber",
    "returned": "amber",
    "lapsed": "amber",
    "rejected": "red",
    "expired": "red",
    "waived": "purple",
}


@cache
def _icons() -> dict[str, SafeString]:
    """The drawing of every icon we carry, read once."""
    text = (Path(settings.BASE_DIR) / ICONS).read_text()
    return {name: mark_safe(drawing) for name, drawing in SYMBOL.findall(text)}  # noqa: S308 (our own file)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """The named icon; silent to screen readers unless it has a label."""
    drawings = _icons()
    if name not in drawings:
        near = ", ".join(get_close_matches(name, drawings, n=5, cutoff=0.4))
        raise LookupError(f"There is no icon {name!r}. Near it: {near}")
    spoken = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" {}>{}</svg>',
        f"icon {css}".rstrip(),
        spoken,
        drawings[name],
    )


@register.simple_tag
def badge(text: object, tone: str = "grey", icon_name: str = "") -> SafeString:
    """A short word about a thing: its icon and words say it, the colour repeats it."""
    return format_html(
        '<span class="badge portal-badge portal-{}">{} {}</span>',
        tone,
        icon(icon_name or TONES[tone]),
        text,
    )


@register.simple_tag
def state_badge(thing: Any, tone: str = "") -> SafeString:
    """The state of a thing in its own words; `tone` overrides the usual colour."""
    usual = STATE_TONES.get(str(thing.state), "blue")
    return badge(thing.get_state_display(), tone or usual)


@register.simple_tag(name="time")
def show_time(value: date | datetime | None, missing: str = "–") -> SafeString | str:
    """A date, or an instant in the viewer's zone, that machines can read too."""
    if not value:
        return missing
    if not isinstance(value, datetime):
        shown = date_format(value, "j M Y")
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), shown)
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        f"{date_format(local, 'j M Y H:i')} {local.tzname()}",
    )


@register.simple_tag
def ago(value: datetime | None, missing: str = "–") -> SafeString | str:
    """How long ago, or in how long; the exact instant is in the tooltip and the markup."""
    if not value:
        return missing
    local = timezone.localtime(value)
    is_past = value <= timezone.now()
    span = timesince(value, depth=1) if is_past else timeuntil(value, depth=1)
    return format_html(
        '<time datetime="{}" title="{} {}">{}</time>',
        local.isoformat(timespec="seconds"),
        date_format(local, "j M Y H:i"),
        local.tzname(),
        f"{span} ago" if is_past else f"in {span}",
    )


@register.simple_tag
def avatar(person: Any, css: str = "avatar-sm") -> SafeString:
    """The initials of a person on a colour that stays theirs; the name stands beside it."""
    name = str(getattr(person, "name", "") or person or "?")
    words = re.findall(r"\w+", name.partition("@")[0]) or ["?"]
    initials = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return format_html(
        '<span class="avatar {} portal-avatar portal-avatar-{}" aria-hidden="true">'
        "{}</span>",
        css,
        zlib.crc32(name.encode()) % 6,
        initials.upper(),
    )


@register.simple_tag
def person(who: Any, missing: str = "–") -> SafeString | str:
    """A person by initials and name, on one line."""
    if not who:
        return missing
    drawn = avatar(who, "avatar-xs")
    return format_html('<span class="portal-person">{} {}</span>', drawn, who)


@register.filter
def markdown(text: str | None) -> SafeString:
    """The text that people typed as safe HTML, in the portal's type."""
    html = render_markdown(text or "")
    return format_html('<div class="portal-prose">{}</div>', html)


@register.inclusion_tag("core/_sort_header.html", takes_context=True)
def sort_header(
    context: dict[str, Any], column: Any, target: str = "results", css: str = ""
) -> dict[str, Any]:
    """The heading of a column; a link where the list can be sorted by it."""
    sort = context.get("sort")
    is_sorted = sort is not None and sort.key == column.key
    is_descending = sort is not None and is_sorted and sort.is_descending
    query = context["request"].GET.copy()
    for name in ("page", "export"):
        query.pop(name, None)
    query["sort"] = column.key if is_descending or not is_sorted else f"-{column.key}"
    return {
        "column": column,
        "is_sorted": is_sorted,
        "is_descending": is_descending,
        "query": query.urlencode(),
        "target": target,
        "css": css,
    }


@register.inclusion_tag("core/_nav_link.html", takes_context=True)
def nav_link(
    context: dict[str, Any],
    url_name: str,
    label: str,
    icon_name: str,
    permission: str = "",
) -> dict[str, Any]:
    """An entry of the navigation; absent while its page is, or for whom it is not."""
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return {}
    user = getattr(context.get("request"), "user", None)
    if permission and not (user and user.rights.scopes(permission)):
        return {}
    path = getattr(context.get("request"), "path", "")
    return {
        "url": url,
        "label": label,
        "icon_name": icon_name,
        "is_here": path == url,
        "is_within": url != "/" and path.startswith(url),
    }


@register.simple_block_tag
def nearest_current(content: str) -> SafeString:
    """Of the entries that a page lies within, only the nearest stays marked."""
    marked = max(CURRENT.findall(content), key=lambda one: len(one[0]), default=None)

    def kept(found: re.Match[str]) -> str:
        is_nearest = marked is not None and found.group(1) == marked[0]
        return found.group() if is_nearest else f'href="{found.group(1)}"'

    return mark_safe(CURRENT.sub(kept, content))  # noqa: S308 (our own template)


@register.filter
def first_control(field: BoundField) -> str:
    """The id that a link to the field's error leads to."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the field is a single box whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether to say that the field may stay empty; in filters all may, so none says it."""
    return field.form.use_required_attribute and not field.field.required


@register.filter
def label_of(field: str) -> str:
    """A field's name as people read it."""
    return field.removesuffix("_id").replace("_", " ").capitalize()


@register.filter
def value_of(thing: object, field: str) -> object:
    """What a thing holds in a field, in words where it has them."""
    in_words = getattr(thing, f"get_{field}_display", None)
    return in_words() if in_words else getattr(thing, field, "")
