"""The states of articles, as the lists say them."""

from django import template

from apps.knowledge.queries.badges import (
    confidence_badge,
    standing_badge,
    work_badge,
)

register = template.Library()

register.simple_tag(standing_badge)
register.simple_tag(work_badge)
register.simple_tag(confidence_badge)
