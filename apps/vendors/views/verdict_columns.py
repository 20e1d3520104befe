"""The columns of verdicts: tickets under a level."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import badge, fill, link, show_time, stacked
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
    ticket = one.ticket
    return _named(ticket.number, ticket.title, ticket.get_absolute_url())


def _frozen(one: Any) -> SafeString:
    """Its number; a link while the ticket is still there."""
    url = reverse("vendors:ticket", args=[one.ticket_pk]) if one.ticket_pk else ""
    return _named(one.number, one.ticket_title or "", url)


def _named(number: str, title: str, url: str) -> SafeString:
    return stacked(link(url, number) if url else number, title)


def _over(one: Any) -> str:
    """How far beyond its target, or how much was left."""
    if one.over_seconds is None:
        return NOTHING
    if one.over_seconds > 0:
        return f"{span_words(one.over_seconds)} over"
    return f"{span_words(-one.over_seconds)} left"


def _stopped(one: Any) -> object:
    return fill("to {}", show_time(one.stopped_at)) if one.stopped_at else "runs"


def _of_ticket(
    path: str, of: Callable[[Any], Any], cell: Callable[[Any], SafeString]
) -> tuple[Column, list[Column]]:
    """What is the ticket's own: `path` leads, and `of` takes, from a row to it."""
    head = Column(
        "ticket",
        "Ticket",
        lambda one: of(one).number,
        f"{path}number",
        cell=cell,
        is_head=True,
    )
    facts = [
        Column("priority", "Priority", lambda one: of(one).priority, f"{path}priority"),
        Column(
            "group",
            "Group",
            lambda one: of(one).group,
            f"{path}group",
            cell=lambda one: stacked(of(one).group, of(one).category),
        ),
        Column(
            "category",
            "Category",
            lambda one: of(one).category,
            f"{path}category",
            only_exported=True,
        ),
    ]
    return head, facts


CLOCK = [
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
]
ENDS = [
    Column(
        "started",
        "Clock started",
        lambda one: one.started_at,
        "started_at",
        cell=lambda one: stacked(show_time(one.started_at), _stopped(one)),
    ),
    Column(
        "stopped",
        "Clock stopped",
        lambda one: one.stopped_at,
        "stopped_at",
        only_exported=True,
    ),
]
HEAD, FACTS = _of_ticket("ticket__", lambda one: one.ticket, _ticket)
CLOSED_HEAD, CLOSED_FACTS = _of_ticket("", lambda one: one, _frozen)
VERDICTS = [HEAD, *CLOCK, *FACTS, *ENDS]
CLOSED_VERDICTS = [CLOSED_HEAD, *CLOCK, *CLOSED_FACTS, *ENDS]
