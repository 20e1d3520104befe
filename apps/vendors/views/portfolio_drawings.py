"""The map, tables and charts of the portfolio and of a vendor, drawn in Python."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from apps.core.charts import Series, trend
from apps.core.lists import Column
from apps.core.markup import badge, escaped, link
from apps.vendors.queries.ending import Ending
from apps.vendors.queries.performance import Performance, ServiceCard
from apps.vendors.queries.portfolio import Money, Portfolio, ServiceRow, VendorRow
from apps.vendors.rules.portfolio import Standing
from apps.vendors.rules.scoring import Rating
from apps.vendors.rules.wording import NOTHING, money_text

LETTERS = {
    Rating.GREEN: "G",
    Rating.AMBER: "A",
    Rating.RED: "R",
    Rating.NOT_RATED: "n",
    Rating.NO_DATA: NOTHING,
}
EMPTY_CELL = (
    '<td class="portal-rag portal-rag-no_data"><span aria-hidden="true">–</span>'
    '<span class="visually-hidden">no data</span></td>'
)


def score_text(score: Decimal | None) -> str:
    """A score, cut to one place."""
    if score is None:
        return NOTHING
    cut = int(score * 10)
    return f"{cut // 10}.{cut % 10}"


def sums_text(money: Money) -> str:
    """Amounts of several currencies."""
    told = [money_text(amount, currency) for currency, amount in sorted(money.items())]
    return ", ".join(told) or NOTHING


def standing_mark(standing: Standing) -> SafeString:
    """The mark as a badge."""
    return _mark(standing.rating)


@cache
def _mark(rating: Rating) -> SafeString:
    """One of five."""
    return badge(rating.label, rating.tone)


def draw_months(page: Portfolio) -> SafeString:
    """The heading of each month of the map; the last one runs."""
    heads = [
        f'<th scope="col"><time datetime="{one:%Y-%m}">{one:%b} <span>{one:%Y}</span>'
        "</time>"
        for one in page.months
    ]
    return SafeString("</th>".join(heads) + " <span>so far</span></th>")


def draw_map(page: Portfolio) -> SafeString:
    """A line a vendor, a cell a month: letter and score, the colour only repeats them."""
    months = [(f"{one:%Y-%m}", f"{one:%b %Y}") for one in page.months]
    return SafeString("".join(_map_row(row, months) for row in page.rows))


def _map_row(row: VendorRow, months: list[tuple[str, str]]) -> str:
    url = escaped(_vendor_url(row.vendor.slug))
    name = escaped(row.vendor.name)
    cells = "".join(
        _cell(f"{url}?month={month}", f"{name}, {told}", one)
        for (month, told), (_, one) in zip(months, row.cells, strict=True)
    )
    return f'<tr><th scope="row"><a href="{url}">{name}</a></th>{cells}</tr>\n'


def _cell(url: str, subject: str, one: Standing) -> str:
    """The address and whose month it is come escaped, once for all cells of a vendor."""
    if one.rating is Rating.NO_DATA:
        return EMPTY_CELL
    score = score_text(one.score)
    letter, whole = LETTERS[one.rating], score.partition(".")[0]
    told = f"{subject}: {one.rating.label}, score {score}"
    return (
        f'<td class="portal-rag portal-rag-{one.rating.value}"><a href="{url}"'
        f' aria-label="{letter} {whole}, {told}" title="{told}"><strong>{letter}</strong>'
        f" {whole}</a></td>"
    )


def _service(row: ServiceRow) -> SafeString:
    return link(_card_url(row.service.slug, row.month), row.service.name)


def _vendor(row: ServiceRow) -> SafeString:
    vendor = row.service.contract.vendor
    return link(_vendor_url(vendor.slug), vendor.name)


# Addresses of things do not change while the process lives, and cost more than the cell.
@lru_cache(maxsize=1024)
def _vendor_url(slug: str) -> str:
    return reverse("vendors:performance", args=[slug])


@lru_cache(maxsize=4096)
def _card_url(slug: str, month: date) -> str:
    return reverse("vendors:scorecard", args=[slug, month])


def _change(row: ServiceRow) -> str:
    change = row.change
    if change is None:
        return NOTHING
    return "0" if not round(change, 1) else f"{change:+.1f}".replace("-", "−")


def _running(row: ServiceRow) -> SafeString:
    return standing_mark(row.running)


SERVICES = [
    Column(
        "service", "Service", lambda one: one.service.name, cell=_service, is_head=True
    ),
    Column(
        "vendor",
        "Vendor",
        lambda one: one.service.contract.vendor.name,
        cell=_vendor,
    ),
    Column(
        "mark",
        "Mark",
        lambda one: one.last.rating.label,
        cell=lambda one: standing_mark(one.last),
    ),
    Column("score", "Score", lambda one: score_text(one.last.score), css="num"),
    Column("change", "Change", _change, css="num"),
    Column(
        "running",
        "Month so far",
        lambda one: one.running.rating.label,
        cell=_running,
    ),
]
MONEY = [
    Column(
        "at_risk",
        "At risk a month",
        lambda one: _money(one, one.at_risk),
        css="num",
    ),
    Column("credit", "Credit", lambda one: _money(one, one.credit), css="num"),
]


def _money(row: ServiceRow, amount: Decimal | None) -> str:
    return NOTHING if amount is None else money_text(amount, row.currency)


def _contract(one: Ending) -> SafeString | str:
    words = f"{one.contract.reference} {one.contract.title}"
    try:
        return link(reverse("vendors:contract", args=[one.contract.pk]), words)
    except NoReverseMatch:
        return words


ENDINGS = [
    Column(
        "contract",
        "Contract",
        lambda one: str(one.contract),
        cell=_contract,
        is_head=True,
    ),
    Column("vendor", "Vendor", lambda one: one.contract.vendor.name),
    Column("ends", "Last day", lambda one: one.contract.ends_on),
    Column("renewal", "Then", lambda one: one.contract.then),
    Column("notice", "Last day to give notice", lambda one: one.notice_on),
    Column(
        "words",
        "To decide",
        lambda one: one.words,
        cell=lambda one: badge(one.words, "amber" if one.is_near else "grey"),
    ),
]


def month_names(months: Iterable[date]) -> list[str]:
    """As charts write them: Oct 26."""
    return [f"{one:%b %y}" for one in months]


def draw_scores(page: Performance) -> SafeString:
    """The scores of all services, month by month."""
    series = [
        Series(one.service.name, [_float(card.score) for card in one.cards])
        for one in page.services
    ]
    return trend("Score by month, of 100", month_names(page.months), series)


Drawn = tuple[ServiceCard, SafeString, str, str, SafeString]


def draw_cards(page: Performance) -> list[Drawn]:
    """Each service with its mark, score, credit and thirteen months."""
    return [
        (
            one,
            standing_mark(one.standing),
            score_text(one.card.score),
            money_text(one.card.credit.due, one.service.contract.currency),
            draw_service(one),
        )
        for one in page.services
    ]


def draw_service(one: ServiceCard) -> SafeString:
    """The scores of one service."""
    return trend(
        f"{one.service.name}: score by month, of 100",
        month_names(card.month for card in one.cards),
        [Series("Score", [_float(card.score) for card in one.cards])],
    )


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
