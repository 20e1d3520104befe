"""The map, tables and charts of the portfolio and of a vendor, drawn in Python."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from apps.core.charts import Series, trend
from apps.core.lists import Column
from apps.core.markup import badge, fill, link
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
    return badge(standing.rating.label, standing.rating.tone)


def draw_map(page: Portfolio) -> SafeString:
    """A line a vendor, a cell a month: letter and score, the colour only repeats them."""
    return SafeString("".join(_map_row(row) for row in page.rows))


def _map_row(row: VendorRow) -> str:
    url = reverse("vendors:performance", args=[row.vendor.slug])
    cells = "".join(_cell(url, row, month, one) for month, one in row.cells)
    return fill(
        '<tr><th scope="row">{}</th>{}</tr>\n',
        link(url, row.vendor.name),
        SafeString(cells),
    )


def _cell(url: str, row: VendorRow, month: date, one: Standing) -> str:
    if one.rating is Rating.NO_DATA:
        return (
            '<td class="portal-rag portal-rag-no_data"><span aria-hidden="true">–</span>'
            '<span class="visually-hidden">no data</span></td>'
        )
    score = score_text(one.score)
    letter, whole = LETTERS[one.rating], score.partition(".")[0]
    told = f"{row.vendor.name}, {month:%b %Y}: {one.rating.label}, score {score}"
    return fill(
        '<td class="portal-rag portal-rag-{}"><a href="{}?month={}" aria-label="{}"'
        ' title="{}"><strong>{}</strong> {}</a></td>',
        one.rating.value,
        url,
        f"{month:%Y-%m}",
        f"{letter} {whole}, {told}",
        told,
        letter,
        whole,
    )


def _service(row: ServiceRow) -> SafeString:
    month = f"{row.month:%Y-%m}"
    url = reverse("vendors:scorecard", args=[row.service.slug, month])
    return link(url, row.service.name)


def _vendor(row: ServiceRow) -> SafeString:
    vendor = row.service.contract.vendor
    return link(reverse("vendors:performance", args=[vendor.slug]), vendor.name)


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
    Column("renewal", "Then", lambda one: one.contract.get_renewal_display()),
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
