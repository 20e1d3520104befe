"""The tables and charts of a scorecard, drawn in Python."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.charts import Series, spark, trend
from apps.core.lists import Column, draw_rows
from apps.core.markup import badge, escaped, fill, icon, link
from apps.vendors.queries.scorecard import LevelLine, Scorecard
from apps.vendors.queries.scorecard_page import CHARTED_LEVELS, ScorecardPage
from apps.vendors.rules.scoring import Rating
from apps.vendors.rules.wording import NOTHING, goal_text, money_text, percent_text

ICONS = {
    Rating.GREEN: "circle-check",
    Rating.AMBER: "alert-triangle",
    Rating.RED: "circle-x",
}


@dataclass(frozen=True)
class LevelRow:
    """A line of a scorecard with where it leads and how it moved."""

    line: LevelLine
    url: str
    values: list[Decimal | None]


def level_rows(page: ScorecardPage) -> list[LevelRow]:
    """The month's levels."""
    found = []
    for row in page.rows:
        args = [page.card.service.slug, page.month, row.line.level.slug]
        url = reverse("vendors:scorecard_level", args=args)
        found.append(LevelRow(row.line, url, row.values))
    return found


def _name(row: LevelRow) -> SafeString:
    level, terms = row.line.level, row.line.terms
    said = [level.get_agreement_display(), level.get_measure_display().lower()]
    if terms.weight != 1:
        said.append(f"weight {terms.weight.normalize():f}")
    if terms.is_critical:
        said.append("critical")
    name = link(row.url, level.name) if level.counts_tickets else level.name
    return fill(
        '{}<div class="text-secondary small fw-normal">{}</div>', name, ", ".join(said)
    )


def _share(line: LevelLine, percent: Decimal | None) -> str:
    """To as many places as the goal has, but at least two."""
    exponent = line.terms.goal.normalize().as_tuple().exponent
    return percent_text(percent, max(2, -int(exponent)))


def _volume(row: LevelRow) -> str:
    line = row.line
    if not line.level.counts_tickets:
        return NOTHING
    return f"{line.counts.volume:,}"


def _breached(row: LevelRow) -> str:
    counts = row.line.counts
    if not row.line.level.counts_tickets:
        return NOTHING
    return f"{counts.breached - counts.accepted_breached:,}"


def _moved(row: LevelRow) -> SafeString:
    values = [None if one is None else float(one) for one in row.values]
    label = f"{row.line.level.name}, thirteen months"
    return spark(label, values, goal=float(row.line.terms.goal))


def _mark(row: LevelRow) -> SafeString:
    return badge(row.line.rating.label, row.line.rating.tone)


LEVELS = [
    Column("level", "Level", lambda row: row.line.level.name, cell=_name, is_head=True),
    Column("goal", "Goal", lambda row: goal_text(row.line.terms.goal), css="num"),
    Column(
        "agreed",
        "Agreed",
        lambda row: row.line.percent,
        cell=lambda row: fill(
            "<strong>{}</strong>", _share(row.line, row.line.percent)
        ),
        css="num",
    ),
    Column(
        "reported",
        "Reported",
        lambda row: _share(row.line, row.line.reported),
        css="num",
    ),
    Column(
        "disputed",
        "Disputed",
        lambda row: _share(row.line, row.line.disputed),
        css="num",
    ),
    Column("volume", "Tickets", _volume, css="num"),
    Column("breached", "Breached", _breached, css="num"),
    Column("mark", "Mark", lambda row: row.line.rating.label, cell=_mark),
    Column("distance", "To green", lambda row: row.line.distance),
    Column("moved", "13 months", lambda row: "", cell=_moved),
]


def _band(one: Any) -> str:
    return f"below {goal_text(one.band.below)}: {goal_text(one.band.credit)}"


def draw_credits(page: ScorecardPage) -> SafeString:
    """What each missed level costs."""
    currency = page.card.service.contract.currency
    columns = [
        Column("level", "Level", lambda one: one.name, is_head=True),
        Column("percent", "Agreed", lambda one: percent_text(one.percent), css="num"),
        Column("band", "Band", _band),
        Column(
            "amount",
            "Credit",
            lambda one: money_text(one.amount, currency),
            css="num",
        ),
    ]
    return draw_rows(page.card.credit.lines, columns)


def _month_head(card: Scorecard) -> SafeString:
    url = reverse("vendors:scorecard", args=[card.service.slug, card.month])
    return fill(
        '<th scope="col" class="num"><a href="{}">{}<br>{}</a></th>',
        url,
        f"{card.month:%b}",
        f"{card.month:%Y}",
    )


def _marked(rating: Rating, shown: str) -> str:
    """A figure with its mark: the icon says it, the colour repeats it."""
    opening, closing = _around(rating)
    return f"{opening}{escaped(shown)}{closing}"


@cache
def _around(rating: Rating) -> tuple[str, str]:
    """What stands before and after a figure; a page has eighty of them."""
    if not rating.is_rated:
        return fill('<td class="num" title="{}">', rating.label), "</td>"
    sign = icon(ICONS[rating], rating.label)
    opening = fill('<td class="num"><span class="portal-{}">{} ', rating.tone, sign)
    return opening, "</span></td>"


def _month_cell(line: LevelLine | None) -> str:
    rating = line.rating if line else Rating.NO_DATA
    return _marked(rating, _short(line.percent if line else None))


def _short(percent: Decimal | None) -> str:
    return percent_text(percent, 1).removesuffix(" %")


def draw_months(page: ScorecardPage) -> SafeString:
    """Thirteen months, a column each: the score, then each level's share."""
    parts = ['<thead><tr><th scope="col">%</th>', *map(_month_head, page.cards)]
    parts += ['</tr></thead><tbody><tr><th scope="row">Score</th>']
    parts += [_marked(one.rating, _short(one.score)) for one in page.cards]
    for row in page.rows:
        parts += ["</tr><tr>", fill('<th scope="row">{}</th>', row.name)]
        parts += [_month_cell(one) for one in row.lines]
    parts += ["</tr></tbody>"]
    return SafeString("".join(parts))


def draw_options(page: ScorecardPage) -> SafeString:
    """The months one may choose, this one chosen."""
    options = (
        f'<option value="{one:%Y-%m}"{" selected" if one == page.month else ""}>'
        f"{one:%b %Y}</option>"
        for one in page.choices
    )
    return SafeString("".join(options))


def draw_trend(page: ScorecardPage) -> SafeString:
    """The score and the first levels as lines over the months."""
    named: list[tuple[str, list[Decimal | None]]] = [
        ("Score", [one.score for one in page.cards]),
        *((row.name, row.values) for row in page.rows[:CHARTED_LEVELS]),
    ]
    known = [v for _, values in named for v in values if v is not None]
    lowest = max(0, int(min(known, default=Decimal(0)) // 10) * 10)
    series = [
        Series(name, [None if v is None else round(float(v), 1) for v in values])
        for name, values in named
    ]
    labels = [f"{one.month:%b %y}" for one in page.cards]
    return trend("Thirteen months", labels, series, unit="%", lowest=min(lowest, 90))
