"""Months side by side: as they were, and as they would have been."""

from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.charts import Series, trend
from apps.core.lists import Column, draw_rows
from apps.core.markup import badge, link
from apps.vendors.models import ManagedService
from apps.vendors.queries.card import LevelLine, Scorecard
from apps.vendors.queries.what_if import Compared, WhatIf
from apps.vendors.rules.wording import NOTHING, money_text, percent_text


def _counted(line: LevelLine) -> str:
    counts = line.counts
    breached = counts.breached - counts.accepted_breached
    return f"{breached:,} of {counts.volume:,}"


def _mark(line: LevelLine | Scorecard) -> SafeString:
    return badge(line.rating.label, line.rating.tone)


def _score(card: Scorecard) -> str:
    return percent_text(card.score).removesuffix(" %")


def _moved(one: Compared) -> str:
    was, would_be = one.was.percent, one.would_be.percent
    if was is None or would_be is None:
        return NOTHING
    points = round(would_be - was, 2)
    return f"{points:+}".replace("-", "−") if points else "0"


MONEY = [
    Column("credit", "Credit", lambda one: f"{one.real.credit.due:,.2f}", css="num"),
    Column(
        "new_credit",
        "New credit",
        lambda one: f"{one.other.credit.due:,.2f}",
        css="num",
    ),
]


def draw_compared(
    found: WhatIf, service: ManagedService, *, sees_money: bool
) -> SafeString:
    """The body of the table, the newest month first."""
    columns = [
        Column(
            "month",
            "Month",
            lambda one: one.month,
            cell=lambda one: link(
                reverse("vendors:scorecard", args=[service.slug, one.month]),
                f"{one.month:%b %Y}",
            ),
            is_head=True,
        ),
        Column("was", "Was", lambda one: percent_text(one.was.percent), css="num"),
        Column("was_counts", "Breached", lambda one: _counted(one.was), css="num"),
        Column("was_mark", "Mark", lambda one: _mark(one.was)),
        Column("is", "Is", lambda one: percent_text(one.would_be.percent), css="num"),
        Column("is_counts", "Breached", lambda one: _counted(one.would_be), css="num"),
        Column("is_mark", "Mark", lambda one: _mark(one.would_be)),
        Column("moved", "Points", _moved, css="num"),
        Column("score", "Score", lambda one: _score(one.real), css="num"),
        Column("new_score", "New score", lambda one: _score(one.other), css="num"),
    ]
    if sees_money:
        columns += MONEY
    return draw_rows(reversed(found.rows), columns)


def _value(percent: Decimal | None) -> float | None:
    return None if percent is None else round(float(percent), 1)


def draw_lines(found: WhatIf) -> SafeString:
    """The level's attainment through the months, both ways."""
    series = [
        Series("As it was", [_value(one.was.percent) for one in found.rows]),
        Series("What if", [_value(one.would_be.percent) for one in found.rows]),
    ]
    known = [v for one in series for v in one.values if v is not None]
    lowest = min(int(min(known, default=0) // 10) * 10, 90)
    labels = [f"{one.month:%b %y}" for one in found.rows]
    goal = float(found.rows[-1].would_be.terms.goal) if found.rows else None
    title = "Attainment, as it was and what if"
    return trend(title, labels, series, unit="%", goal=goal, lowest=lowest)


def summary(found: WhatIf, service: ManagedService, *, sees_money: bool) -> str:
    """What it comes to in a sentence."""
    was, would_be = found.greens
    months = len(found.rows)
    said = f"{would_be} of {months} months green instead of {was}"
    if not sees_money:
        return f"{said}."
    currency = service.contract.currency
    paid, would_pay = (money_text(one, currency) for one in found.credits)
    return f"{said}; service credits of {would_pay} instead of {paid}."
