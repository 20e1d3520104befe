"""A scorecard as its page of paper reads it: words and numbers, ready to be set."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from apps.core.markup import day_text
from apps.vendors.models import Closure, ManagedService, ServiceLevel
from apps.vendors.queries.card import LevelLine
from apps.vendors.queries.closing import written_figures
from apps.vendors.queries.frozen import decimal, frozen_card
from apps.vendors.queries.scorecard import trend
from apps.vendors.rules.frozen import Written
from apps.vendors.rules.scoring import Rating
from apps.vendors.rules.wording import (
    NOTHING,
    breaches_words,
    goal_text,
    money_text,
    percent_text,
    span_words,
)

Measure = ServiceLevel.Measure


def closure_paper(found: Closure, *, with_money: bool) -> Written:
    """A closure on paper; from what it holds and from nothing else."""
    card = frozen_card(found.period.service, found)
    signed = (
        f", signed by {found.signed_by} on {day_text(found.signed_at)}"
        if found.signed_by and found.signed_at
        else ", waits for the second signature"
    )
    status = f"Closed by {found.closed_by} on {day_text(found.closed_at)}{signed}."
    return {
        **_paper(found.figures, card.lines, with_money=with_money),
        "kind": found.title,
        "status": status,
        "reason": found.reason,
        "digest": found.digest,
    }


def running_paper(
    service: ManagedService, month: date, now: datetime, *, with_money: bool
) -> Written:
    """A month that is not closed, by what is known now."""
    cards = trend(service, month)
    figures = written_figures(cards[-1], cards)
    return {
        **_paper(figures, cards[-1].lines, with_money=with_money),
        "kind": "Not closed",
        "status": f"Figures as of {day_text(now)} {now:%H:%M} UTC. They may change.",
        "reason": "",
        "digest": "",
    }


def _paper(
    figures: Mapping[str, Any], lines: Sequence[LevelLine], *, with_money: bool
) -> Written:
    month = date.fromisoformat(figures["month"])
    score = decimal(figures["score"])
    return {
        "service": figures["service"],
        "vendor": figures["vendor"],
        "contract": figures["contract"],
        "month": f"{month:%B %Y}",
        "score": NOTHING if score is None else f"{score:.1f}",
        "rating": _rating(figures["rating"]),
        "lines": [_line(one, figures["trend"]) for one in lines],
        "trend": [_month(one) for one in figures["trend"]],
        "money": _money(figures) if with_money else None,
    }


def _rating(written: str) -> dict[str, str]:
    rating = Rating(written)
    return {"key": rating.value, "label": rating.label}


def _line(line: LevelLine, months: Sequence[Mapping[str, Any]]) -> Written:
    counts, is_counted = line.counts, line.level.counts_tickets
    breached = counts.breached - counts.accepted_breached
    excluded = counts.accepted_met + counts.accepted_breached
    history = (one["levels"].get(line.level.slug) for one in months)
    return {
        "name": line.level.name,
        "goal": goal_text(line.terms.goal),
        "agreed": percent_text(line.percent),
        "reported": percent_text(line.reported),
        "volume": f"{counts.volume:,}" if is_counted else "",
        "breached": f"{breached:,}" if is_counted else "",
        "excluded": f"{excluded:,}" if is_counted and excluded else "",
        "rating": _rating(line.rating),
        "distance": _distance(line),
        "share": None if line.percent is None else float(line.percent),
        "goal_share": float(line.terms.goal),
        "history": [None if v is None else float(v) for v in history],
    }


def _distance(line: LevelLine) -> str:
    """How far it was from its goal, in what it counts."""
    figure = line.figure
    if line.level.measure == Measure.AVAILABILITY and figure:
        return f"{span_words(figure.down_seconds or 0)} down"
    return "" if line.to_goal is None else breaches_words(line.to_goal)


def _month(written: Mapping[str, Any]) -> Written:
    month, score = date.fromisoformat(written["month"]), written["score"]
    return {
        "label": f"{month:%b}",
        "year": f"{month:%y}",
        "score": None if score is None else float(score),
        "shown": "" if score is None else f"{Decimal(score):.1f}",
        "rating": written["rating"],
    }


def _money(figures: Mapping[str, Any]) -> Written:
    currency, credit = figures["currency"], figures["credit"]

    def text(amount: str) -> str:
        return money_text(Decimal(amount), currency)

    is_capped = Decimal(credit["total"]) > Decimal(credit["cap"])
    return {
        "charge": text(figures["charge"]),
        "cap": text(credit["cap"]),
        "due": text(credit["due"]),
        "is_capped": is_capped,
        "lines": [
            [
                one["name"],
                percent_text(Decimal(one["percent"])),
                f"below {goal_text(Decimal(one['below']))}:"
                f" {goal_text(Decimal(one['credit']))}",
                text(one["amount"]),
            ]
            for one in credit["lines"]
        ],
    }
