"""The columns of the lists of facts, connectors and checks."""

from django.utils.safestring import SafeString

from apps.core.charts import spark
from apps.core.lists import Column
from apps.core.markup import ago, badge, fill, link, stacked
from apps.facts.queries.pages import Line
from apps.facts.views.drawings import in_words


def freshness(line: Line) -> SafeString:
    """Whether the value can be relied on, and what went wrong if not."""
    if line.is_fresh:
        return badge("Fresh", "green", "check")
    if line.fact.error:
        return stacked(badge("Stale", "amber", "clock"), line.fact.error)
    return badge("Stale", "amber", "clock")


def source(line: Line) -> object:
    """Who said so, with the way there."""
    if not line.fact.url:
        return line.fact.source
    return fill(
        '<a href="{}" rel="noopener noreferrer external">{}</a>',
        line.fact.url,
        line.fact.source,
    )


FACTS = [
    Column(
        "name",
        "Fact",
        lambda line: line.fact.kind.title,
        cell=lambda line: link(line.fact.get_absolute_url(), line.fact.kind.title),
        is_head=True,
    ),
    Column("value", "Value", lambda line: in_words(line.fact)),
    Column(
        "lately",
        "Lately",
        lambda line: line.fact.value,
        cell=lambda line: spark(line.fact.kind.title, line.values),
    ),
    Column(
        "measured_at",
        "Measured",
        lambda line: line.fact.measured_at,
        cell=lambda line: ago(line.fact.measured_at),
    ),
    Column("is_fresh", "Trust", lambda line: line.is_fresh, cell=freshness),
    Column("source", "Source", lambda line: line.fact.source, cell=source),
]
CHANGES = [
    Column(
        "measured_at",
        "From",
        lambda one: one.measured_at,
        sort="measured_at",
        is_head=True,
    ),
    Column("value", "Value", lambda one: one.value, sort="value"),
    Column("source", "Source", lambda one: one.source, sort="source"),
]
