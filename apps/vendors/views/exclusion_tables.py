"""The columns of the vendors' tables: what each shows, exports and sorts by."""

from datetime import date
from typing import Any

from django.urls import reverse

from apps.core.lists import Column
from apps.core.markup import ago, badge, fill, link, show_time, stacked, state_badge
from apps.vendors.models import Exclusion, Verdict
from apps.vendors.queries.effects import Effect
from apps.vendors.queries.exclusions import is_late
from apps.vendors.queries.scorecard import LevelLine, Scorecard
from apps.vendors.rules.scoring import Rating
from apps.vendors.rules.wording import (
    NOTHING,
    breaches_words,
    money_text,
    percent_text,
    span_words,
)
from apps.vendors.states import ExclusionState, Outcome

OUTCOME_TONES = {Outcome.MET: "green", Outcome.BREACHED: "red"}


def month_text(month: date | None) -> str:
    """A month as people write it: October 2026."""
    return f"{month:%B %Y}" if month else ""


def outcome_badge(outcome: int | None) -> str:
    """What the clock says, in its own words."""
    if outcome is None:
        return ""
    found = Outcome(outcome)
    return badge(found.label, OUTCOME_TONES.get(found, "grey"))


def effect_rows(effect: Effect, *, with_money: bool) -> list[tuple[str, Any, Any]]:
    """The figures of an effect: what, as it is, as it would be."""
    line, after = effect.line, effect.line_after
    card, card_after = effect.card, effect.card_after
    text = percent_text
    rows: list[tuple[str, Any, Any]] = [
        ("Reported attainment", text(line.reported), text(after.reported)),
        ("Agreed attainment", text(line.percent), text(after.percent)),
        ("Disputed attainment", text(line.disputed), text(after.disputed)),
        ("Tickets that count", line.counts.volume, after.counts.volume),
        ("Distance to goal", _distance(line), _distance(after)),
        ("Level", _mark(line.rating), _mark(after.rating)),
        ("Scorecard", _mark(card.rating), _mark(card_after.rating)),
        ("Score", _score(card), _score(card_after)),
    ]
    if with_money:
        rows.append(("Service credit", _credit(card), _credit(card_after)))
    return rows


def _mark(rating: Rating) -> str:
    return badge(rating.label, rating.tone)


def _distance(line: LevelLine) -> str:
    return NOTHING if line.to_goal is None else breaches_words(line.to_goal)


def _score(card: Scorecard) -> str:
    return NOTHING if card.score is None else f"{card.score:.1f}"


def _credit(card: Scorecard) -> str:
    return money_text(card.credit.due, card.service.contract.currency)


def clock_facts(verdict: Verdict) -> list[tuple[str, Any]]:
    """A ticket and what the clock says of it: what, and the value."""
    ticket, target = verdict.ticket, verdict.version.target_seconds
    rows: list[tuple[str, Any]] = [
        ("Verdict", outcome_badge(verdict.outcome)),
        ("Priority", ticket.priority or NOTHING),
        ("Opened", show_time(ticket.opened_at)),
        ("First response", show_time(ticket.first_response_at)),
        ("Resolved", show_time(ticket.resolved_at)),
        ("Category", ticket.category or NOTHING),
        ("Group", ticket.group or NOTHING),
    ]
    if verdict.level.is_timed:
        rows += [
            ("Elapsed, working time", span_words(verdict.elapsed_seconds)),
            ("Paused, working time", span_words(verdict.paused_seconds)),
            ("Target", span_words(target) if target else NOTHING),
            ("Due", show_time(verdict.due_at)),
        ]
    return rows


def answers(one: Exclusion) -> str:
    """Who must answer: the reader, the bank, or nobody any more."""
    if one.state != ExclusionState.PROPOSED:
        return ""
    return "You" if getattr(one, "is_yours", False) else "The bank"


def late_badge(one: Exclusion) -> str:
    """That it stands in none of its frozen month's figures yet."""
    return badge("Late", "amber") if is_late(one) else ""


def _who(one: Exclusion) -> str:
    who = answers(one)
    return badge(who, "amber") if who == "You" else who


def _answer(one: Exclusion) -> object:
    """Who must answer and by when; nothing once it is settled."""
    if one.state != ExclusionState.PROPOSED:
        return None
    return stacked(_who(one), ago(one.answer_by_at))


EXCLUSIONS = [
    Column(
        "ticket",
        "Ticket",
        lambda one: one.ticket.number,
        sort="ticket__number",
        cell=lambda one: link(
            reverse("vendors:exclusion", args=[one.pk]), one.ticket.number
        ),
        is_head=True,
    ),
    Column(
        "vendor",
        "Vendor",
        lambda one: one.level.service.contract.vendor.name,
        sort="level__service__contract__vendor__name",
        only_exported=True,
    ),
    Column(
        "service",
        "Service",
        lambda one: one.level.service.name,
        sort="level__service__name",
        cell=lambda one: stacked(
            one.level.service.name, one.level.service.contract.vendor.name
        ),
    ),
    Column("level", "Service level", lambda one: one.level.name, sort="level__name"),
    Column(
        "month",
        "Month",
        lambda one: month_text(one.month),
        sort="month",
        cell=lambda one: fill(
            "{} {}", f"{one.month:%b %Y}" if one.month else "", late_badge(one)
        ),
    ),
    Column(
        "outcome",
        "Verdict",
        lambda one: Outcome(one.outcome).label if one.outcome else "",
        sort="outcome",
        cell=lambda one: outcome_badge(one.outcome),
    ),
    Column("reason", "Reason", lambda one: one.get_reason_display(), sort="reason"),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        sort="state",
        cell=state_badge,
    ),
    Column(
        "proposed_by",
        "Proposed by",
        lambda one: str(one.proposed_by),
        sort="proposed_by__name",
        only_exported=True,
    ),
    Column(
        "proposed",
        "Proposed",
        lambda one: one.proposed_at,
        sort="proposed_at",
        cell=lambda one: stacked(one.proposed_by, ago(one.proposed_at)),
    ),
    Column("who", "Who must answer", answers, only_exported=True),
    Column(
        "answer_by",
        "Answer by",
        lambda one: one.answer_by_at,
        sort="answer_by_at",
        cell=_answer,
    ),
]
