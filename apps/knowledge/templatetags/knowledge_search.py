"""What was found, with the words that were asked marked."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from apps.core.markup import fill
from apps.knowledge.rules.search.snippets import Bit

register = template.Library()


@register.simple_tag
def bits(found: Iterable[Bit]) -> SafeString:
    """Runs of text, those that were asked as <mark>."""
    return format_html_join(
        "",
        "{}",
        (
            (fill("<mark>{}</mark>", one.text) if one.is_marked else one.text,)
            for one in found
        ),
    )
