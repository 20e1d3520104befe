"""The columns of the lists of facts, connectors and checks."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from apps.core.charts import spark
from apps.core.lists import Column
from apps.core.markup import ago, badge, fill, link, show_time, stacked
from apps.facts.models import Check, Connector, Fact, Probe
from apps.facts.queries.pages import Line
from apps.facts.rules.kinds import in_words
from apps.facts.rules.schedule import interval
from apps.facts.views.drawings import drawn_value


def freshness(fact: Fact) -> SafeString:
    """Whether the value can be relied on, and what went wrong if not."""
    if fact.is_fresh(timezone.now()):
        return badge("Fresh", "green", "check")
    stale = badge("Stale", "amber", "clock")
    return stacked(stale, fact.error) if fact.error else stale


def source(fact: Fact) -> object:
    """Who said so, with the way there."""
    if not fact.url:
        return fact.source
    return fill(
        '<a href="{}" rel="noopener noreferrer external">{}</a>', fact.url, fact.source
    )


def _trust(fact: Fact) -> str:
    return "fresh" if fact.is_fresh(timezone.now()) else "stale"


def _spark(line: Line) -> object:
    """How it moved, where it did."""
    is_moving = len(line.values) > 1
    return spark(f"{line.fact.kind.title} lately", line.values) if is_moving else "–"


FACTS = [
    Column(
        "name",
        "Fact",
        lambda line: line.fact.kind.title,
        cell=lambda line: link(line.fact.get_absolute_url(), line.fact.kind.title),
        is_head=True,
    ),
    Column(
        "value",
        "Value",
        lambda line: line.fact.value,
        cell=lambda line: drawn_value(line.fact),
        css="text-nowrap",
    ),
    Column("lately", "Lately", lambda line: "", cell=_spark),
    Column("measured_at", "Measured", lambda line: line.fact.measured_at),
    Column("trust", "Trust", lambda line: "", cell=lambda line: freshness(line.fact)),
    Column("source", "Source", lambda line: "", cell=lambda line: source(line.fact)),
]


LISTED = [
    Column(
        "name",
        "Fact",
        lambda one: one.name,
        sort="name",
        cell=lambda one: link(one.get_absolute_url(), one.kind.title),
        is_head=True,
    ),
    Column(
        "application",
        "Application",
        lambda one: one.application.name,
        sort="application__name",
        cell=lambda one: link(_facts_url(one), one.application.name),
    ),
    Column(
        "value",
        "Value",
        lambda one: one.value,
        sort="number",
        cell=drawn_value,
        css="text-nowrap",
    ),
    Column("unit", "Unit", lambda one: one.kind.unit, only_exported=True),
    Column("measured_at", "Measured", lambda one: one.measured_at, sort="measured_at"),
    Column("trust", "Trust", _trust, cell=freshness),
    Column("source", "Source", lambda one: one.source, sort="source", cell=source),
]


def _facts_url(one: Fact) -> str:
    return reverse("facts:application", args=[one.application.code])


CHANGES = [
    Column(
        "measured_at",
        "From",
        lambda one: one.measured_at,
        sort="measured_at",
        cell=lambda one: show_time(one.measured_at),
        is_head=True,
    ),
    Column(
        "value",
        "Value",
        lambda one: one.value,
        sort="value",
        cell=lambda one: in_words(one.fact.name, one.value),
    ),
    Column("source", "Source", lambda one: one.source, sort="source"),
]


def connector_health(one: Connector) -> SafeString:
    """Whether it answers, and what it said last if not."""
    if not one.is_on:
        return badge("Switched off", "grey", "player-pause")
    if one.failing_since:
        return stacked(badge("Does not answer", "red", "circle-x"), one.last_error)
    if one.last_error:
        return stacked(badge("In trouble", "amber", "alert-triangle"), one.last_error)
    if one.answered_at:
        return badge("Well", "green", "check")
    return badge("Not asked yet", "grey", "clock")


CONNECTORS = [
    Column(
        "name",
        "Connector",
        lambda one: one.name,
        sort="name",
        cell=lambda one: link(one.get_absolute_url(), one.name),
        is_head=True,
    ),
    Column(
        "health",
        "Health",
        lambda one: one.last_error or "well",
        sort="failing_since",
        cell=connector_health,
    ),
    Column("kind", "Kind", lambda one: one.get_kind_display(), sort="kind"),
    Column(
        "platform", "Platform", lambda one: one.platform.name, sort="platform__name"
    ),
    Column(
        "environment", "Environment", lambda one: one.environment, sort="environment"
    ),
    Column("checks", "Checks", lambda one: one.checks_count, sort="checks_count"),
    Column("answered_at", "Answered", lambda one: one.answered_at, sort="answered_at"),
]


def check_health(one: Any) -> SafeString:
    """Of how many applications it fails."""
    if not one.is_on:
        return badge("Switched off", "grey", "player-pause")
    if one.failing_count:
        words = f"{one.failing_count} of {one.probes_count} failing"
        return badge(words, "amber", "alert-triangle")
    if one.connector_id and not one.probes_count:
        return badge("Not asked yet", "grey", "clock")
    return badge("Well", "green", "check")


def asked_of(one: Check) -> str:
    """One application, all of a platform, or all there are."""
    if one.application:
        return one.application.name
    return f"All on {one.connector.platform}" if one.connector else "All"


EVERY = Column(
    "every_minutes",
    "Every",
    lambda one: interval(one.every_minutes),
    sort="every_minutes",
    css="text-nowrap",
)
CHECKS = [
    Column(
        "name",
        "Fact",
        lambda one: one.name,
        sort="name",
        cell=lambda one: stacked(link(one.get_absolute_url(), one), one.name),
        is_head=True,
    ),
    Column(
        "connector",
        "Asks",
        lambda one: one.connector.name if one.connector else "The portal",
        sort="connector__name",
        cell=lambda one: (
            link(one.connector.get_absolute_url(), one.connector)
            if one.connector
            else "The portal"
        ),
    ),
    Column("of", "About", asked_of),
    EVERY,
    Column(
        "health",
        "Health",
        lambda one: one.failing_count,
        sort="failing_count",
        cell=check_health,
    ),
]


OF_CONNECTOR = [
    Column(
        "name",
        "Fact",
        lambda one: one.name,
        cell=lambda one: link(one.get_absolute_url(), one),
        is_head=True,
    ),
    Column("of", "About", asked_of),
    Column(
        "query",
        "Asks",
        lambda one: one.query,
        cell=lambda one: fill(
            '<code class="text-break">{}</code>', Truncator(one.query).chars(90)
        ),
        css="portal-wide",
    ),
    EVERY,
    Column("health", "Health", lambda one: one.failing_count, cell=check_health),
]


def probe_health(one: Probe) -> SafeString:
    """How the last question went."""
    if one.error:
        return stacked(badge("Failed", "amber", "alert-triangle"), one.error)
    if one.ran_at:
        return badge("Well", "green", "check")
    return badge("Not asked yet", "grey", "clock")


PROBES = [
    Column(
        "application",
        "Application",
        lambda one: one.application.name,
        sort="application__name",
        cell=lambda one: link(one.application.get_absolute_url(), one.application),
        is_head=True,
    ),
    Column("health", "Health", lambda one: one.error or "well", cell=probe_health),
    Column("failures", "Failures in a row", lambda one: one.failures, sort="failures"),
    Column("ran_at", "Asked", lambda one: one.ran_at, sort="ran_at"),
    Column(
        "next_run_at",
        "Next",
        lambda one: one.next_run_at,
        sort="next_run_at",
        cell=lambda one: ago(one.next_run_at),
    ),
]
