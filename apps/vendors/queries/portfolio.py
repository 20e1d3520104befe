"""All vendors at once: how each stood, the worst first, and what is at risk."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from apps.accounts.models import User
from apps.vendors.access import can_see_money
from apps.vendors.queries.ending import Ending, endings
from apps.vendors.queries.money import Bill, bills
from apps.vendors.queries.served import Served, VendorNamed, served
from apps.vendors.queries.shut import shut_months
from apps.vendors.queries.standings import Standings, standings
from apps.vendors.rules.months import month_of, next_month
from apps.vendors.rules.portfolio import Standing, badness, vendor_standing
from apps.vendors.rules.scoring import Rating

NOTHING = Standing(None, Rating.NO_DATA)
Money = dict[str, Decimal]


@dataclass(frozen=True)
class ServiceRow:
    """A service in the last full month, beside the month before and the running one."""

    service: Served
    month: date
    bill: Bill
    last: Standing
    before: Standing
    running: Standing
    may_see_money: bool

    @property
    def change(self) -> Decimal | None:
        """How many points the score moved since the month before."""
        if self.last.score is None or self.before.score is None:
            return None
        return self.last.score - self.before.score

    @property
    def currency(self) -> str:
        """The contract's."""
        return self.service.contract.currency

    @property
    def at_risk(self) -> Decimal | None:
        """The most that a month can cost the vendor; None to who may not see money."""
        return self.bill.at_risk if self.may_see_money else None

    @property
    def credit(self) -> Decimal | None:
        """What the last full month costs it; None to who may not see money."""
        return self.bill.credit if self.may_see_money else None


@dataclass(frozen=True)
class VendorRow:
    """A vendor over the months; its services in the last full one."""

    vendor: VendorNamed
    cells: tuple[tuple[date, Standing], ...]
    services: tuple[ServiceRow, ...]
    last: Standing

    @property
    def placed(self) -> list[dict[str, object]]:
        """Its months with score and mark, the oldest first."""
        return [
            {"month": month, "score": one.score, "rating": one.rating}
            for month, one in self.cells
        ]


def _sums(amounts: Iterable[tuple[str, Decimal | None]]) -> Money:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in amounts:
        if amount is not None:
            found[currency] += amount
    return dict(found)


@dataclass(frozen=True)
class Portfolio:
    """What the portfolio page shows; `month` is the last full one."""

    month: date
    months: tuple[date, ...]
    rows: list[VendorRow]
    endings: list[Ending]

    @cached_property
    def services(self) -> list[ServiceRow]:
        """Every service, the worst first."""
        found = [one for row in self.rows for one in row.services]
        return sorted(found, key=lambda one: badness(one.last))

    @property
    def may_see_money(self) -> bool:
        """Whether money of any vendor may be shown."""
        return any(one.may_see_money for one in self.services)

    @cached_property
    def at_risk(self) -> Money:
        """Of all of them, by currency."""
        return _sums((one.currency, one.at_risk) for one in self.services)

    @cached_property
    def credit(self) -> Money:
        """Of all of them, by currency."""
        return _sums((one.currency, one.credit) for one in self.services)


def portfolio(user: User, today: date, months: int = 12) -> Portfolio:
    """The vendors one sees over the last so many full months and the running one."""
    running = month_of(today)
    shown = tuple(next_month(running, step - months) for step in range(months + 1))
    last = next_month(running, -1)
    services = served(user, last)
    keys = [one.pk for one in services]
    read = {*shown, next_month(last, -1)}
    shut = shut_months(keys, read)
    found = standings(keys, read, shut)
    costs = bills(services, last, shut)
    rows = [
        _row(_Read(user, found, costs, shown, last), vendor, own)
        for vendor, own in _by_vendor(services).items()
    ]
    rows.sort(key=lambda row: badness(row.last))
    return Portfolio(last, shown, rows, endings(user, today))


@dataclass(frozen=True)
class _Read:
    """What was read for the page."""

    user: User
    found: Standings
    bills: dict[int, Bill]
    months: Sequence[date]
    last: date

    def standing(self, service: Served, month: date) -> Standing:
        """A service in a month, weighed by its charge of the last full month."""
        one = self.found.get((service.pk, month), NOTHING)
        return Standing(one.score, one.rating, self.bills[service.pk].charge)


def _by_vendor(
    services: Iterable[Served],
) -> dict[VendorNamed, list[Served]]:
    found: dict[VendorNamed, list[Served]] = defaultdict(list)
    for one in services:
        found[one.contract.vendor].append(one)
    return found


def _row(read: _Read, vendor: VendorNamed, services: list[Served]) -> VendorRow:
    cells = tuple(
        (month, vendor_standing([read.standing(one, month) for one in services]))
        for month in read.months
    )
    may = can_see_money(read.user, vendor)
    last = read.last
    return VendorRow(
        vendor=vendor,
        cells=cells,
        services=tuple(
            ServiceRow(
                service=one,
                month=last,
                bill=read.bills[one.pk],
                last=read.standing(one, last),
                before=read.standing(one, next_month(last, -1)),
                running=read.standing(one, next_month(last)),
                may_see_money=may,
            )
            for one in services
        ),
        last=dict(cells)[last],
    )
