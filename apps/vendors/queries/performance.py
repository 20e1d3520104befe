"""One vendor with all its services, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from apps.accounts.models import User
from apps.vendors.access import can_see_money
from apps.vendors.models import ManagedService, Vendor
from apps.vendors.queries.scorecard import (
    TREND_MONTHS,
    LevelLine,
    Scorecard,
    scorecards,
)
from apps.vendors.rules.months import next_month
from apps.vendors.rules.portfolio import Standing, badness, vendor_standing
from apps.vendors.rules.scoring import Rating


@dataclass(frozen=True)
class ServiceCard:
    """A service: thirteen scorecards, the oldest first; the last is the chosen month's."""

    service: ManagedService
    cards: Sequence[Scorecard]

    @property
    def card(self) -> Scorecard:
        """The chosen month's."""
        return self.cards[-1]

    @property
    def standing(self) -> Standing:
        """How it stands in the chosen month."""
        return standing_of(self.card)

    @property
    def missed(self) -> list[LevelLine]:
        """Its levels that are amber or red."""
        bad = {Rating.AMBER, Rating.RED}
        return [one for one in self.card.lines if one.rating in bad]


@dataclass(frozen=True)
class Performance:
    """A vendor in a month; its services the worst first."""

    vendor: Vendor
    month: date
    months: tuple[date, ...]
    services: list[ServiceCard]
    may_see_money: bool

    @cached_property
    def standings(self) -> list[Standing]:
        """The vendor month by month."""
        return [
            vendor_standing([standing_of(one.cards[at]) for one in self.services])
            for at in range(len(self.months))
        ]


def standing_of(card: Scorecard) -> Standing:
    """How a service stands by its scorecard."""
    return Standing(card.score, card.rating, card.charge)


def performance(user: User, vendor: Vendor, month: date) -> Performance:
    """The vendor's services over the thirteen months up to this one."""
    months = tuple(
        next_month(month, step - TREND_MONTHS + 1) for step in range(TREND_MONTHS)
    )
    rows = ManagedService.objects.visible_to(user).filter(contract__vendor=vendor)
    services = list(rows.select_related("contract__vendor"))
    cards = scorecards(services, months)
    found = [
        ServiceCard(one, [cards[one.pk, each] for each in months]) for one in services
    ]
    found.sort(key=lambda one: badness(one.standing))
    return Performance(vendor, month, months, found, can_see_money(user, vendor))
