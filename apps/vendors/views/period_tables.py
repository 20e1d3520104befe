"""The columns of periods, closures, their tickets, and claims."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from apps.core.charts import Series, trend
from apps.core.lists import Column, draw_rows
from apps.core.markup import badge, fill, link, state_badge
from apps.vendors.models import Closure, Period
from apps.vendors.queries.card import LevelLine
from apps.vendors.queries.closures import ClosurePage
from apps.vendors.rules.frozen import Change
from apps.vendors.rules.scoring import Rating
from apps.vendors.rules.wording import (
    goal_text,
    money_text,
    percent_text,
)
from apps.vendors.states import PeriodState
from apps.vendors.views.portfolio_drawings import score_text

CHARTED = 3


def period_badge(one: Period) -> SafeString:
    """The state of a month; amber while a signature is missing."""
    return state_badge(one, "amber" if one.state == PeriodState.CLOSED else "")


def rating_badge(rating: Rating) -> SafeString:
    """Green, amber, red, or why not."""
    return badge(rating.label, rating.tone)


def who_acts(one: Any) -> str:
    """Whose turn it is, in words."""
    if one.closer:
        what = "restatement" if one.closures_count > 1 else "closure"
        return f"A second person signs the {what} of {one.closer}"
    if one.state == PeriodState.OPEN:
        return "A vendor manager takes it to review"
    if one.state == PeriodState.UNDER_REVIEW:
        last = one.dispute_until_on
        disputes = f"The vendor disputes until {last:%-d %b %Y}, then " if last else ""
        return f"{disputes}{'a' if last else 'A'} vendor manager closes it"
    return ""


def _score(one: Any) -> str:
    return score_text(Decimal(one.score)) if one.score else ""


PERIODS = [
    Column(
        "service",
        "Service",
        lambda one: one.service.name,
        "service__name",
        cell=lambda one: link(one.get_absolute_url(), one.service.name),
        is_head=True,
    ),
    Column(
        "vendor",
        "Vendor",
        lambda one: one.service.contract.vendor.name,
        "service__contract__vendor__name",
    ),
    Column("month", "Month", lambda one: f"{one.month:%b %Y}", "month"),
    Column(
        "state", "State", lambda one: one.get_state_display(), "state", period_badge
    ),
    Column("score", "Closed score", _score, css="num"),
    Column(
        "rating",
        "Rating",
        lambda one: Rating(one.rating).label if one.rating else "",
        cell=lambda one: rating_badge(Rating(one.rating)) if one.rating else "",
    ),
    Column("acts", "Who must act", who_acts),
]
CLAIMS = [
    Column(
        "number",
        "Claim",
        lambda one: one.number,
        "number",
        cell=lambda one: link(one.get_absolute_url(), one.number),
        is_head=True,
    ),
    Column(
        "vendor",
        "Vendor",
        lambda one: one.closure.period.service.contract.vendor.name,
        "closure__period__service__contract__vendor__name",
    ),
    Column(
        "service",
        "Service",
        lambda one: one.closure.period.service.name,
        "closure__period__service__name",
    ),
    Column(
        "month",
        "Month",
        lambda one: f"{one.closure.period.month:%b %Y}",
        "closure__period__month",
    ),
    Column("state", "State", lambda one: one.get_state_display(), "state", state_badge),
    Column(
        "amount",
        "Amount",
        lambda one: one.amount,
        "amount",
        cell=lambda one: money_text(one.amount, one.currency),
        css="num text-nowrap",
    ),
    Column("currency", "Currency", lambda one: one.currency, only_exported=True),
    Column("at", "Drawn up", lambda one: one.at, "at"),
    Column("settlement", "Credit note", lambda one: one.settlement),
]


def _volume(one: LevelLine) -> object:
    return one.counts.volume if one.level.counts_tickets else ""


def _breached(one: LevelLine) -> object:
    counts = one.counts
    return counts.breached - counts.accepted_breached if counts.volume else ""


def _excluded(one: LevelLine) -> object:
    return one.counts.accepted_met + one.counts.accepted_breached or ""


LINES = [
    Column("level", "Level", lambda one: one.level.name, is_head=True),
    Column("goal", "Goal", lambda one: goal_text(one.terms.goal), css="num"),
    Column("agreed", "Agreed", lambda one: percent_text(one.percent), css="num"),
    Column("reported", "Reported", lambda one: percent_text(one.reported), css="num"),
    Column("volume", "Tickets", _volume, css="num"),
    Column("breached", "Breached", _breached, css="num"),
    Column("excluded", "Excluded", _excluded, css="num"),
    Column(
        "mark",
        "Mark",
        lambda one: one.rating.label,
        cell=lambda one: rating_badge(one.rating),
    ),
]
CHANGES = [
    Column("of", "Of", lambda one: one.of, is_head=True),
    Column("what", "Figure", lambda one: one.what),
    Column("before", "Was", lambda one: one.before, css="num"),
    Column("after", "Is", lambda one: one.after, css="num"),
]


def draw_changes(changes: Sequence[Change]) -> SafeString:
    """What differs, figure by figure."""
    return draw_rows(changes, CHANGES)


def draw_lines(page: ClosurePage) -> SafeString:
    """The levels as they were closed."""
    return draw_rows(page.card.lines, LINES)


def draw_credit(page: ClosurePage) -> SafeString:
    """What each missed level cost."""
    currency = page.found.figures["currency"]
    rows = (
        fill(
            '<tr><th scope="row">{}</th><td class="num">{}</td><td>{}</td>'
            '<td class="num">{}</td></tr>',
            one.name,
            percent_text(one.percent),
            f"below {goal_text(one.band.below)}: {goal_text(one.band.credit)}",
            money_text(one.amount, currency),
        )
        for one in page.card.credit.lines
    )
    return SafeString("".join(rows))


def draw_due(page: ClosurePage) -> str:
    """What is due, and of which charge, in words."""
    figures, currency = page.found.figures, page.found.figures["currency"]
    due = money_text(page.card.credit.due, currency)
    charge = money_text(Decimal(figures["charge"]), currency)
    capped = " (capped)" if page.card.credit.is_capped else ""
    return f"Due: {due}{capped}, of a charge of {charge}."


def draw_trend(closure: Closure) -> SafeString:
    """The score and the first levels over thirteen months, as they were closed."""
    months = closure.figures["trend"]
    lines = closure.figures["lines"][:CHARTED]
    named = [("Score", [one["score"] for one in months])]
    for line in lines:
        values = [one["levels"].get(line["slug"]) for one in months]
        named.append((line["name"], values))
    series = [
        Series(name, [None if v is None else round(float(v), 1) for v in values])
        for name, values in named
    ]
    known = [v for one in series for v in one.values if v is not None]
    lowest = min(int(min(known, default=0) // 10) * 10, 90)
    labels = month_labels(months)
    return trend("Thirteen months", labels, series, unit="%", lowest=lowest)


def month_labels(months: Sequence[dict[str, Any]]) -> list[str]:
    """Oct 26, from 2026-10-01."""
    return [f"{date.fromisoformat(one['month']):%b %y}" for one in months]
