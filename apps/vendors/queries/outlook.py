"""How the running month may end: by what is met, breached and still open."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.vendors.models import ManagedService, ServiceLevel, Verdict
from apps.vendors.queries.at_stake import at_stake
from apps.vendors.queries.scorecard import LevelLine, Scorecard, scorecards
from apps.vendors.queries.zones import running_months
from apps.vendors.rules.forecasting import (
    Outlook,
    Running,
    Spare,
    Step,
    credit_steps,
    outlook,
    spare,
)
from apps.vendors.rules.months import bounds, next_month
from apps.vendors.rules.scoring import Rating, attainment, rate
from apps.vendors.states import Outcome

PAST_MONTHS = 3


@dataclass(frozen=True)
class Open:
    """Tickets of a level whose clock runs: due this month, later, or standing still."""

    due: int = 0
    later: int = 0
    paused: int = 0


@dataclass(frozen=True)
class LevelForecast:
    """A level that counts tickets, in the month that runs."""

    card: Scorecard
    line: LevelLine
    open: Open
    past: Decimal | None

    @cached_property
    def counted(self) -> tuple[int, int]:
        """Met and breached so far, without accepted exclusions."""
        counts = self.line.counts
        return (
            counts.met - counts.accepted_met,
            counts.breached - counts.accepted_breached,
        )

    @cached_property
    def outlook(self) -> Outlook:
        """How the month may end."""
        return outlook(*self.counted, self.open.due, self.past)

    def rating(self, percent: Decimal | None) -> Rating:
        """The mark of an end, by the tickets that it has."""
        volume = sum(self.counted) + self.open.due
        return rate(percent, volume, self.line.terms)

    @property
    def is_undecided(self) -> bool:
        """Whether what is open decides if the goal is met."""
        worst, best = self.outlook.pessimistic, self.outlook.optimistic
        if worst is None or best is None:
            return False
        is_rated = self.rating(worst).is_rated
        return is_rated and worst < self.line.terms.goal <= best

    @property
    def spare(self) -> Spare:
        """More breaches until amber, until red."""
        return spare(self.line.counts, self.line.terms)

    @property
    def steps(self) -> list[Step]:
        """What more breaches would cost, band by band."""
        one = self.line
        others = [each.missed for each in self.card.lines if each is not one]
        mine = Running(one.level.name, one.counts, one.terms, one.bands)
        return credit_steps(mine, others, self.card.deal)


@dataclass(frozen=True)
class ServiceForecast:
    """A service in its running month."""

    service: ManagedService
    month: date
    ends_at: datetime
    levels: tuple[LevelForecast, ...]
    card: Scorecard

    @property
    def last_day(self) -> date:
        """The month's."""
        return next_month(self.month) - timedelta(days=1)


def forecasts(
    services: Sequence[ManagedService], now: datetime
) -> list[ServiceForecast]:
    """The running months of these services, in eight queries."""
    months = running_months(services, now)
    wanted = {
        next_month(month, -step)
        for month, _ in months.values()
        for step in range(PAST_MONTHS + 1)
    }
    cards = scorecards(services, wanted)
    ends = {pk: bounds(month, zone)[1] for pk, (month, zone) in months.items()}
    opened = _open(services, ends)
    return [
        _forecast(one, months[one.pk][0], ends[one.pk], cards, opened)
        for one in services
    ]


def _forecast(
    service: ManagedService,
    month: date,
    ends_at: datetime,
    cards: dict[tuple[int, date], Scorecard],
    opened: dict[int, Open],
) -> ServiceForecast:
    card = cards[service.pk, month]
    past = [
        cards[service.pk, next_month(month, -step)]
        for step in range(1, PAST_MONTHS + 1)
    ]
    levels = tuple(
        LevelForecast(card, line, opened.get(line.level.pk, Open()), _past(line, past))
        for line in card.lines
        if line.level.counts_tickets
    )
    return ServiceForecast(service, month, ends_at, levels, card)


def _past(line: LevelLine, cards: Iterable[Scorecard]) -> Decimal | None:
    """The level's attainment (%) over the full months before, all tickets together."""
    met = breached = 0
    for card in cards:
        same = card.line(line.level.slug)
        if same:
            counts = same.counts
            met += counts.met - counts.accepted_met
            breached += counts.breached - counts.accepted_breached
    return attainment(met, breached)


def _open(
    services: Sequence[ManagedService], ends: dict[int, datetime]
) -> dict[int, Open]:
    """By level. One query over what runs."""
    rows = Verdict.objects.filter(
        outcome=Outcome.RUNNING, level__service__in=[one.pk for one in services]
    )
    due: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for level, service, due_at in rows.values_list(
        "level_id", "level__service_id", "due_at"
    ):
        place = 2 if due_at is None else int(due_at >= ends[service])
        due[level][place] += 1
    return {level: Open(*numbers) for level, numbers in due.items()}


def next_to_breach(
    user: User, service: ManagedService, until: datetime
) -> QuerySet[Verdict]:
    """The running tickets of a service that fall due before then, the nearest first."""
    levels = ServiceLevel.objects.filter(service=service)
    rows = Verdict.objects.visible_to(user).filter(
        level__in=levels, outcome=Outcome.RUNNING, due_at__lt=until
    )
    return rows.select_related("ticket", "level", "version").order_by("due_at", "pk")


def undecided(user: User, now: datetime) -> list[tuple[ServiceForecast, LevelForecast]]:
    """The levels one sees whose goal hangs on what is open, the least likely first."""
    rows = ManagedService.objects.visible_to(user).select_related("contract__vendor")
    services = list(rows)
    open_ones = set(at_stake(services, now).values())
    found = [
        (one, level)
        for one in forecasts([one for one in services if one.pk in open_ones], now)
        for level in one.levels
        if level.is_undecided
    ]
    return sorted(found, key=lambda pair: _margin(pair[1]))


def _margin(level: LevelForecast) -> Decimal:
    return (level.outlook.likely or Decimal(0)) - level.line.terms.goal
