"""What the page of a scorecard shows: a month among thirteen, and its money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from apps.accounts.models import User
from apps.vendors.access import can_see_money, can_try_terms
from apps.vendors.models import ManagedService
from apps.vendors.queries.scorecard import LevelLine, Scorecard, trend
from apps.vendors.rules.months import month_of, months_between, next_month
from apps.vendors.rules.scoring import Rating
from apps.vendors.rules.wording import money_text, percent_text

CHARTED_LEVELS = 5


@dataclass(frozen=True)
class TrendRow:
    """A level through the months; None where a month had no such level."""

    line: LevelLine
    lines: tuple[LevelLine | None, ...]

    @property
    def name(self) -> str:
        """Of the level."""
        return self.line.level.name

    @property
    def values(self) -> list[Decimal | None]:
        """The figures that were rated."""
        return [one.percent if one else None for one in self.lines]


@dataclass(frozen=True)
class ScorecardPage:
    """A month of a service for a reader; `today` says which months can be chosen."""

    cards: Sequence[Scorecard]
    today: date
    sees_money: bool
    may_try: bool

    @property
    def card(self) -> Scorecard:
        """The month itself."""
        return self.cards[-1]

    @property
    def month(self) -> date:
        """Its first day."""
        return self.card.month

    @property
    def earlier(self) -> date:
        """The month before."""
        return next_month(self.month, -1)

    @property
    def later(self) -> date | None:
        """The month after; None if it has not begun."""
        following = next_month(self.month)
        return following if following <= self.today else None

    @property
    def is_running(self) -> bool:
        """Whether the month is not over yet."""
        return next_month(self.month) > self.today

    @property
    def choices(self) -> list[date]:
        """The months one may choose, the newest first."""
        first = min(self.card.service.starts_on, self.month)
        last = max(month_of(self.today), self.month)
        return months_between(first, last)[::-1]

    @cached_property
    def rows(self) -> list[TrendRow]:
        """Each level through the months."""
        return [
            TrendRow(one, tuple(card.line(one.level.slug) for card in self.cards))
            for one in self.card.lines
        ]

    @property
    def score(self) -> str:
        """Of 100, cut to two places."""
        return percent_text(self.card.score).removesuffix(" %")

    @property
    def money(self) -> str:
        """What the month costs the vendor, and by what."""
        card, contract = self.card, self.card.service.contract
        currency, credit = contract.currency, self.card.credit
        whole = money_text(card.charge, currency)
        most = f"{contract.at_risk_percent.normalize():f} % of {whole}"
        cap = f"at most {money_text(credit.cap, currency)}, {most}"
        if credit.is_capped:
            total = money_text(credit.total, currency)
            return f"{money_text(credit.due, currency)} due: {total} in all, {cap}."
        return f"{money_text(credit.due, currency)} due; {cap}."

    @property
    def reasons(self) -> list[str]:
        """Why the scorecard has its mark, worst first."""
        bad = [one for one in self.card.lines if one.rating is Rating.RED]
        critical = [one.level.name for one in bad if one.terms.is_critical]
        red = [one.level.name for one in bad if not one.terms.is_critical]
        amber = [
            one.level.name for one in self.card.lines if one.rating is Rating.AMBER
        ]
        named = (
            ("a critical level is red", critical),
            ("red", red),
            ("within tolerance of the goal", amber),
        )
        return [f"{', '.join(names)}: {what}" for what, names in named if names]


def scorecard_page(
    service: ManagedService, month: date, user: User, today: date
) -> ScorecardPage:
    """The page of a month for somebody who sees the service. Six queries."""
    vendor = service.contract.vendor
    return ScorecardPage(
        trend(service, month), today, can_see_money(user, vendor), can_try_terms(user)
    )
