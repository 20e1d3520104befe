"""The columns of verdicts: tickets under a level."""

from typing import Any

from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import badge, fill, link, show_time
from apps.vendors.models import Verdict
from apps.vendors.rules.wording import NOTHING, span_words
from apps.vendors.states import ExclusionState, Outcome

TONES = {
    Outcome.MET: "green",
    Outcome.BREACHED: "red",
    Outcome.RUNNING: "blue",
    Outcome.UNMEASURED: "grey",
}


def outcome_badge(outcome: int) -> SafeString:
    """What the clock says, as a badge."""
    found = Outcome(outcome)
    return badge(found.label, TONES[found])


def _outcome(one: Any) -> SafeString:
    """The outcome, and whether the ticket is left out."""
    drawn = outcome_badge(one.outcome)
    if one.exclusion_state == ExclusionState.ACCEPTED:
        return fill("{} {}", badge("Excluded", "purple"), drawn)
    if one.exclusion_state == ExclusionState.PROPOSED:
        return fill("{} {}", drawn, badge("In dispute", "amber"))
    return drawn


def _said(one: Any) -> str:
    """The outcome as a file says it."""
    is_excluded = one.exclusion_state == ExclusionState.ACCEPTED
    return "Excluded" if is_excluded else str(one.get_outcome_display())


def _ticket(one: Verdict) -> SafeString:
    return fill(
        '{}<div class="text-secondary small fw-normal">{}</div>',
        link(one.ticket.get_absolute_url(), one.ticket.number),
        one.ticket.title,
    )


def _over(one: Any) -> str:
    """How far beyond its target, or how much was left."""
    if one.over_seconds is None:
        return NOTHING
    if one.over_seconds > 0:
        return f"{span_words(one.over_seconds)} over"
    return f"{span_words(-one.over_seconds)} left"


VERDICTS = [
    Column(
        "ticket",
        "Ticket",
        lambda one: one.ticket.number,
        "ticket__number",
        cell=_ticket,
        is_head=True,
    ),
    Column("outcome", "Outcome", _said, "outcome", cell=_outcome),
    Column(
        "elapsed",
        "Elapsed, hours",
        lambda one: round(one.elapsed_seconds / 3600, 2),
        "elapsed_seconds",
        cell=lambda one: span_words(one.elapsed_seconds),
        css="num",
    ),
    Column(
        "paused",
        "Paused, hours",
        lambda one: round(one.paused_seconds / 3600, 2),
        "paused_seconds",
        cell=lambda one: span_words(one.paused_seconds),
        css="num",
    ),
    Column(
        "over",
        "Against the target",
        lambda one: None if one.over_seconds is None else one.over_seconds / 3600,
        "over_seconds",
        cell=_over,
        css="num",
    ),
    Column("priority", "Priority", lambda one: one.ticket.priority, "ticket__priority"),
    Column("group", "Group", lambda one: one.ticket.group, "ticket__group"),
    Column("category", "Category", lambda one: one.ticket.category, "ticket__category"),
    Column(
        "started",
        "Clock started",
        lambda one: one.started_at,
        "started_at",
        cell=lambda one: show_time(one.started_at),
    ),
    Column(
        "stopped",
        "Clock stopped",
        lambda one: one.stopped_at,
        "stopped_at",
        cell=lambda one: show_time(one.stopped_at),
    ),
]
